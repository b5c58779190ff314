"""What is compared with what, and what is said when it has moved too far.

A change is told when it is both relevant (beyond the limit of the station file) and certain (beyond
what chance does in windows of this size). Novelty has no baseline of its own here: the model's
package says what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from inspector.config.drift import DriftConfig
from inspector.domain.drift import Baseline, Measure
from inspector.domain.errors import drift as errors
from inspector.domain.errors.drift import DriftError
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.phrases.drift import DriftPhrase
from inspector.services.drift.statistics import (
    Level,
    kolmogorov_smirnov,
    kolmogorov_smirnov_limit,
    level,
    median_change_z,
    share_change_z,
    stability_index,
)
from inspector.services.drift.values import ModelReference
from inspector.services.drift.window import Window

_Z_MIN = 4.0
_DISTANCE_MAX = 0.3
"""A Kolmogorov-Smirnov distance that is told even where the stability index is small."""
_GOOD_PARTS_MIN = 50


class Scale(Enum):
    """What a limit is a part of."""

    OF_BASELINE = auto()
    """Percent of the baseline's median."""
    POINTS = auto()
    """Percent points of a share."""
    UNITS = auto()
    """The measure's own unit."""


@dataclass(frozen=True, slots=True)
class Check:
    """How one measure is compared with its baseline.

    Attributes:
        measure: What.
        error: What is said.
        limit: From the station file; 0 for never.
        scale: What the limit is a part of.
        falling: Whether a rise is of no concern.
        rising: Whether a fall is of no concern.
        name: The measure, or of a place the whole sentence.
        verbs: That it fell, and that it rose; none of a place.
    """

    measure: Measure
    error: type[DriftError]
    limit: Callable[[DriftConfig], float]
    scale: Scale
    name: DriftPhrase
    verbs: tuple[DriftPhrase, DriftPhrase] | None = None
    falling: bool = False
    rising: bool = False


