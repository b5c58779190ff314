"""A model on trial: it sees what it can, says what it did not see, and stands in nobody's way."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import numpy as np
import pytest
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.domain.errors.model import InferenceError
from inspector.domain.errors.store import StoreError
from inspector.domain.evaluation import Evaluation
from inspector.domain.model import Classification, ModelIdentity
from inspector.domain.recipe import Recipe
from inspector.domain.record import ShadowRecord
from inspector.engine.judging.inspector import Inspector
from inspector.engine.judging.recipes import LineModel, PreparedRecipe, RecipeView
from inspector.engine.record.statistics import Latency, Statistics
from inspector.engine.threads.priority import lower_thread_priority
from inspector.engine.trial import shadow as shadow_module
from inspector.engine.trial import trials as trial_module
from inspector.engine.trial.queue import TrialPicture, TrialQueue
from inspector.engine.trial.shadow import ShadowRunner
from inspector.engine.trial.throttle import Throttle
from inspector.engine.trial.trials import Trial
from inspector.vision.pipeline import Pipeline

WAIT_S = 30
IDENTITY = ModelIdentity(
    "m", "2.0.0", "a" * 64, "fp32", "CPU", ("good", "bad"), frozenset({"good"})
)


class Challenger:
    """Dark is good; can be held up, and made to break."""

    classes = IDENTITY.classes
    ok_classes = IDENTITY.ok_classes

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.entered = threading.Semaphore(0)
        self.error: Exception | None = None
        self.nice: int | None = None

    def classify(self, image: NDArray[np.uint8]) -> Classification:
        self.entered.release()
        assert self.may_go_on.wait(WAIT_S)
        if self.error is not None:
            raise self.error
        bad = float(image.mean() > 100)
        return Classification(np.array([1 - bad, bad], np.float32), 0.25)


class Rows:
    """Keeps what is stored; can be full."""

    def __init__(self) -> None:
        self.stored: list[ShadowRecord] = []
        self.error: Exception | None = None
        self.changed = threading.Condition()

    def commit_shadow(self, rows: Sequence[ShadowRecord]) -> None:
        if self.error is not None:
            raise self.error
        with self.changed:
            self.stored += rows
            self.changed.notify_all()

    def wait_for(self, count: int) -> list[ShadowRecord]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.stored) >= count, WAIT_S)
            return self.stored


def line_model(classifier: Challenger) -> LineModel:
    recipe = Recipe("r", "", 1)
    view = RecipeView(Inspector(Pipeline(), classifier, recipe.limits))
    return LineModel(IDENTITY, (PreparedRecipe(recipe, (view,)),))


def picture(index: int, grey: int = 0, shape: tuple[int, ...] = (8, 8)) -> TrialPicture:
    return TrialPicture(f"part-{index}", 0, 1, np.full(shape, grey, np.uint8))


MakeRunner = Callable[..., ShadowRunner]


@pytest.fixture
def classifier() -> Challenger:
    return Challenger()


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def make_runner(
    classifier: Challenger, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MakeRunner]:
    monkeypatch.setattr(shadow_module, "_IDLE_S", 0.01)
    with ExitStack() as stack:

        def make(may_work: Callable[[], bool] = lambda: True) -> ShadowRunner:
            runner = ShadowRunner(line_model(classifier), rows, 100, may_work)
            stack.callback(runner.stop)
            stack.callback(classifier.may_go_on.set)
            runner.start()
            return runner

        yield make


def eventually(condition: Callable[[], object]) -> bool:
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    while not condition():
        if monotonic_ns() > deadline:
            return False
        pause.wait(0.002)
    return True


class TestQueue:
    def test_nobody_waits_for_room_and_the_newest_is_given_up(self) -> None:
        queue = TrialQueue()
        taken = [queue.offer(picture(n)) for n in range(20)]
        assert taken == [True] * 8 + [False] * 12
        first = queue.get(0)
        assert first is not None
        assert first.result_id == "part-0"

    def test_pictures_are_bounded_in_memory_and_one_always_fits(self) -> None:
        queue = TrialQueue()
        large = (1 << 13, 1 << 13)
        assert queue.offer(picture(1, shape=large))
        assert not queue.offer(picture(2))
        assert queue.get(0) is not None
        assert queue.offer(picture(3))

    def test_what_waits_at_the_end_is_let_go_and_counted(self) -> None:
        queue = TrialQueue()
        for n in range(3):
            queue.offer(picture(n))
        assert queue.close() == 3
        assert not queue.offer(picture(4))
        assert queue.get(0) is None


class TestRunner:
    def test_what_it_says_is_recorded_and_nothing_else(
        self, make_runner: MakeRunner, rows: Rows
    ) -> None:
        runner = make_runner()
        runner.offer(picture(1))
        runner.offer(picture(2, 200))
        stored = rows.wait_for(2)
        assert [(r.result_id, r.evaluation, r.class_name) for r in stored] == [
            ("part-1", Evaluation.OK, "good"),
            ("part-2", Evaluation.NOT_OK, "bad"),
        ]
        assert {(r.model_sha256, r.novelty, r.view) for r in stored} == {("a" * 64, 0.25, 0)}
        counts = runner.counts()
        assert (counts.offered, counts.judged, counts.skipped, counts.failed) == (2, 2, 0, 0)
        assert counts.p99_ms is not None

    def test_every_picture_is_accounted_for(
        self, make_runner: MakeRunner, classifier: Challenger
    ) -> None:
        runner = make_runner()
        classifier.may_go_on.clear()
        for n in range(50):
            runner.offer(picture(n))
        runner.skip()
        classifier.may_go_on.set()
        assert eventually(lambda: runner.counts().judged >= 8)
        runner.stop()
        counts = runner.counts()
        assert counts.offered == 51 == counts.judged + counts.skipped + counts.failed

    def test_it_looks_at_nothing_while_a_part_waits(
        self, make_runner: MakeRunner, classifier: Challenger
    ) -> None:
        idle = threading.Event()
        runner = make_runner(idle.is_set)
        runner.offer(picture(1))
        assert not classifier.entered.acquire(timeout=0.05)
        idle.set()
        assert classifier.entered.acquire(timeout=WAIT_S)

    def test_it_ends_while_it_waits_for_its_turn(
        self, make_runner: MakeRunner, classifier: Challenger
    ) -> None:
        runner = make_runner(lambda: False)
        runner.offer(picture(1))
        runner.stop()
        assert runner.counts().skipped == 1
        assert not classifier.entered.acquire(blocking=False)

    def test_one_that_hangs_is_left_behind(
        self, make_runner: MakeRunner, classifier: Challenger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shadow_module, "_STOP_S", 0.05)
        runner = make_runner()
        classifier.may_go_on.clear()
        runner.offer(picture(1))
        assert classifier.entered.acquire(timeout=WAIT_S)
        runner.stop()
        classifier.may_go_on.set()

    def test_one_that_breaks_on_picture_after_picture_is_taken_off(
        self, make_runner: MakeRunner, classifier: Challenger
    ) -> None:
        runner = make_runner()
        classifier.error = InferenceError("the runtime failed")
        for n in range(100):
            runner.offer(picture(n))
            assert eventually(lambda n=n: runner.counts().failed > n or runner.fault)
            if runner.fault:
                break
        assert runner.fault is not None
        assert runner.fault.code == "MOD-033"
        assert "10 pictures in a row: MOD-005: the runtime failed" in runner.fault.detail
        runner.offer(picture(200))
        counts = runner.counts()
        assert (counts.failed, counts.judged, counts.skipped) == (10, 0, counts.offered - 10)

    @pytest.mark.parametrize("scores", [(0.5, np.nan), (0.1, 0.1)])
    def test_what_is_no_probability_is_a_failure_and_no_row(
        self, make_runner: MakeRunner, classifier: Challenger, rows: Rows, scores: tuple[float, ...]
    ) -> None:
        classifier.classify = lambda _: Classification(np.array(scores, np.float32))  # type: ignore[method-assign]
        runner = make_runner()
        runner.offer(picture(1))
        assert eventually(lambda: runner.counts().failed == 1)
        runner.stop()
        assert rows.stored == []

    def test_an_error_that_nobody_foresaw_ends_in_the_bulkhead(
        self, make_runner: MakeRunner, classifier: Challenger, rows: Rows
    ) -> None:
        runner = make_runner()
        classifier.error = MemoryError("no memory")
        runner.offer(picture(1))
        assert eventually(lambda: runner.counts().failed == 1)
        classifier.error = None
        runner.offer(picture(2))
        assert [row.result_id for row in rows.wait_for(1)] == ["part-2"]

    def test_a_full_disk_keeps_some_rows_for_later_and_counts_the_rest(
        self, make_runner: MakeRunner, rows: Rows, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shadow_module, "_ROWS_MAX", 4)
        rows.error = StoreError("the disk is full")
        runner = make_runner()
        for n in range(10):
            runner.offer(picture(n))
            assert eventually(lambda n=n: runner.counts().judged > n)
        rows.error = None
        assert [row.result_id for row in rows.wait_for(4)] == [f"part-{n}" for n in range(6, 10)]
        assert runner.counts().unrecorded == 6

    def test_on_a_line_that_never_rests_no_row_waits_for_others(
        self,
        make_runner: MakeRunner,
        classifier: Challenger,
        rows: Rows,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """The queue is never empty, and far fewer rows than are stored together have come."""
        monkeypatch.setattr(shadow_module, "_STORED_AFTER_NS", 0)
        monkeypatch.setattr(shadow_module, "_IDLE_S", WAIT_S)
        runner = make_runner()
        classifier.may_go_on.clear()
        for n in range(3):
            runner.offer(picture(n))
        classifier.may_go_on.set()
        assert [row.result_id for row in rows.wait_for(3)] == ["part-0", "part-1", "part-2"]
        assert eventually(lambda: runner.unstored == 0)

    def test_what_is_not_stored_is_counted(self, make_runner: MakeRunner, rows: Rows) -> None:
        rows.error = StoreError("the disk is full")
        runner = make_runner()
        for n in range(3):
            runner.offer(picture(n))
        assert eventually(lambda: runner.counts().judged == 3)
        assert runner.unstored == 3

    @pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the niceness of a thread")
    def test_its_thread_gives_way_and_no_other_does(
        self, make_runner: MakeRunner, classifier: Challenger, rows: Rows
    ) -> None:
        import os

        def note(image: NDArray[np.uint8]) -> Classification:
            classifier.nice = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
            return Classification(np.array([1.0, 0.0], np.float32))

        classifier.classify = note  # type: ignore[method-assign]
        before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
        make_runner().offer(picture(1))
        rows.wait_for(1)
        assert classifier.nice == 15 or classifier.nice > before
        assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


class TestThrottle:
    def test_it_rests_in_proportion_to_its_work(self) -> None:
        throttle = Throttle(20, lambda: True)
        begun = monotonic_ns()
        throttle.rest(5_000_000)
        assert monotonic_ns() - begun >= 20_000_000

    def test_a_rest_ends_with_the_work(self) -> None:
        throttle = Throttle(1, lambda: False)
        throttle.stop()
        throttle.rest(10**12)
        assert not throttle.wait_for_turn()


class IdlePool:
    idle = True


def test_a_trial_pauses_while_verdicts_come_near_their_deadline(
    monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    monkeypatch.setattr(trial_module, "_LOOK_NS", 0)
    statistics = Statistics()
    trial = Trial(rows, IdlePool(), statistics, 100.0, 20.0)  # type: ignore[arg-type]
    for p99, paused in ((None, False), (79.0, False), (81.0, True), (10.0, False)):
        monkeypatch.setattr(statistics, "latency", lambda p99=p99: Latency(p99=p99))
        assert trial.paused is paused


def test_to_lower_the_priority_twice_is_no_error() -> None:
    lowered = threading.Thread(target=lambda: (lower_thread_priority(), lower_thread_priority()))
    lowered.start()
    lowered.join()
