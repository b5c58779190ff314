"""From observations to the values that are followed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from inspector.domain.drift import ImageHealth, Measure, Observation


@dataclass(frozen=True, slots=True)
class ModelReference:
    """What a model's package tells of the scores that it gives.

    Attributes:
        ok_classes: The classes that a good part may have.
        good_score_counts: Histogram of their summed probability over good validation pictures, in
            equal bins from 0 to 1; empty when the package has none.
        novelty_counts: The same of their novelty, from 0 to 4.
    """

    ok_classes: frozenset[str]
    good_score_counts: tuple[int, ...] = ()
    novelty_counts: tuple[int, ...] = ()


def measured_values(
    observation: Observation, model: ModelReference | None
) -> Mapping[Measure, float]:
    """All that an observation tells; without its model the good score is not known."""
    found: dict[Measure, float] = {}
    if observation.health is not None:
        found |= _of_health(observation.health)
    if observation.novelty is not None:
        found[Measure.NOVELTY] = observation.novelty
    if observation.scores and model is not None:
        found[Measure.GOOD_SCORE] = math.fsum(
            score for name, score in observation.scores.items() if name in model.ok_classes
        )
    return {measure: value for measure, value in found.items() if math.isfinite(value)}


def _of_health(health: ImageHealth) -> dict[Measure, float]:
    found = {
        Measure.FOCUS: health.focus,
        Measure.BRIGHTNESS: health.brightness,
        Measure.CONTRAST: health.contrast,
        Measure.SATURATED_PERCENT: health.saturated_percent,
    }
    if health.shift is not None:
        found[Measure.SHIFT_X_PX] = health.shift.x_px
        found[Measure.SHIFT_Y_PX] = health.shift.y_px
    return found