_PERCENT = (DriftPhrase.FELL_PERCENT, DriftPhrase.ROSE_PERCENT)
_POINTS = (DriftPhrase.FELL_POINTS, DriftPhrase.ROSE_POINTS)
CHECKS: tuple[Check, ...] = (
    Check(
        Measure.FOCUS,
        errors.FocusDriftError,
        lambda config: config.focus_percent,
        Scale.OF_BASELINE,
        DriftPhrase.OF_FOCUS,
        _PERCENT,
        falling=True,
    ),
    Check(
        Measure.BRIGHTNESS,
        errors.BrightnessDriftError,
        lambda config: config.brightness_percent,
        Scale.OF_BASELINE,
        DriftPhrase.OF_BRIGHTNESS,
        _PERCENT,
    ),
    Check(
        Measure.CONTRAST,
        errors.ContrastDriftError,
        lambda config: config.contrast_percent,
        Scale.OF_BASELINE,
        DriftPhrase.OF_CONTRAST,
        _PERCENT,
    ),
    Check(
        Measure.SATURATED_PERCENT,
        errors.SaturationDriftError,
        lambda config: config.saturation_points,
        Scale.UNITS,
        DriftPhrase.OF_SATURATED_SHARE,
        _POINTS,
        rising=True,
    ),
    Check(
        Measure.SHIFT_X_PX,
        errors.PositionDriftError,
        lambda config: config.shift_px,
        Scale.UNITS,
        DriftPhrase.MOVED_RIGHT,
    ),
    Check(
        Measure.SHIFT_Y_PX,
        errors.PositionDriftError,
        lambda config: config.shift_px,
        Scale.UNITS,
        DriftPhrase.MOVED_DOWN,
    ),
    Check(
        Measure.GOOD_SCORE,
        errors.ScoreDriftError,
        lambda config: config.good_score_points,
        Scale.POINTS,
        DriftPhrase.OF_GOOD_PROBABILITY,
        _POINTS,
        falling=True,
    ),
    Check(
        Measure.REJECTED,
        errors.RejectShareDriftError,
        lambda config: config.reject_points,
        Scale.POINTS,
        DriftPhrase.OF_REJECT_SHARE,
        _POINTS,
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """How far one measure of one camera has moved.

    Attributes:
        measure: What.
        value: Where it stands now.
        baseline: Where it stood; ``None`` for what is held against the validation set.
        change: In the unit of the limit.
        limit: Beyond which it is told.
        certain: Whether chance does not explain it.
        error: What is said of it.
        against: With what it was compared, to tell two findings on one measure apart.
    """

    measure: Measure
    value: float
    baseline: Baseline | None
    change: float
    limit: float
    certain: bool
    error: DriftError
    against: str = "baseline"

    @property
    def ratio(self) -> float:
        """The change as a share of the limit."""
        return abs(self.change) / self.limit


def against_baselines(
    config: DriftConfig, camera: str, window: Window, baselines: Mapping[Measure, Baseline]
) -> Iterator[Finding]:
    """Every measure of a camera beside its baseline."""
    followed = set(window.measures())
    for check in CHECKS:
        limit, baseline = check.limit(config), baselines.get(check.measure)
        if limit > 0 and baseline is not None and check.measure in followed:
            yield _finding(check, camera, limit, window, baseline)


def against_validation(
    config: DriftConfig, camera: str, window: Window, model: ModelReference
) -> Iterator[Finding]:
    """Good score and novelty of passed parts beside those of the validation set."""
    if config.stability_index <= 0:
        return
    if model.good_score_counts:
        reference = np.asarray(model.good_score_counts, np.int64)
        counts, accept = window.good_scores(len(reference))
        passed = np.arange(1, len(reference) + 1) > accept * len(reference)
        yield from _distribution(
            config, camera, Measure.GOOD_SCORE, np.where(passed, reference, 0), counts
        )
    if model.novelty_counts:
        reference = np.asarray(model.novelty_counts, np.int64)
        counts = window.novelties(len(reference))
        yield from _distribution(config, camera, Measure.NOVELTY, reference, counts)


_DISTRIBUTIONS: Mapping[Measure, tuple[type[DriftError], DriftPhrase]] = {
    Measure.GOOD_SCORE: (errors.ScoreDriftError, DriftPhrase.OF_PASSED_SCORES),
    Measure.NOVELTY: (errors.NoveltyDriftError, DriftPhrase.OF_PASSED_PICTURES),
}


def _distribution(
    config: DriftConfig,
    camera: str,
    measure: Measure,
    reference: np.ndarray[tuple[int], np.dtype[np.int64]],
    counts: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> Iterator[Finding]:
    before, now = int(reference.sum()), int(counts.sum())
    if before < _GOOD_PARTS_MIN or now < _GOOD_PARTS_MIN:
        return
    index = stability_index(reference, counts)
    distance = kolmogorov_smirnov(reference, counts)
    error, name = _DISTRIBUTIONS[measure]
    yield Finding(
        measure=measure,
        value=index,
        baseline=None,
        change=max(index, config.stability_index * distance / _DISTANCE_MAX),
        limit=config.stability_index,
        certain=distance > kolmogorov_smirnov_limit(before, now),
        error=error(
            _of(
                camera,
                DriftPhrase.UNLIKE_VALIDATION(
                    measure=name(), index=f"{index:.2f}", distance=f"{distance:.2f}"
                ),
            )
        ),
        against="validation",
    )


def _finding(
    check: Check, camera: str, limit: float, window: Window, baseline: Baseline
) -> Finding:
    values = window.values(check.measure)
    now = level(values)
    if check.measure is Measure.REJECTED:
        value = sum(values) / len(values)
        z = share_change_z(value, len(values), baseline.median, baseline.count)
    else:
        value = now.median
        z = median_change_z(now, Level(baseline.count, baseline.median, baseline.mad))
    change = _scaled(check.scale, value - baseline.median, baseline.median)
    told = not (check.falling and change > 0) and not (check.rising and change < 0)
    return Finding(
        measure=check.measure,
        value=value,
        baseline=baseline,
        change=change if told else 0.0,
        limit=limit,
        certain=z >= _Z_MIN,
        error=check.error(_of(camera, _sentence(check, change))),
    )


def _scaled(scale: Scale, change: float, baseline: float) -> float:
    if scale is Scale.OF_BASELINE:
        return 100 * change / abs(baseline) if baseline else 0.0
    return 100 * change if scale is Scale.POINTS else change


def _sentence(check: Check, change: float) -> Phrase:
    if check.verbs is None:
        return check.name(change=f"{change:+.0f}")
    verb = check.verbs[change >= 0]
    return verb(measure=check.name(), change=f"{abs(change):.0f}")


def _of(camera: str, fault: Phrase) -> Phrase:
    return CameraPhrase.OF_CAMERA(camera=camera, fault=fault) if camera else fault
