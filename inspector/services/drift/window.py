"""The last parts that one camera saw under one recipe and model."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from inspector.domain.drift import Baseline, Measure, Observation, WatchedConfiguration
from inspector.domain.evaluation import Evaluation
from inspector.services.drift.statistics import level
from inspector.services.drift.values import ModelReference, measured_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_SHARE = 0.5
"""A measure that fewer of a window's pictures have is not followed."""
_NOVELTY_MAX = 4.0
STATION = ""
"""The "camera" of what belongs to parts, not to pictures."""


class _Passed(NamedTuple):
    """What a part that was passed scored, and the limit it passed; no numbers for any other."""

    good_score: float = math.nan
    novelty: float = math.nan
    accept: float = math.nan


class Window:
    """Bounded; what is older than ``parts`` is forgotten."""

    def __init__(self, parts: int) -> None:
        self.parts = parts
        self.seen = 0
        self.last_utc_ns = 0
        self._values: dict[Measure, deque[float]] = defaultdict(lambda: deque(maxlen=parts))
        self._passed: deque[_Passed] = deque(maxlen=parts)

    @property
    def is_full(self) -> bool:
        """Whether it holds as many parts as it can."""
        return self.seen >= self.parts

    def add(self, observation: Observation, model: ModelReference | None) -> None:
        """Take in what one picture tells."""
        values = measured_values(observation, model)
        self.add_values(values, observation.triggered_utc_ns)
        self._passed.append(_passed(observation, values))

    def add_values(self, values: Mapping[Measure, float], utc_ns: int) -> None:
        """Take in values by their measure."""
        self.seen += 1
        self.last_utc_ns = utc_ns
        for measure, value in values.items():
            self._values[measure].append(value)

    def values(self, measure: Measure) -> Sequence[float]:
        """What is known of a measure, oldest first."""
        return tuple(self._values.get(measure, ()))

    def measures(self) -> list[Measure]:
        """What enough of the pictures have."""
        held = min(self.seen, self.parts)
        return [
            measure
            for measure in Measure
            if held and len(self._values.get(measure, ())) >= MIN_SHARE * held
        ]

    def baselines(self, configuration: WatchedConfiguration, camera: str) -> list[Baseline]:
        """Where every measure stands now."""
        return [self._baseline(configuration, camera, measure) for measure in self.measures()]

    def good_scores(self, bins: int) -> tuple[NDArray[np.int64], float]:
        """Histogram of the good score over parts that were passed, and the limit they passed."""
        found = [each for each in self._passed if math.isfinite(each.good_score)]
        limits = [each.accept for each in found if math.isfinite(each.accept)]
        scores = np.clip([each.good_score for each in found], 0.0, 1.0)
        counts, _ = np.histogram(scores, bins=bins, range=(0.0, 1.0))
        return counts, min(limits, default=0.0)

    def novelties(self, bins: int) -> NDArray[np.int64]:
        """Histogram of the novelty over parts that were passed."""
        found = [each.novelty for each in self._passed if math.isfinite(each.novelty)]
        counts, _ = np.histogram(
            np.clip(found, 0.0, _NOVELTY_MAX), bins=bins, range=(0.0, _NOVELTY_MAX)
        )
        return counts

    def _baseline(
        self, configuration: WatchedConfiguration, camera: str, measure: Measure
    ) -> Baseline:
        values = self.values(measure)
        found = level(values)
        is_share = measure is Measure.REJECTED
        return Baseline(
            recipe_revision=configuration.recipe_revision,
            model_sha256=configuration.model_sha256,
            camera=camera,
            measure=measure,
            count=found.count,
            median=math.fsum(values) / len(values) if is_share else found.median,
            mad=found.mad,
            utc_ns=self.last_utc_ns,
        )


def _passed(observation: Observation, values: Mapping[Measure, float]) -> _Passed:
    if observation.evaluation is not Evaluation.OK:
        return _Passed()
    return _Passed(
        values.get(Measure.GOOD_SCORE, math.nan),
        values.get(Measure.NOVELTY, math.nan),
        observation.threshold,
    )
