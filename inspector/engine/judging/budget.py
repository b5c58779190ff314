"""Whether a verdict can be there before the part's decision deadline, and what takes how long."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.engine.judging.inspection_time import InspectionTime
from inspector.engine.judging.lane import Lane
from inspector.engine.matching.free_run import TOLD_WITHIN_NS
from inspector.engine.record.statistics import Statistics

_LIVE_RUNS_LEAST = 2000
"""Of fewer pictures one that the computer was too busy for would decide."""


@dataclass(frozen=True, slots=True)
class BudgetTerm:
    """One thing that takes time; ``detail`` says where the figure comes from."""

    name: str
    ms: float
    detail: str


@dataclass(frozen=True, slots=True)
class DeadlineBudget:
    """All that happens between a part's trigger and its verdict, one after the other."""

    deadline_ms: float
    terms: tuple[BudgetTerm, ...]

    @property
    def needed_ms(self) -> float:
        """The sum of all terms."""
        return sum(term.ms for term in self.terms)

    @property
    def met(self) -> bool:
        """Whether the verdict is there in time."""
        return self.needed_ms < self.deadline_ms

    @property
    def largest(self) -> BudgetTerm:
        """The term to shorten first."""
        return max(self.terms, key=lambda term: term.ms)

    def __str__(self) -> str:
        terms = " + ".join(f"{term.name} {term.ms:.1f} ms ({term.detail})" for term in self.terms)
        return (
            f"{terms} = {self.needed_ms:.1f} ms, and the decision deadline is "
            f"{self.deadline_ms:.1f} ms; the largest term is {self.largest.name}"
        )


@dataclass(frozen=True, slots=True)
class BudgetSettings:
    """What does not change while the station runs.

    Attributes:
        deadline_ms: From trigger to verdict.
        transfer_ms: From the end of an exposure to the whole frame in memory.
        warm_up: What judging a picture took before the first part, by the model of the start.
        inspectors: Pictures of one part that are judged side by side.
    """

    deadline_ms: float = 250.0
    transfer_ms: float = 0.0
    warm_up: InspectionTime = field(default_factory=InspectionTime)
    inspectors: int = 1


class DeadlineWatch:
    """Adds the terms up; the exposure is always the present one.

    Args:
        settings: What stays.
        lanes: The cameras.
        statistics: What judging takes while parts come.
    """

    def __init__(
        self, settings: BudgetSettings, lanes: Sequence[Lane], statistics: Statistics
    ) -> None:
        self._settings = settings
        self._lanes = lanes
        self._statistics = statistics
        self._warm_up = self._inspection = settings.warm_up
        self._lock = threading.Lock()

    def measure_again(self) -> None:
        """Take what judging took lately, where that is longer than before the first part."""
        live = self._statistics.inspection_time()
        with self._lock:
            slower = live.runs >= _LIVE_RUNS_LEAST and live.p999_ms > self._warm_up.p999_ms
            self._inspection = live if slower else self._warm_up

    def use(self, warm_up: InspectionTime) -> None:
        """Another model judges; this is what it took before its first part."""
        with self._lock:
            self._warm_up = self._inspection = warm_up

    def budget(self, inspection: InspectionTime | None = None) -> DeadlineBudget:
        """The terms as they are now, or as they would be if judging took so long."""
        settings = self._settings
        rounds = -(-len(self._lanes) // settings.inspectors)
        if inspection is None:
            with self._lock:
                inspection = self._inspection
        return DeadlineBudget(
            settings.deadline_ms,
            (
                max((_picture_term(lane) for lane in self._lanes), key=lambda term: term.ms),
                BudgetTerm("transfer", settings.transfer_ms, "line.transfer_ms"),
                BudgetTerm(
                    "inspection",
                    inspection.p999_ms * rounds,
                    f"{rounds} x p99.9 of {inspection.runs} runs",
                ),
            ),
        )


def _picture_term(lane: Lane) -> BudgetTerm:
    """The exposure; among frames that stream by, the search for the best one."""
    name = lane.settings.name
    if lane.settings.free_running:
        if lane.settings.counts_parts:
            return BudgetTerm("exposure", 0.0, f"{name} has its frame before the part counts")
        look_ms = (lane.settings.window.late_ns + TOLD_WITHIN_NS) / 1e6
        return BudgetTerm("best frame", look_ms, f"frame_timeout_ms of {name}")
    exposure_us = lane.acquisition.exposure_time_us
    if exposure_us is None:
        return BudgetTerm("exposure", 0.0, f"{name} does not tell it")
    return BudgetTerm("exposure", exposure_us / 1000, f"exposure_time_us of {name}")
