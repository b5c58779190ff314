"""Whether a verdict can be in time, and which term is to blame when it cannot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inspector.clock import monotonic_ns
from inspector.domain.inspection import StageTimings
from inspector.domain.model import Classification
from inspector.domain.phrase import plain
from inspector.domain.phrases.line import DeadlinePhrase
from inspector.domain.recipe import DecisionLimits
from inspector.engine.cameras.lane import Lane, LaneSettings
from inspector.engine.judging import inspection_time as inspection_time_module
from inspector.engine.judging.budget import (
    BudgetTerm,
    DeadlineBudget,
    DeadlineWatch,
)
from inspector.engine.judging.inspection_time import InspectionTime, measure_inspection
from inspector.engine.judging.inspector import Inspector
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.engine.record.statistics import Statistics
from inspector.engine.settings import EngineSettings

MS = 1_000_000
IMAGE = np.zeros((8, 8), np.uint8)


class Classifier:
    classes = ("good", "scratch")
    ok_classes = frozenset({"good"})

    def __init__(self, pause_ms: float = 0.0, error: Exception | None = None) -> None:
        self.runs = 0
        self._pause_ns = int(pause_ms * MS)
        self._error = error

    def classify(self, image: object) -> Classification:
        self.runs += 1
        if self._error is not None:
            raise self._error
        until = monotonic_ns() + self._pause_ns
        while monotonic_ns() < until:
            continue
        return Classification(np.array([1.0, 0.0], np.float32))


def lane(exposure_us: float | None = None, **settings: object) -> Lane:
    made = Lane(
        0,
        LaneSettings("top", lambda: None, **settings),  # type: ignore[arg-type, return-value]
        {},
        lambda *_: None,
        lambda: None,
        lambda *_: None,
    )
    made.acquisition.exposure_time_us = exposure_us
    return made


def watch(
    *lanes: Lane,
    statistics: Statistics | None = None,
    warm_up: InspectionTime | None = None,
    **settings: object,
) -> DeadlineWatch:
    return DeadlineWatch(
        EngineSettings(Path("gate.json"), **settings),  # type: ignore[arg-type]
        lanes,
        warm_up or InspectionTime(),
        (statistics or Statistics()).inspection_time,
    )


def test_the_terms_follow_each_other_and_the_largest_is_named() -> None:
    budget = DeadlineBudget(
        50, (BudgetTerm("exposure", 30.0, plain("a")), BudgetTerm("inspection", 21.5, plain("b")))
    )
    assert (budget.needed_ms, budget.met, budget.largest.name) == (51.5, False, "exposure")
    assert budget.phrase.text == (
        "exposure 30.0 ms (a) + inspection 21.5 ms (b) = 51.5 ms, and the decision deadline is "
        "50.0 ms; the largest term is exposure"
    )


@pytest.mark.parametrize(("needed", "met"), [(49.9, True), (50.0, False), (50.1, False)])
def test_a_verdict_at_the_deadline_is_too_late(needed: float, met: bool) -> None:
    assert DeadlineBudget(50, (BudgetTerm("exposure", needed, plain("")),)).met is met


def test_of_several_cameras_the_longest_exposure_counts() -> None:
    budget = watch(lane(2000.0), lane(45_000.0), lane(), deadline_ms=40, transfer_ms=3).budget()
    exposure, transfer, _ = budget.terms
    assert (exposure.name, exposure.ms, transfer.ms) == ("exposure", 45.0, 3)
    assert "exposure_time_us of top" in exposure.origin.text
    assert not budget.met


def test_an_exposure_that_changes_is_seen_at_once() -> None:
    slow = lane(1000.0)
    watched = watch(slow, deadline_ms=40)
    assert watched.budget().met
    slow.acquisition.exposure_time_us = 41_000.0
    assert not watched.budget().met


def test_a_camera_that_does_not_tell_its_exposure_is_named() -> None:
    origin = DeadlinePhrase.EXPOSURE_UNTOLD(camera="top")
    assert watch(lane()).budget().terms[0] == BudgetTerm("exposure", 0.0, origin)


def test_a_camera_that_runs_free_takes_its_search_for_the_best_frame() -> None:
    free = lane(5000.0, free_running=True, window=FrameWindow(0, 100 * MS))
    assert watch(free).budget().terms[0] == BudgetTerm(
        "best frame", 120.0, DeadlinePhrase.FRAME_TIMEOUT_OF(camera="top")
    )


def test_a_camera_that_counts_the_parts_has_its_frame_before() -> None:
    free = lane(None, free_running=True, counts_parts=True, window=FrameWindow(0, 100 * MS))
    assert watch(free).budget().terms[0].ms == 0.0


@pytest.mark.parametrize(("views", "inspectors", "rounds"), [(1, 1, 1), (3, 2, 2), (4, 2, 2)])
def test_more_cameras_than_inspectors_wait_for_each_other(
    views: int, inspectors: int, rounds: int
) -> None:
    watched = watch(*[lane()] * views, inspectors=inspectors, warm_up=InspectionTime(7.0, 200))
    inspection = watched.budget().terms[-1]
    assert inspection.ms == 7.0 * rounds
    assert inspection.origin.text == f"{rounds} x p99.9 of 200 runs"


def note(statistics: Statistics, runs: int, ms: float) -> None:
    for _ in range(runs):
        statistics.note_inspection(StageTimings(0, 0, 0, int(ms * MS), 0))


def test_what_judging_took_lately_counts_once_it_is_told_of_enough_parts() -> None:
    statistics = Statistics()
    watched = watch(lane(), statistics=statistics, warm_up=InspectionTime(5.0, 100))
    note(statistics, 1999, 9.0)
    watched.measure_again()
    assert watched.budget().terms[-1].ms == 5.0
    note(statistics, 1, 9.0)
    assert watched.budget().terms[-1].ms == 5.0, "only at a start or a changeover"
    watched.measure_again()
    origin = DeadlinePhrase.ROUNDS_OF_RUNS(rounds=1, runs=2000)
    assert watched.budget().terms[-1] == BudgetTerm("inspection", 9.0, origin)


def test_a_faster_run_does_not_shorten_what_was_measured_before() -> None:
    statistics = Statistics()
    watched = watch(lane(), statistics=statistics, warm_up=InspectionTime(5.0, 100))
    note(statistics, 3000, 1.0)
    watched.measure_again()
    assert watched.budget().terms[-1].ms == 5.0


def test_a_part_that_was_not_judged_says_nothing_of_the_time() -> None:
    statistics = Statistics()
    statistics.note_inspection(StageTimings(image_wait_ns=5 * MS))
    assert statistics.inspection_time() == InspectionTime(0.0, 0)


def test_of_few_runs_the_longest_counts_and_of_many_the_999th_of_a_thousand() -> None:
    assert InspectionTime.of([1.0] * 99 + [50.0]) == InspectionTime(50.0, 100)
    assert InspectionTime.of([1.0] * 9990 + [2.0] * 9 + [50.0]).p999_ms == 2.0


def inspector(classifier: Classifier) -> Inspector:
    return Inspector(lambda image: image, classifier, DecisionLimits())  # type: ignore[arg-type]


def test_the_slowest_inspector_is_measured_often_enough() -> None:
    fast, slow = Classifier(), Classifier(pause_ms=2.0)
    measured = measure_inspection([inspector(fast), inspector(slow)], IMAGE)
    assert fast.runs == 1
    assert slow.runs == measured.runs + 1 >= 101
    assert measured.p999_ms >= 2.0


def test_measuring_ends_after_a_thousand_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection_time_module, "_MEASURING_NS", 10**12)
    assert measure_inspection([inspector(Classifier())], IMAGE).runs == 1000


def test_a_picture_that_suits_no_recipe_measures_nothing() -> None:
    broken = Classifier(error=RuntimeError("no"))
    assert measure_inspection([inspector(broken)], IMAGE) == InspectionTime()
