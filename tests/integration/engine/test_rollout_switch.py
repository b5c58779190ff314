"""From one model to another while parts come: each is judged and cited by the one it came under."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from engine_bench import MS, RECIPE, UNSURE, Bench, BrightnessClassifier
from numpy.typing import NDArray
from scripted_gate import JOURNAL, WAIT_S, status
from store_examples import MODEL

from inspector.clock import monotonic_ns
from inspector.config.recipe import DEFAULT_RECIPE_ID
from inspector.domain.errors.rollout import ModelTagClashError, PromotionTooSlowError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.model import Classification
from inspector.domain.recipe import DecisionLimits
from inspector.domain.record import ResultRecord
from inspector.domain.result_id import make_result_id
from inspector.domain.station import StationCommand
from inspector.engine.judging.inspection_time import InspectionTime
from inspector.engine.judging.known_models import model_tag
from inspector.engine.judging.recipes import LineModel
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.pipe.records import (
    Committed,
    Decided,
    EngineStatus,
    GateHello,
    LiveTrigger,
    RecipeRequested,
    TriggerSeen,
    Verdict,
)

OK = (Evaluation.OK, Reason.CLASSIFIED)
NOT_OK = (Evaluation.NOT_OK, Reason.CLASSIFIED)
STRICT = replace(
    RECIPE, recipe_id="flange", revision="f" * 64, number=2, limits=DecisionLimits(accept=0.9)
)
NEXT = replace(MODEL, version="2.0.0", sha256="a" * 64, classes=("dent", "good", "scratch"))
THIRD = replace(NEXT, version="3.0.0", sha256="b" * 64)
MakeBench = Callable[..., Bench]


class StrictClassifier(BrightnessClassifier):
    """What was doubtful is a scratch; and its classes have other numbers."""

    classes = NEXT.classes

    def classify(self, image: NDArray[np.uint8]) -> Classification:
        good, scratch = super().classify(image).scores
        found = (0.0, 0.2, 0.8) if scratch == np.float32(0.4) else (0.0, good, scratch)
        return Classification(np.array(found, np.float32), 0.5)


@pytest.fixture(autouse=True)
def short_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FrameWindow, "quiet_ns", property(lambda _: 5 * MS))


@pytest.fixture
def make_bench(tmp_path: Path) -> Iterator[MakeBench]:
    with ExitStack() as stack:

        def make(**changes: object) -> Bench:
            made = Bench(tmp_path, **changes)  # type: ignore[arg-type]
            stack.callback(made.close)
            return made

        yield make


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    return make_bench()


def next_model(bench: Bench, took_ms: float = 0.0) -> LineModel:
    return bench.line_model(NEXT, StrictClassifier(), InspectionTime(took_ms, 100))


def doubtful(bench: Bench, index: int) -> Verdict:
    """Good by the one model, a scratch by the other."""
    bench.gate.trigger(index)
    for camera in bench.cameras.values():
        camera.show(UNSURE)
    return bench.gate.wait_for(Verdict, trigger_index=index)


def found(verdict: Verdict) -> tuple[Evaluation, Reason]:
    return Evaluation(verdict.evaluation), Reason(verdict.reason)


def taken_on(bench: Bench, index: int) -> None:
    """The engine has heard of the part."""
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    while bench.engine.recipes._last_index < index:
        assert monotonic_ns() < deadline
        pause.wait(0.005)


def row_of(bench: Bench, index: int, journal: int = JOURNAL) -> ResultRecord:
    history = bench.store.history()
    row = history.result(make_result_id(journal, index)).record
    history.close()
    return row


def decided(verdict: Verdict) -> Decided:
    """The gate's decision, in the words of the verdict."""
    index, times = verdict.trigger_index, (10**18, 10**18, 9)
    return Decided(
        index, index, index, 70 + index, 0, verdict.evaluation, verdict.reason,
        verdict.class_index, verdict.model_tag, verdict.score, *times, 1, verdict.view,
    )  # fmt: skip


def test_the_parts_to_come_are_judged_by_the_new_model_without_a_pause(bench: Bench) -> None:
    bench.ready()
    before = doubtful(bench, 1)
    assert (found(before), before.model_tag) == (OK, model_tag(MODEL.sha256))
    assert bench.engine.models.put_in_force(next_model(bench)) == 2
    after = doubtful(bench, 2)
    assert (found(after), after.model_tag) == (NOT_OK, model_tag(NEXT.sha256))
    assert NEXT.classes[after.class_index] == "scratch"
    bench.engine.models.let_former_go()
    assert bench.gate.wait_for(EngineStatus).ready == 1


