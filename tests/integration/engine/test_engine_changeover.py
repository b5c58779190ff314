"""From one recipe to another while parts come: none is judged by the wrong one."""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from engine_bench import BAD, GOOD, MS, RECIPE, UNSURE, Bench
from scripted_gate import JOURNAL, WAIT_S

from inspector.clock import monotonic_ns
from inspector.domain.alarm import Alarm
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.recipe import DecisionLimits
from inspector.domain.result_id import make_result_id
from inspector.domain.station import StationCommand, StationState
from inspector.engine.change import changeover as changeover_module
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.engine.matching.free_run import FreeRunMatcher
from inspector.engine.matching.part_view import rate_focus
from inspector.pipe.records import (
    Committed,
    EngineStatus,
    LiveTrigger,
    PlcWords,
    RecipeRequested,
    TriggerSeen,
    Verdict,
    VisionWords,
)

STRICT = replace(
    RECIPE,
    recipe_id="flange",
    revision="f" * 64,
    number=2,
    limits=DecisionLimits(reject_default=0.3),
)
THIRD = replace(STRICT, recipe_id="housing", revision="a" * 64, number=3)
OK = (Evaluation.OK, Reason.CLASSIFIED)
NOT_OK = (Evaluation.NOT_OK, Reason.CLASSIFIED)
CHANGING = (Evaluation.UNDEFINED, Reason.RECIPE_CHANGING)
BOTH = (RECIPE, STRICT)
SHORT = replace(RECIPE, features={"exposure_time_us": 500.0})
LONG = replace(STRICT, features={"exposure_time_us": 900.0})

WINDOW = FrameWindow(early_ns=20 * MS, late_ns=180 * MS)

MakeBench = Callable[..., Bench]


@pytest.fixture(autouse=True)
def short_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FrameWindow, "quiet_ns", property(lambda _: 5 * MS))


@pytest.fixture
def make_bench(tmp_path: Path) -> Iterator[MakeBench]:
    with ExitStack() as stack:

        def make(**changes: object) -> Bench:
            made = Bench(tmp_path, **{"recipes": BOTH, "window": WINDOW, **changes})
            for camera in made.cameras.values():
                camera.settings = {"exposure_time_us": 100.0}
            stack.callback(made.close)
            return made

        yield make


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    return make_bench()


def ask(bench: Bench, number: int) -> None:
    """As the gate does with a beat: the blocks first, then the wish."""
    told_plc(bench, number)
    bench.gate.send(RecipeRequested(number))


def told_plc(bench: Bench, recipe_request: int) -> None:
    words = [0] * 24
    words[8] = recipe_request
    bench.gate.send(VisionWords(bytes(96)))
    bench.gate.send(PlcWords(struct.pack("<24H", *words)))


def in_force(bench: Bench, number: int) -> None:
    bench.gate.wait_for(EngineStatus, ready=1, recipe_number=number)


def eventually(condition: Callable[[], object]) -> bool:
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    while monotonic_ns() < deadline:
        if condition():
            return True
        pause.wait(0.005)
    return False


def judged(bench: Bench, index: int, recipe_number: int = 0) -> tuple[Evaluation, Reason]:
    """One doubtful part: good by one recipe, bad by the other."""
    now = monotonic_ns()
    bench.gate.send(LiveTrigger(index, 70, 0, now, now + 10**9, 0, 0, recipe_number))
    bench.camera.show(UNSURE)
    return bench.verdict(index)


def test_the_same_picture_is_judged_by_the_recipe_that_is_in_force(bench: Bench) -> None:
    bench.ready()
    assert judged(bench, 1, 1) == OK
    ask(bench, 2)
    in_force(bench, 2)
    assert judged(bench, 2, 2) == NOT_OK
    ask(bench, 1)
    in_force(bench, 1)
    assert judged(bench, 3, 1) == OK


def test_a_part_that_came_before_is_judged_by_the_old_recipe_first(bench: Bench) -> None:
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.gate.trigger(1)
    bench.camera.show(UNSURE)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    ask(bench, 2)
    changing = Reason.RECIPE_CHANGING
    waiting = [bench.gate.wait_for(EngineStatus, fault_reason=changing) for _ in range(4)]
    assert {(each.ready, each.recipe_number) for each in waiting} == {(0, 1)}
    bench.classifier.may_go_on.set()
    assert bench.verdict(1) == OK
    in_force(bench, 2)


