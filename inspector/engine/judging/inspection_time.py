"""How long it takes to judge one picture on this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from inspector.clock import monotonic_ns
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import StageTimings, Trigger
from inspector.engine.judging.inspector import Inspector
from inspector.engine.matching.frame_matcher import Pair

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_RUNS_LEAST, _RUNS_MOST = 100, 1000
_MEASURING_NS = 200_000_000


@dataclass(frozen=True, slots=True)
class InspectionTime:
    """The 99.9th percentile of ``runs``; of fewer than a thousand it is the longest."""

    p999_ms: float = 0.0
    runs: int = 0

    @classmethod
    def of(cls, durations_ms: Sequence[float]) -> InspectionTime:
        """From single durations in milliseconds."""
        if not durations_ms:
            return cls()
        return cls(float(np.percentile(durations_ms, 99.9, method="higher")), len(durations_ms))


def measure_inspection(
    inspectors: Sequence[Inspector], image: Image, rest: Callable[[int], None] = lambda _: None
) -> InspectionTime:
    """Judge a picture again and again by the slowest of several inspectors.

    What is measured is preprocessing, inference and decision; a larger picture than this one takes
    longer to prepare.

    Args:
        inspectors: Those of all recipes and cameras; all have been warmed up.
        image: Such as the model's own example.
        rest: Called after each run with the nanoseconds that it took, where a line is running.

    Returns:
        Of 100 runs at least, and then of as many as a fifth of a second allows, 1000 at most: parts
        are rejected until an engine has started. Nothing when the picture suits none of them.
    """
    timed = [(_duration_ms(each, image), each) for each in inspectors]
    suited = [(ms, place) for place, (ms, _) in enumerate(timed) if ms is not None]
    if not suited:
        return InspectionTime()
    slowest = timed[max(suited)[1]][1]
    durations: list[float] = []
    until_ns = monotonic_ns() + _MEASURING_NS
    while len(durations) < _RUNS_LEAST or (
        len(durations) < _RUNS_MOST and monotonic_ns() < until_ns
    ):
        begun = monotonic_ns()
        durations.append(_duration_ms(slowest, image) or 0.0)
        rest(monotonic_ns() - begun)
    return InspectionTime.of(durations)


def _duration_ms(inspector: Inspector, image: Image) -> float | None:
    """``None`` when the picture does not suit the recipe."""
    frame = Frame(image, "", 1, 0, monotonic_ns())
    inspection = inspector.inspect(Pair(Trigger(0, 0, 0, 0, 0), frame))
    if inspection.decision.reason not in (Reason.CLASSIFIED, Reason.SCORE_INVALID):
        return None
    return work_ms(inspection.timings)


def work_ms(timings: StageTimings) -> float:
    """Preprocessing, inference and decision of one picture."""
    return (timings.preprocessing_ns + timings.inference_ns + timings.decision_ns) / 1e6