def test_all_views_of_a_part_are_judged_by_one_model(make_bench: MakeBench) -> None:
    bench = make_bench(cameras=("top", "side"), inspectors=2)
    bench.ready()
    bench.gate.trigger(1)
    bench.cameras["top"].show(UNSURE)
    assert found(bench.gate.wait_for(Verdict, trigger_index=1, view=0)) == OK
    bench.engine.models.put_in_force(next_model(bench))
    bench.cameras["side"].show(UNSURE)
    assert found(bench.gate.wait_for(Verdict, trigger_index=1, view=1)) == OK
    bench.part(2, UNSURE, UNSURE)
    assert bench.verdicts(2) == {0: NOT_OK, 1: NOT_OK}


def test_the_former_model_stays_until_its_parts_are_judged(bench: Bench) -> None:
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1, UNSURE)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    bench.part(2, UNSURE)
    taken_on(bench, 2)
    bench.engine.models.put_in_force(next_model(bench))
    waiting = threading.Thread(target=bench.engine.models.let_former_go)
    waiting.start()
    bench.part(3, UNSURE)
    waiting.join(0.1)
    assert waiting.is_alive()
    bench.classifier.may_go_on.set()
    assert [bench.verdict(index) for index in (1, 2, 3)] == [OK, OK, NOT_OK]
    waiting.join(WAIT_S)
    assert not waiting.is_alive()


def test_parts_without_end_do_not_keep_the_former_model(bench: Bench) -> None:
    """Only those that came before the switch are waited for."""
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1, UNSURE)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    blocked = BrightnessClassifier()
    blocked.may_go_on.clear()
    bench.engine.models.put_in_force(bench.line_model(NEXT, blocked))
    bench.part(2)
    taken_on(bench, 2)
    bench.classifier.may_go_on.set()
    bench.engine.models.let_former_go()
    assert bench.verdict(1) == OK
    blocked.may_go_on.set()
    assert bench.verdict(2) == OK


def test_a_part_whose_model_was_let_go_is_late_and_judged_by_no_other(bench: Bench) -> None:
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1, UNSURE)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    now = monotonic_ns()
    bench.gate.send(LiveTrigger(2, 72, 0, now, now + 100 * MS))
    bench.camera.show(UNSURE)
    taken_on(bench, 2)
    bench.engine.models.put_in_force(next_model(bench))
    bench.engine.models.let_former_go()
    assert monotonic_ns() - now >= 100 * MS
    bench.classifier.may_go_on.set()
    assert bench.verdict(1) == OK, "its judgement had begun"
    assert bench.verdict(2) == (Evaluation.UNDEFINED, Reason.DEADLINE_MISSED)


def test_recipe_and_model_change_independently(make_bench: MakeBench) -> None:
    """The changeover waits for a part of the old recipe; meanwhile the model changes."""
    bench = make_bench(recipes=(RECIPE, STRICT))
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1, UNSURE)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    bench.gate.send(RecipeRequested(2))
    bench.gate.wait_for(EngineStatus, fault_reason=Reason.RECIPE_CHANGING)
    bench.engine.models.put_in_force(next_model(bench))
    bench.classifier.may_go_on.set()
    assert bench.verdict(1) == OK
    bench.gate.wait_for(EngineStatus, ready=1, recipe_number=2)
    in_force = bench.engine.recipes
    assert (in_force.in_force.recipe, in_force.model.identity) == (STRICT, NEXT)
    verdict = doubtful(bench, 2)
    assert (found(verdict), verdict.model_tag) == (NOT_OK, model_tag(NEXT.sha256))


def test_a_row_cites_the_model_of_its_part_whenever_it_is_recorded(bench: Bench) -> None:
    bench.ready()
    first = doubtful(bench, 1)
    bench.engine.models.put_in_force(next_model(bench))
    bench.engine.models.let_former_go()
    second = doubtful(bench, 2)
    bench.engine.models.put_in_force(bench.line_model(THIRD, StrictClassifier()))
    for sequence, verdict in enumerate((first, second), start=1):
        bench.gate.send(decided(verdict), sequence)
    bench.gate.wait_for(Committed, position=2)
    rows = [row_of(bench, index) for index in (1, 2)]
    assert [row.provenance.model_sha256 for row in rows] == [MODEL.sha256, NEXT.sha256]
    assert [row.class_name for row in rows] == ["good", "scratch"]
    assert [row.novelty for row in rows] == [None, 0.5]


def test_a_part_without_a_verdict_cites_the_model_that_it_came_under(bench: Bench) -> None:
    bench.ready()
    bench.classifier.error = ValueError("broken")
    broken = doubtful(bench, 1)
    assert (broken.class_index, broken.model_tag) == (-1, 0)
    bench.engine.models.put_in_force(next_model(bench))
    bench.gate.send(decided(broken), 1)
    bench.gate.wait_for(Committed, position=1)
    assert row_of(bench, 1).provenance.model_sha256 == MODEL.sha256