def test_a_part_that_hangs_holds_the_changeover_up_until_its_deadline(bench: Bench) -> None:
    bench.ready()
    bench.classifier.may_go_on.clear()
    now = monotonic_ns()
    bench.gate.send(LiveTrigger(1, 71, 0, now, now + 200 * MS, 0, 0, 1))
    bench.camera.show(UNSURE)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    ask(bench, 2)
    bench.gate.wait_for(EngineStatus, recipe_number=2)
    assert monotonic_ns() - now >= 200 * MS
    bench.classifier.may_go_on.set()
    assert bench.verdict(1) == OK, "too late, and yet never by the new recipe"


def test_a_part_that_was_announced_for_another_recipe_is_judged_by_none(bench: Bench) -> None:
    bench.ready()
    assert judged(bench, 1, 1) == OK
    assert judged(bench, 2, 2) == CHANGING
    assert judged(bench, 3, 1) == OK
    ask(bench, 2)
    in_force(bench, 2)
    assert judged(bench, 4, 1) == CHANGING
    assert judged(bench, 5, 2) == NOT_OK


def test_while_it_changes_no_part_is_taken_on(make_bench: MakeBench) -> None:
    bench = make_bench(cameras=("top", "side"))
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    ask(bench, 2)
    bench.gate.wait_for(EngineStatus, fault_reason=Reason.RECIPE_CHANGING)
    bench.part(2)
    assert bench.verdicts(2) == {0: CHANGING, 1: CHANGING}
    bench.classifier.may_go_on.set()
    in_force(bench, 2)


def test_a_number_that_no_recipe_has_is_refused_until_the_plc_drops_it(bench: Bench) -> None:
    bench.ready()
    ask(bench, 9)
    bench.gate.wait_for(EngineStatus, ready=1, recipe_number=1, recipe_refused=9)
    fault = bench.engine.changeover.fault
    assert fault is not None
    assert (fault.code, fault.detail) == ("RCP-004", "no recipe has the number 9")
    assert judged(bench, 1, 1) == OK
    told_plc(bench, 0)
    bench.gate.wait_for(EngineStatus, recipe_refused=0)
    assert bench.engine.changeover.fault is None


def test_the_recipe_that_is_in_force_is_not_changed_to(bench: Bench) -> None:
    bench.ready()
    ask(bench, 1)
    assert judged(bench, 1, 1) == OK
    assert not bench.engine.changeover.changing


def test_of_several_wishes_the_last_one_counts(make_bench: MakeBench) -> None:
    bench = make_bench(recipes=(*BOTH, THIRD))
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    for number in (2, 2, 3, 2, 3):
        ask(bench, number)
    bench.gate.wait_for(EngineStatus, fault_reason=Reason.RECIPE_CHANGING)
    bench.classifier.may_go_on.set()
    in_force(bench, 3)
    assert bench.engine.recipes.in_force.recipe is THIRD
    assert not bench.engine.changeover.changing


def test_a_station_that_is_stopped_changes_over_too(bench: Bench) -> None:
    bench.ready()
    bench.engine.command(StationCommand.STOP)
    ask(bench, 2)
    bench.gate.wait_for(EngineStatus, ready=0, recipe_number=2, fault_reason=0)
    assert bench.engine.states.state is StationState.READY


