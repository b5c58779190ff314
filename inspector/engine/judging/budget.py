"""Whether a verdict can be there before the part's decision deadline, and what takes how long."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from inspector.domain.phrase import Phrase, plain
from inspector.domain.phrases.line import DeadlinePhrase
from inspector.engine.cameras.lane import Lane
from inspector.engine.judging.inspection_time import InspectionTime
from inspector.engine.matching.free_run import TOLD_WITHIN_NS
from inspector.engine.settings import EngineSettings

_TERMS = {
    "exposure": DeadlinePhrase.TERM_EXPOSURE,
    "best frame": DeadlinePhrase.TERM_BEST_FRAME,
    "transfer": DeadlinePhrase.TERM_TRANSFER,
    "inspection": DeadlinePhrase.TERM_INSPECTION,
}
_LIVE_RUNS_LEAST = 2000
"""Of fewer pictures one that the computer was too busy for would decide."""


@dataclass(frozen=True, slots=True)
class BudgetTerm:
    """One thing that takes time; ``origin`` says where the figure comes from."""

    name: str
    ms: float
    origin: Phrase

    @property
    def phrase(self) -> Phrase:
        """The term in words."""
        return DeadlinePhrase.TERM_TAKES(
            term=_TERMS[self.name](), ms=f"{self.ms:.1f}", origin=self.origin
        )


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

    @property
    def phrase(self) -> Phrase:
        """All of it in words."""
        terms = (term.phrase for term in self.terms)
        return DeadlinePhrase.DEADLINE_UNREACHABLE(
            terms=reduce(lambda one, more: DeadlinePhrase.TERMS_PLUS(terms=one, more=more), terms),
            needed=f"{self.needed_ms:.1f}",
            limit=f"{self.deadline_ms:.1f}",
            term=_TERMS[self.largest.name](),
        )


class DeadlineWatch:
    """Adds the terms up; the exposure is always the present one.

    Args:
        settings: How the engine runs.
        lanes: The cameras.
        warm_up: What judging a picture took before the first part, by the model of the start.
        live: What it has taken lately.
    """

    def __init__(
        self,
        settings: EngineSettings,
        lanes: Sequence[Lane],
        warm_up: InspectionTime,
        live: Callable[[], InspectionTime],
    ) -> None:
        self._settings = settings
        self._lanes = lanes
        self._live = live
        self._warm_up = self._inspection = warm_up
        self._lock = threading.Lock()

    def measure_again(self) -> None:
        """Take what judging took lately, where that is longer than before the first part."""
        live = self._live()
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
                BudgetTerm("transfer", settings.transfer_ms, plain("line.transfer_ms")),
                BudgetTerm(
                    "inspection",
                    inspection.p999_ms * rounds,
                    DeadlinePhrase.ROUNDS_OF_RUNS(rounds=rounds, runs=inspection.runs),
                ),
            ),
        )


def _picture_term(lane: Lane) -> BudgetTerm:
    """The exposure; among frames that stream by, the search for the best one."""
    name = lane.settings.name
    if lane.settings.free_running:
        if lane.settings.counts_parts:
            return BudgetTerm("exposure", 0.0, DeadlinePhrase.FRAME_BEFORE_PART(camera=name))
        look_ms = (lane.settings.window.late_ns + TOLD_WITHIN_NS) / 1e6
        return BudgetTerm("best frame", look_ms, DeadlinePhrase.FRAME_TIMEOUT_OF(camera=name))
    exposure_us = lane.acquisition.exposure_time_us
    if exposure_us is None:
        return BudgetTerm("exposure", 0.0, DeadlinePhrase.EXPOSURE_UNTOLD(camera=name))
    return BudgetTerm("exposure", exposure_us / 1000, DeadlinePhrase.EXPOSURE_OF(camera=name))