def test_the_limits_of_a_model_without_a_recipe_file_are_cited_from_its_first_part_on(
    make_bench: MakeBench,
) -> None:
    """Also when the gate's journal tells late of a part that came before the switch."""
    before = replace(RECIPE, recipe_id=DEFAULT_RECIPE_ID)
    own = replace(before, revision="9" * 64, limits=DecisionLimits(accept=0.7))
    bench = make_bench(recipes=(before,))
    bench.ready()
    verdicts = [doubtful(bench, 1)]
    bench._recipes = (own,)
    bench.engine.models.put_in_force(next_model(bench))
    bench.engine.models.let_former_go()
    verdicts.append(doubtful(bench, 2))
    for index in (1, 2):
        bench.gate.send(TriggerSeen(index, index, 70 + index, 0, 10**18, 1, 2, 0, 1), index)
    for sequence, verdict in enumerate(verdicts, start=3):
        bench.gate.send(decided(verdict), sequence)
    bench.gate.wait_for(Committed, position=4)
    cited = [row_of(bench, index).provenance.recipe_revision for index in (1, 2)]
    assert cited == [RECIPE.revision, own.revision]


def test_a_gate_that_counts_anew_confuses_nothing(bench: Bench) -> None:
    bench.ready()
    for index in range(1, 6):
        doubtful(bench, index)
    assert bench.engine.models.put_in_force(next_model(bench)) == 6
    bench.gate._hello = GateHello(0xBEEF, 8, 0)
    bench.gate.accept()
    bench.gate.send(status())
    bench.gate.wait_for(EngineStatus, ready=1)
    first = doubtful(bench, 1)
    assert (found(first), first.model_tag) == (NOT_OK, model_tag(NEXT.sha256))
    bench.gate.send(decided(first), 1)
    bench.gate.wait_for(Committed, position=1)
    assert row_of(bench, 1, 0xBEEF).provenance.model_sha256 == NEXT.sha256
    assert bench.engine.models.put_in_force(bench.line_model(THIRD, StrictClassifier())) == 2


def test_failures_of_the_former_model_are_not_the_new_ones(bench: Bench) -> None:
    bench.ready()
    bench.classifier.error = ValueError("broken")
    for index in range(1, 10):
        doubtful(bench, index)
    broken = StrictClassifier()
    broken.error = ValueError("broken, too")
    bench.engine.models.put_in_force(bench.line_model(NEXT, broken))
    doubtful(bench, 10)
    assert bench.gate.wait_for(EngineStatus).ready == 1


def test_a_model_that_is_too_slow_for_the_line_is_refused_with_the_figures(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(deadline_ms=40.0)
    with pytest.raises(PromotionTooSlowError, match=r"inspection 50\.0 ms .* deadline is 40\.0 ms"):
        bench.engine.models.require_fit(next_model(bench, 50.0))
    bench.engine.models.require_fit(next_model(bench, 5.0))


def test_the_deadline_counts_with_the_model_in_force(make_bench: MakeBench) -> None:
    bench = make_bench(deadline_ms=40.0, warm_up=InspectionTime(5.0, 100))
    bench.engine.models.put_in_force(next_model(bench, 9.0))
    assert bench.engine.deadline.budget().needed_ms == 9.0
    bench.engine.deadline.measure_again()
    assert bench.engine.deadline.budget().needed_ms == 9.0


def test_models_that_rows_would_confuse_are_refused(bench: Bench) -> None:
    twin = replace(NEXT, sha256=MODEL.sha256[:8] + "0" * 56)
    with pytest.raises(ModelTagClashError):
        bench.engine.models.require_fit(bench.line_model(twin, StrictClassifier()))


def test_a_model_may_take_force_while_somebody_works_on_the_station(bench: Bench) -> None:
    bench.ready()
    bench.engine.command(StationCommand.STOP)
    bench.engine.maintain(active=True)
    bench.engine.models.put_in_force(next_model(bench))
    bench.engine.models.let_former_go()
    bench.engine.maintain(active=False)
    bench.engine.command(StationCommand.START)
    bench.gate.wait_for(EngineStatus, ready=1)
    assert found(doubtful(bench, 1)) == NOT_OK


def test_the_station_may_stop_while_a_model_takes_force(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.ready()
    bench.classifier.may_go_on.clear()
    now = monotonic_ns()
    bench.gate.send(LiveTrigger(1, 71, 0, now, now + 10**12))
    bench.camera.show(UNSURE)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    bench.engine.models.put_in_force(next_model(bench))
    waiting = threading.Thread(target=bench.engine.models.let_former_go)
    waiting.start()
    bench.close()
    waiting.join(WAIT_S)
    assert not waiting.is_alive()