def test_the_cameras_have_the_new_settings_before_the_gate_hears_of_the_recipe(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(recipes=(SHORT, LONG), cameras=("top", "side"))
    bench.ready()
    assert [each.settings["exposure_time_us"] for each in bench.cameras.values()] == [500.0] * 2
    ask(bench, 2)
    bench.gate.wait_for(EngineStatus, recipe_number=2)
    assert [each.settings["exposure_time_us"] for each in bench.cameras.values()] == [900.0] * 2
    assert [each.starts for each in bench.cameras.values()] == [1, 1], "nobody stopped the stream"


def test_a_setting_that_is_locked_while_frames_come_pauses_the_camera(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(recipes=(SHORT, LONG))
    bench.camera.locked = {"exposure_time_us"}
    bench.ready()
    ask(bench, 2)
    in_force(bench, 2)
    assert bench.camera.settings["exposure_time_us"] == 900.0
    assert bench.camera.starts == 2
    assert judged(bench, 1, 2) == NOT_OK


def test_a_camera_that_connects_anew_gets_the_settings_of_the_recipe_in_force(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(recipes=(SHORT, LONG))
    bench.ready()
    ask(bench, 2)
    in_force(bench, 2)
    bench.camera.settings["exposure_time_us"] = 1.0
    bench.camera.exposures.put(CameraLostError("cable"))
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.CAMERA_LOST)
    in_force(bench, 2)
    assert bench.camera.settings["exposure_time_us"] == 900.0


def test_a_camera_that_somebody_set_by_hand_gets_the_recipes_settings(
    make_bench: MakeBench,
) -> None:
    """Both recipes want the same; what the camera holds is another matter."""
    bench = make_bench(recipes=(SHORT, replace(LONG, features=SHORT.features)))
    bench.ready()
    bench.engine.command(StationCommand.STOP)
    gain = bench.camera.settings | {"gain_db": 0.0}
    bench.camera.settings = gain
    bench.engine.cameras.set_feature("top", "gain_db", 7.0)
    bench.camera.settings["exposure_time_us"] = 1.0
    ask(bench, 2)
    bench.gate.wait_for(EngineStatus, recipe_number=2)
    assert bench.camera.settings["exposure_time_us"] == 500.0


def test_a_camera_that_refuses_a_setting_takes_all_back_and_the_recipe_is_refused(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(recipes=(SHORT, LONG), cameras=("top", "side"))
    bench.cameras["side"].refused = {900.0}
    bench.ready()
    ask(bench, 2)
    bench.gate.wait_for(EngineStatus, recipe_number=1, recipe_refused=2, ready=1)
    assert [each.settings["exposure_time_us"] for each in bench.cameras.values()] == [500.0] * 2
    fault = bench.engine.changeover.fault
    assert fault is not None
    assert fault.code == "RCP-005"
    assert "recipe 2 (flange): CAM-003: side: exposure_time_us" in fault.detail
    bench.cameras["side"].refused = set()
    ask(bench, 2)
    assert bench.gate.wait_for(EngineStatus).recipe_refused == 2, "asked once, refused once"
    told_plc(bench, 0)
    ask(bench, 2)
    in_force(bench, 2)
    assert bench.engine.changeover.fault is None


def test_a_camera_that_takes_nothing_back_connects_anew(make_bench: MakeBench) -> None:
    bench = make_bench(recipes=(SHORT, LONG))
    bench.ready()
    bench.camera.refused = {900.0, 500.0}
    ask(bench, 2)
    bench.gate.wait_for(EngineStatus, ready=0, recipe_number=1, fault_reason=Reason.CAMERA_LOST)
    bench.camera.refused = set()
    bench.gate.wait_for(EngineStatus, ready=1, recipe_number=1, recipe_refused=2)
    assert bench.camera.settings["exposure_time_us"] == 500.0


def test_a_camera_that_is_away_for_a_moment_is_waited_for(make_bench: MakeBench) -> None:
    bench = make_bench(recipes=(SHORT, LONG))
    bench.ready()
    bench.camera.away = True
    bench.camera.exposures.put(CameraLostError("cable"))
    bench.gate.wait_for(EngineStatus, fault_reason=Reason.CAMERA_LOST)
    ask(bench, 2)
    assert eventually(lambda: bench.engine.changeover.changing)
    bench.camera.away = False
    in_force(bench, 2)
    assert bench.camera.settings["exposure_time_us"] == 900.0


def test_a_camera_that_stays_away_is_a_recipe_that_is_refused(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changeover_module, "_CAMERAS_NS", 50 * MS)
    bench = make_bench(recipes=(SHORT, LONG))
    bench.ready()
    bench.camera.away = True
    bench.camera.exposures.put(CameraLostError("cable"))
    bench.gate.wait_for(EngineStatus, fault_reason=Reason.CAMERA_LOST)
    ask(bench, 2)
    bench.gate.wait_for(EngineStatus, recipe_refused=2)
    bench.camera.away = False
    bench.gate.wait_for(EngineStatus, ready=1, recipe_number=1)
    assert bench.camera.settings["exposure_time_us"] == 500.0


def test_a_camera_that_runs_free_must_show_a_frame_of_the_new_recipe(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(
        recipes=(SHORT, LONG),
        free_running=True,
        window=FrameWindow(0, 60 * MS),
        make_matcher=lambda window, now, _: FreeRunMatcher(window, now, lambda: rate_focus),
    )
    bench.start()
    bench.camera.show(GOOD)
    in_force(bench, 1)
    ask(bench, 2)
    assert eventually(lambda: bench.camera.starts == 2)
    changing = [bench.gate.wait_for(EngineStatus, ready=0) for _ in range(3)]
    assert {each.recipe_number for each in changing} == {1}
    bench.camera.show(GOOD)
    in_force(bench, 2)


def test_a_refusal_ends_with_a_reset_and_with_another_gate(bench: Bench) -> None:
    bench.ready()
    ask(bench, 9)
    bench.gate.wait_for(EngineStatus, recipe_refused=9)
    bench.gate.hang_up()
    bench.gate.accept()
    assert bench.gate.wait_for(EngineStatus).recipe_refused == 0


def test_the_row_of_a_part_cites_the_recipe_of_its_coming(bench: Bench) -> None:
    bench.ready()
    parts = ((1, 1), (2, 2), (3, 9), (4, 1), (5, 0))
    for index, number in parts:
        bench.gate.send(_seen(index, number), index)
    bench.sequence = len(parts)
    for index, _ in parts:
        bench.journal(index, Evaluation.OK, Reason.CLASSIFIED)
    bench.gate.wait_for(Committed, position=2 * len(parts))
    assert _cited(bench, parts) == ["bracket", "flange", "", "bracket", "bracket"]


def test_a_part_that_another_engine_saw_come_cites_its_recipe(
    tmp_path: Path, make_bench: MakeBench
) -> None:
    """The first engine dies between a part's coming and the decision on it."""
    first = make_bench()
    first.ready()
    first.gate.send(_seen(1, 1), 1)
    first.gate.send(_seen(2, 2), 2)
    first.gate.wait_for(Committed, position=2)
    first.close()
    renamed = replace(STRICT, recipe_id="another product of this number", revision="0" * 64)
    second = make_bench(recipes=(RECIPE, renamed))
    second.start(2)
    second.sequence = 2
    for index in (1, 2):
        second.journal(index, Evaluation.OK, Reason.CLASSIFIED)
    second.gate.wait_for(Committed, position=4)
    assert _cited(second, ((1, 1), (2, 2))) == ["bracket", "flange"]


def test_a_gate_of_before_recipes_were_asked_for_is_served_as_ever(bench: Bench) -> None:
    """It sends neither recipe numbers nor registers nor alarms."""
    bench.ready()
    assert judged(bench, 1) == OK
    bench.gate.send(TriggerSeen(1, 1, 71, 0, 10**18, 1, 2), 1)
    bench.sequence = 1
    bench.journal(1, Evaluation.OK, Reason.CLASSIFIED)
    bench.gate.wait_for(Committed, position=2)
    assert _cited(bench, ((1, 1),)) == ["bracket"]
    assert (bench.engine.gate.registers, bench.engine.gate.alarms) == (None, Alarm(0))


def test_the_engine_ends_while_a_changeover_waits_for_a_part(bench: Bench) -> None:
    bench.ready()
    bench.classifier.may_go_on.clear()
    now = monotonic_ns()
    bench.gate.send(LiveTrigger(1, 71, 0, now, now + 10**12, 0, 0, 1))
    bench.camera.show(UNSURE)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    ask(bench, 2)
    assert eventually(lambda: bench.engine.changeover.changing)
    bench.classifier.may_go_on.set()


def test_bad_parts_stay_bad_under_every_recipe(bench: Bench) -> None:
    bench.ready()
    for index, number in enumerate((1, 2, 1, 2), start=1):
        ask(bench, number)
        in_force(bench, number)
        bench.part(index, BAD)
        assert bench.gate.wait_for(Verdict, trigger_index=index).evaluation == Evaluation.NOT_OK


def _seen(index: int, recipe_number: int) -> TriggerSeen:
    return TriggerSeen(index, index, 70 + index, 0, 10**18, 1, 2, 0, recipe_number)


def _cited(bench: Bench, parts: tuple[tuple[int, int], ...]) -> list[str]:
    history = bench.store.history()
    rows = [history.result(make_result_id(JOURNAL, index)).record for index, _ in parts]
    history.close()
    return [row.provenance.recipe_id for row in rows]
