"""The engine as a whole: a scripted gate on a real socket, a scripted camera, a real store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from engine_bench import BAD, GAIN, GOOD, MS, Bench
from scripted_gate import JOURNAL, WAIT_S, status
from store_examples import PROVENANCE

from inspector.clock import monotonic_ns
from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.errors.camera import (
    CameraLostError,
    CameraUnknownError,
    FeatureError,
)
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.frame import Frame
from inspector.domain.history import HistoryFilter
from inspector.domain.place import Place
from inspector.domain.station import StationCommand, StationState
from inspector.engine.judging import inspector_pool as pool_module
from inspector.engine.judging.fault_watch import CONSECUTIVE_FAILURES
from inspector.engine.judging.known_models import model_tag
from inspector.engine.matching import silence as silence_module
from inspector.engine.matching.detection import DetectionMatcher
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.engine.matching.free_run import FreeRunMatcher
from inspector.engine.matching.part_view import PartView, rate_focus
from inspector.pipe.records import (
    Committed,
    EngineStatus,
    LinkFault,
    LiveTrigger,
    PartSeen,
    TriggerSeen,
    Verdict,
)
from inspector.services.live.cameras import LiveCameras
from inspector.services.live.station import LiveStation
from inspector.services.recipes.set_features import RecipeFeatures
from inspector.vision.measure.best_frame import BestFrame
from inspector.vision.measure.presence import PresenceSettings
from inspector.wire.challenge import ChallengeOutlook
from inspector.wire.station import Effect, LiveWish, RejectRun, Severity


@pytest.fixture(autouse=True)
def short_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds of real silence before the first part would be tested elsewhere."""
    monkeypatch.setattr(FrameWindow, "quiet_ns", property(lambda _: 5 * MS))


MakeBench = Callable[..., Bench]


@pytest.fixture
def make_bench(tmp_path: Path) -> Iterator[MakeBench]:
    with ExitStack() as stack:

        def make(**changes: object) -> Bench:
            made = Bench(tmp_path, **changes)
            stack.callback(made.close)
            return made

        yield make
    names = {thread.name for thread in threading.enumerate()}
    assert not names & {
        "camera-top",
        "camera-side",
        "recorder",
        "expiry",
        "gate-link",
        "gate-status",
        "inspector-0",
    }


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    return make_bench()


def test_a_part_gets_its_verdict_and_its_row(bench: Bench) -> None:
    bench.ready()
    bench.part(1, GOOD)
    told = bench.gate.wait_for(Verdict, trigger_index=1)
    assert (told.evaluation, told.reason, told.class_index) == (Evaluation.OK, 0, 0)
    assert told.model_tag == model_tag(PROVENANCE.model_sha256)
    bench.part(2, BAD)
    assert bench.verdict(2) == (Evaluation.NOT_OK, Reason.CLASSIFIED)
    bench.journal(1, Evaluation.OK, Reason.CLASSIFIED)
    bench.journal(2, Evaluation.NOT_OK, Reason.CLASSIFIED)
    while bench.gate.wait_for(Committed).position < 2:
        continue
    history = bench.store.history()
    rows = history.page(HistoryFilter(), None, 10)
    history.close()
    assert [(row.trigger_index, row.has_image) for row in rows] == [(2, True), (1, True)]


def test_what_was_found_on_a_part_is_told_of_none_in_a_journal_that_counts_anew(
    bench: Bench,
) -> None:
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1, GOOD)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    bench.gate.lose_journal()
    bench.gate.accept()
    bench.gate.send(status(0))
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.classifier.may_go_on.set()
    bench.part(1, BAD)
    assert bench.verdict(1) == (Evaluation.NOT_OK, Reason.CLASSIFIED)


def test_a_part_without_a_frame_is_told_so(make_bench: MakeBench) -> None:
    bench = make_bench(window=FrameWindow(5 * MS, 60 * MS))
    bench.ready()
    bench.gate.trigger(1)
    assert bench.verdict(1) == (Evaluation.UNDEFINED, Reason.PAIRING_UNPROVEN)


def test_an_exception_that_nobody_foresaw_costs_one_part_and_no_thread(bench: Bench) -> None:
    bench.ready()
    bench.classifier.error = RuntimeError("bug")
    bench.part(1)
    assert bench.verdict(1) == (Evaluation.UNDEFINED, Reason.INFERENCE_FAILED)
    bench.classifier.error = None
    bench.part(2)
    assert bench.verdict(2) == (Evaluation.OK, Reason.CLASSIFIED)


def test_when_too_many_parts_wait_the_oldest_is_given_up(make_bench: MakeBench) -> None:
    bench = make_bench(queue_depth=2)
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1)
    assert bench.classifier.entered.acquire(timeout=WAIT_S)
    for index in (2, 3, 4):
        bench.part(index)
    assert bench.verdict(2) == (Evaluation.UNDEFINED, Reason.QUEUE_OVERRUN)
    bench.classifier.may_go_on.set()
    judged = [bench.verdict(index)[0] for index in (1, 3, 4)]
    assert judged == [Evaluation.OK] * 3


def test_an_inspector_that_hangs_makes_the_station_not_ready(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "_STALLED_NS", 50 * MS)
    bench.ready()
    bench.classifier.may_go_on.clear()
    bench.part(1)
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.INFERENCE_FAILED)
    bench.classifier.may_go_on.set()
    bench.gate.wait_for(EngineStatus, ready=1)


def test_a_stalled_inspector_is_noticed_within_about_two_seconds() -> None:
    assert pool_module._STALLED_NS == 2_000_000_000


def test_a_lost_camera_gives_up_what_waits_and_comes_back(bench: Bench) -> None:
    bench.ready()
    bench.gate.trigger(1)
    bench.camera.away = True
    bench.camera.exposures.put(CameraLostError("cable"))
    assert bench.verdict(1) == (Evaluation.UNDEFINED, Reason.CAMERA_LOST)
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.CAMERA_LOST)
    bench.camera.away = False
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.part(2)
    assert bench.verdict(2) == (Evaluation.OK, Reason.CLASSIFIED)


def test_a_gate_that_comes_back_is_served_again(bench: Bench) -> None:
    bench.ready()
    bench.part(1)
    bench.verdict(1)
    bench.gate.hang_up()
    bench.gate.accept()
    assert bench.gate.wait_for(EngineStatus).ready == 0
    bench.gate.send(status(9))
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.part(10, BAD)
    assert bench.verdict(10) == (Evaluation.NOT_OK, Reason.CLASSIFIED)


def test_before_the_gate_has_counted_the_station_is_not_ready(bench: Bench) -> None:
    bench.engine.start()
    bench.gate.accept()
    assert [bench.gate.wait_for(EngineStatus).ready for _ in range(4)] == [0] * 4
    bench.gate.send(status())
    bench.gate.wait_for(EngineStatus, ready=1)


def test_a_part_that_only_the_journal_tells_of_breaks_the_silence(make_bench: MakeBench) -> None:
    bench = make_bench(window=FrameWindow(5 * MS, 60 * MS))
    bench.ready()
    bench.gate.send(TriggerSeen(1, 1, 71, 0, 10**18, monotonic_ns(), monotonic_ns()), 1)
    bench.gate.wait_for(Committed, position=1)
    bench.gate.trigger(3)
    bench.camera.show(GOOD)
    assert bench.verdict(3) == (Evaluation.UNDEFINED, Reason.PAIRING_UNPROVEN)


def test_a_plc_that_counts_anew_gives_up_what_waits(bench: Bench) -> None:
    bench.ready()
    bench.gate.trigger(1)
    bench.gate.send(status(1, epoch=5))
    assert bench.verdict(1) == (Evaluation.UNDEFINED, Reason.PAIRING_UNPROVEN)


def test_the_first_part_of_a_restarted_plc_is_judged_when_it_comes_after_silence(
    bench: Bench,
) -> None:
    """It took the silence away, for only with it the engine heard of the restart."""
    bench.ready()
    bench.part(1)
    assert bench.verdict(1) == (Evaluation.OK, Reason.CLASSIFIED)
    bench.gate.send(status(1, epoch=1))
    bench.gate.wait_for(EngineStatus, ready=1, epoch=1)
    bench.part(2, BAD)
    assert bench.verdict(2) == (Evaluation.NOT_OK, Reason.CLASSIFIED)


def test_an_engine_that_has_not_begun_anew_for_a_restarted_plc_does_not_say_so(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(window=FrameWindow(5 * MS, 60 * MS))
    bench.ready()
    bench.part(1)
    bench.verdict(1)
    bench.gate.send(status(1, epoch=1))
    assert bench.gate.wait_for(EngineStatus, epoch=1).ready == 0


def test_a_software_trigger_exposes_the_part(make_bench: MakeBench) -> None:
    bench = make_bench(software_trigger=True)
    bench.ready()
    bench.camera.in_view = BAD
    bench.gate.trigger(1)
    assert bench.verdict(1) == (Evaluation.NOT_OK, Reason.CLASSIFIED)


def test_a_part_that_was_exposed_when_it_may_have_gone_is_not_judged(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(software_trigger=True)
    bench.ready()
    bench.gate.trigger(1)
    assert bench.verdict(1) == (Evaluation.OK, Reason.CLASSIFIED)
    now = monotonic_ns()
    held_up = LiveTrigger(2, 72, 0, now, now + 10**9, delay_max_ns=2001 * MS)
    bench.gate.send(held_up)
    assert bench.verdict(2) == (Evaluation.UNDEFINED, Reason.PAIRING_UNPROVEN)
    bench.gate.trigger(3)
    assert bench.verdict(3) == (Evaluation.OK, Reason.CLASSIFIED)


def test_a_software_trigger_that_fails_costs_the_part_and_not_the_link(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(software_trigger=True)
    bench.ready()
    bench.camera.trigger_error = CameraLostError("cable")
    bench.gate.trigger(1)
    assert bench.verdict(1) == (Evaluation.UNDEFINED, Reason.CAMERA_LOST)
    bench.camera.trigger_error = None
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.gate.trigger(2)
    assert bench.verdict(2) == (Evaluation.OK, Reason.CLASSIFIED)


def test_a_person_stops_and_starts_and_the_gate_hears_at_once(bench: Bench) -> None:
    bench.ready()
    assert bench.engine.command(StationCommand.STOP) is StationState.READY
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=0)
    with pytest.raises(CommandNotAllowedError):
        bench.engine.command(StationCommand.STOP)
    bench.engine.command(StationCommand.START)
    bench.gate.wait_for(EngineStatus, ready=1)


def test_without_autostart_a_person_must_start(make_bench: MakeBench) -> None:
    bench = make_bench(autostart=False)
    bench.start()
    assert bench.gate.wait_for(EngineStatus).ready == 0
    assert bench.engine.states.state is StationState.READY
    bench.engine.command(StationCommand.START)
    bench.gate.wait_for(EngineStatus, ready=1)


def test_the_last_word_to_the_gate_is_that_the_station_is_halted(bench: Bench) -> None:
    bench.ready()
    bench.engine.stop()
    halted = list(StationState).index(StationState.HALTED)
    bench.gate.wait_for(EngineStatus, ready=0, state=halted)


def test_parts_that_arrived_before_the_stop_are_stored(make_bench: MakeBench) -> None:
    bench = make_bench()
    bench.ready()
    for index in range(1, 101):
        bench.journal(index, Evaluation.UNDEFINED, Reason.DEADLINE_MISSED)
    bench.gate.wait_for(Committed)
    bench.engine.stop()
    stored = sum(bench.store.counts(JOURNAL).by_evaluation.values())
    assert stored == bench.store.position(JOURNAL) > 0


def a_station(
    bench: Bench, reactions: Mapping[Alarm, Reaction] | None = None, **more: Any
) -> LiveStation:
    cameras = LiveCameras(bench.engine.cameras, RecipeFeatures(None, bench.engine.cameras.names()))
    return LiveStation(bench.engine, cameras, PROVENANCE, reactions or {}, **more)


class TestLiveStation:
    def test_a_station_without_a_gate_says_what_is_missing(self, bench: Bench) -> None:
        snapshot = a_station(bench).snapshot()
        assert not snapshot.gate_connected
        assert not snapshot.reconciliation.agreed
        assert {alarm.code for alarm in snapshot.alarms} == {"GAT-001", "CAM-002"}

    def test_what_the_gates_link_fails_by_stands_in_place_of_a_silent_plc(
        self, bench: Bench
    ) -> None:
        """It stood in the gate's log alone."""
        bench.ready()
        station = a_station(bench)

        def found() -> dict[str, tuple[Severity, Effect]]:
            return {a.code: (a.severity, a.effect) for a in station.snapshot().alarms}

        bench.gate.send(LinkFault(b"PLC-011", b"no registers at 1000"))
        assert _until(lambda: found() == {"PLC-011": (Severity.WARNING, Effect.WARNS)})
        bench.gate.send(status(plc_connected=0))
        assert _until(lambda: found() == {"PLC-011": (Severity.FAULT, Effect.REJECTS)})
        (alarm,) = station.snapshot().alarms
        assert (alarm.message, alarm.fixed_on) == ("no registers at 1000", Place.IO)
        assert "vision_base" in alarm.remedy
        bench.gate.send(LinkFault(b"PLC-012", b"the watchdog is not set"))
        bench.gate.send(status())
        assert _until(lambda: found() == {}), "the gate has an alarm for it"
        bench.gate.send(LinkFault(b"", b""))
        bench.gate.send(status(plc_connected=0))
        assert _until(lambda: set(found()) == {"PLC-002"})

    def test_an_alarm_keeps_the_time_since_when_it_stands(self, bench: Bench) -> None:
        station = a_station(bench)
        first, second = station.snapshot().alarms, station.snapshot().alarms
        assert [alarm.since for alarm in first] == [alarm.since for alarm in second]

    def test_each_camera_has_an_alarm_of_its_own_since_its_own_time(
        self, make_bench: MakeBench
    ) -> None:
        bench = make_bench(cameras=("top", "side"))
        for camera in bench.cameras.values():
            camera.away = True
        bench.cameras["side"].away = False
        bench.start()
        station = a_station(bench)

        def alarms() -> dict[str, datetime]:
            found = station.snapshot().alarms
            return {a.message.split(":")[0]: a.since for a in found if a.code == "CAM-001"}

        assert _until(lambda: list(alarms()) == ["top"])
        lost = alarms()
        bench.cameras["side"].away = True
        bench.cameras["side"].exposures.put(CameraLostError("cable"))
        assert _until(lambda: list(alarms()) == ["top", "side"])
        assert alarms()["top"] == lost["top"] < alarms()["side"]

    def test_pictures_that_were_given_up_are_a_warning(self, bench: Bench) -> None:
        """The line went on, and nobody heard of it."""
        bench.ready()
        station = a_station(bench)
        bench.engine.recorder._remembered.pictures_let_go = 1
        (alarm,) = station.snapshot().alarms
        assert (alarm.code, alarm.effect) == ("STO-009", Effect.WARNS)
        assert [reason.key for reason in alarm.reasons] == ["pictures_given_up"]

    def test_parts_a_minute_are_those_that_the_gate_counts(self, bench: Bench) -> None:
        bench.ready(triggered=700)
        station = a_station(bench)
        for index in range(1, 101):
            bench.journal(index, Evaluation.UNDEFINED, Reason.DEADLINE_MISSED)
        assert _until(lambda: bench.engine.recorder.recorded == 100)
        assert station.snapshot().rate_per_min == 0
        bench.gate.send(status(701))
        assert _until(lambda: station.snapshot().rate_per_min > 0)
        bench.gate.hang_up()
        assert _until(lambda: station.snapshot().rate_per_min == 0)

    def test_a_running_station_counts_and_agrees(self, bench: Bench) -> None:
        bench.ready()
        bench.gate.send(status(3, ok=2, passed=1, plc_triggered=3, plc_passed=1))
        station = a_station(bench)
        assert _until(lambda: station.snapshot().counters.triggered == 3)
        snapshot = station.snapshot()
        assert (snapshot.counters.ok, snapshot.counters.pending) == (2, 1)
        assert snapshot.reconciliation.agreed
        assert snapshot.alarms == []

    def test_rejects_in_a_row_are_those_that_the_gate_counts(self, bench: Bench) -> None:
        bench.engine.gate.hear_status(status(9, not_ok=9, rejects_in_a_row=7), 0)
        station = a_station(bench, reject_run_alarm=20)
        assert station.snapshot().rejects_in_a_row == RejectRun(parts=7, alarm_at=20)

    def test_a_snapshot_tells_of_the_challenge_to_come(self, bench: Bench) -> None:
        outlook = ChallengeOutlook(parts=3, judged=1)
        assert a_station(bench, challenge=lambda: outlook).snapshot().challenge == outlook

    @pytest.mark.parametrize(
        ("counts", "fault"),
        [
            ({"ok": 4}, "more verdicts than triggers"),
            ({"passed": 1, "plc_passed": 1}, "more outcomes than verdicts"),
            ({"ok": 1, "passed": 1}, "the PLC counts fewer passed parts"),
            ({"ok": 1, "rejected": 1}, "the PLC counts fewer rejected parts"),
            ({"plc_triggered": 2}, "the PLC counts fewer triggers"),
            ({"ok": 1, "unknown": 1}, "1 parts with unknown outcome"),
            ({"ok": 1, "unconfirmed": 1}, "1 rejects not confirmed"),
        ],
    )
    def test_counts_that_disagree_are_named(
        self, bench: Bench, counts: dict[str, int], fault: str
    ) -> None:
        bench.engine.gate.hear_status(status(3, **{"plc_triggered": 3, **counts}), 0)
        found = a_station(bench).snapshot().reconciliation
        assert (found.agreed, found.detail) == (False, fault)

    def test_a_silent_plc_and_a_failing_journal_are_alarms(self, bench: Bench) -> None:
        bench.ready()
        bench.gate.send(status(plc_connected=0, alarm_bits=Alarm.JOURNAL_FAILED))
        station = a_station(bench)
        assert _until(lambda: station.snapshot().plc_connected is False)
        assert _until(
            lambda: {alarm.code for alarm in station.snapshot().alarms} == {"PLC-002", "GAT-002"}
        )

    def test_a_disk_that_is_full_is_an_alarm_and_stops_the_line(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bench.ready()
        station = a_station(bench)
        bench.engine.recorder._bulkhead.note(RuntimeError("disk full"))
        assert [alarm.code for alarm in station.snapshot().alarms] == ["STO-000"]
        bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.STORE_FAILED)

    def test_the_live_view_shows_the_newest_part_and_its_picture_once(self, bench: Bench) -> None:
        bench.ready()
        station = a_station(bench)
        bench.part(1, BAD)
        bench.verdict(1)
        first = station.live(0, 0, LiveWish())
        assert first is not None
        bench.journal(1, Evaluation.NOT_OK, Reason.CLASSIFIED)
        bench.gate.wait_for(Committed)
        message = station.live(first.version, WAIT_S, LiveWish())
        assert message is not None
        assert message.update.latest is not None
        assert message.update.latest.trigger_index == 1
        assert message.preview_jpeg is not None
        assert [row.trigger_index for row in message.update.last_rejects] == [1]
        assert station.live(message.version, 0, LiveWish()) is None

    def test_parts_of_a_stopped_station_do_not_push_the_last_rejects_out_of_sight(
        self, bench: Bench
    ) -> None:
        bench.ready()
        bench.part(1, BAD)
        bench.verdict(1)
        bench.journal(1, Evaluation.NOT_OK, Reason.CLASSIFIED)
        for index, reason in ((2, Reason.STATION_NOT_READY), (3, Reason.FRAME_MISSING)):
            bench.journal(index, Evaluation.UNDEFINED, reason)
        station = a_station(bench)

        def shown() -> list[int]:
            message = station.live(0, 0, LiveWish())
            assert message is not None
            latest, rejects = message.update.latest, message.update.last_rejects
            return [] if latest is None else [row.trigger_index for row in (latest, *rejects)]

        assert _until(lambda: shown() == [3, 3, 1])

    def test_a_command_answers_with_the_state_after_it(self, bench: Bench) -> None:
        bench.ready()
        assert a_station(bench).command(StationCommand.STOP).state is StationState.READY


def _until(condition: object) -> bool:
    """Poll a condition that has no event of its own."""
    deadline = monotonic_ns() + WAIT_S * 10**9
    pause = threading.Event()
    while monotonic_ns() < deadline:
        if condition():  # type: ignore[operator]
            return True
        pause.wait(0.01)
    return False


def test_a_model_that_fails_on_ten_parts_in_a_row_stops_the_station_until_it_is_reset(
    bench: Bench,
) -> None:
    bench.ready()
    bench.classifier.error = RuntimeError("the accelerator is gone")
    for index in range(1, CONSECUTIVE_FAILURES + 1):
        assert bench.engine.states.state is StationState.CONTINUOUS_EXECUTION
        bench.part(index)
        bench.gate.wait_for(Verdict, trigger_index=index, reason=Reason.INFERENCE_FAILED)
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.INFERENCE_FAILED)
    assert bench.engine.states.state is StationState.ERROR

    bench.classifier.error = None
    bench.engine.command(StationCommand.RESET)
    bench.engine.command(StationCommand.START)
    bench.gate.wait_for(EngineStatus, ready=1, fault_reason=0)


def test_every_camera_tells_the_gate_its_own_verdict_and_the_row_keeps_them_all(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(cameras=("top", "side"))
    bench.ready()
    bench.part(1, GOOD, BAD)
    assert bench.verdicts(1) == {
        0: (Evaluation.OK, Reason.CLASSIFIED),
        1: (Evaluation.NOT_OK, Reason.CLASSIFIED),
    }
    bench.journal(1, Evaluation.NOT_OK, Reason.CLASSIFIED, view=1)
    bench.gate.wait_for(Committed, position=1)
    while (shown := bench.engine.live.wait(0, 0)).latest is None:
        continue
    assert shown.latest.view == 1
    assert [
        (view.camera, view.evaluation, bool(view.image.path)) for view in shown.latest.views
    ] == [("top", Evaluation.OK, True), ("side", Evaluation.NOT_OK, True)]
    assert shown.image is not None
    assert shown.image[0, 0] == BAD


def test_one_camera_away_is_a_station_that_is_not_ready(make_bench: MakeBench) -> None:
    bench = make_bench(cameras=("top", "side"))
    bench.cameras["side"].away = True
    bench.start()
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.CAMERA_LOST)
    bench.cameras["side"].away = False
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.cameras["side"].exposures.put(CameraLostError("cable"))
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.CAMERA_LOST)
    bench.gate.wait_for(EngineStatus, ready=1)


def test_a_frame_lost_on_one_camera_leaves_the_other_ones_pairing_alone(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(cameras=("top", "side"), window=FrameWindow(5 * MS, 60 * MS))
    bench.ready()
    bench.part(1)
    good = (Evaluation.OK, Reason.CLASSIFIED)
    assert bench.verdicts(1) == {0: good, 1: good}
    bench.gate.trigger(2)
    bench.camera.show(GOOD)
    assert bench.verdicts(2) == {0: good, 1: (Evaluation.UNDEFINED, Reason.FRAME_MISSING)}


def test_the_set_up_page_sees_and_sets_an_idle_camera_only(make_bench: MakeBench) -> None:
    bench = make_bench(cameras=("top", "side"))
    bench.ready()
    cameras = bench.engine.cameras
    assert list(cameras.names()) == ["top", "side"]
    assert cameras.state("top").connected
    for disturb in (cameras.trigger, cameras.features):
        with pytest.raises(CommandNotAllowedError, match="top looks at parts"):
            disturb("top")
    with pytest.raises(CameraUnknownError, match="'bottom'"):
        cameras.state("bottom")
    bench.engine.command(StationCommand.STOP)
    assert cameras.features("top") == (GAIN,)
    with pytest.raises(FeatureError):
        cameras.set_feature("top", "gain_db", 1.0)
    cameras.trigger("side")
    while cameras.latest("side") is None:
        continue
    assert cameras.state("side").frames == 1
    assert cameras.state("side").rate_hz > 0
    assert cameras.state("top").last_frame_age_s is None


def test_a_triggered_camera_that_sends_no_frames_is_connected_anew(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence_module, "_TRIGGERED_NS", 20 * MS)
    bench = make_bench(window=FrameWindow(5 * MS, 60 * MS))
    bench.ready()
    for index in range(1, 6):
        bench.gate.trigger(index)
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.CAMERA_LOST)
    bench.gate.wait_for(EngineStatus, ready=1)
    assert bench.engine.cameras.state("top").reconnects == 1


def test_a_part_that_a_camera_sees_by_itself_is_judged_by_that_picture(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(
        free_running=True,
        make_matcher=lambda window, now_ns, announce: DetectionMatcher(
            window,
            now_ns,
            announce,
            lambda: PartView(PresenceSettings()),
            BestFrame(enough_frames=2, cooldown_frames=1),
        ),
    )
    bench.start()
    for _ in range(2):
        bench.camera.show(GOOD)
    bench.gate.wait_for(EngineStatus, ready=1)
    for _ in range(3):
        bench.camera.show(BAD, box=True)
    seen = bench.gate.wait_for(PartSeen)
    assert seen.detection == 1
    bench.gate.send(
        LiveTrigger(1, 0, 0, seen.seen_ns, seen.seen_ns + 10**9, detection=seen.detection)
    )
    assert bench.verdict(1) == (Evaluation.NOT_OK, Reason.CLASSIFIED)


def test_a_free_running_camera_shows_a_part_by_its_best_frame(make_bench: MakeBench) -> None:
    bench = make_bench(
        window=FrameWindow(0, 800 * MS),
        free_running=True,
        make_matcher=lambda window, now_ns, _: FreeRunMatcher(window, now_ns, lambda: rate_focus),
    )
    bench.start()
    bench.camera.show(GOOD)
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.gate.trigger(1)
    bench.camera.show(GOOD)
    bench.camera.show(BAD, box=True)
    bench.camera.show(GOOD)
    assert bench.verdict(1) == (Evaluation.NOT_OK, Reason.CLASSIFIED)
    bench.gate.trigger(2)
    assert bench.verdict(2) == (Evaluation.UNDEFINED, Reason.FRAME_MISSING)


def test_after_a_look_at_a_cameras_features_the_next_part_is_believed(bench: Bench) -> None:
    bench.ready()
    bench.part(1)
    assert bench.verdict(1) == (Evaluation.OK, Reason.CLASSIFIED)
    bench.engine.command(StationCommand.STOP)
    bench.engine.cameras.features("top")
    bench.engine.command(StationCommand.START)
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.part(2, BAD)
    assert bench.verdict(2) == (Evaluation.NOT_OK, Reason.CLASSIFIED)


def test_a_test_exposure_is_never_taken_for_the_next_part(bench: Bench) -> None:
    bench.ready()
    bench.part(1)
    assert bench.verdict(1) == (Evaluation.OK, Reason.CLASSIFIED)
    bench.engine.command(StationCommand.STOP)
    bench.camera.in_view = BAD
    bench.engine.cameras.trigger("top")
    assert _until(lambda: bench.engine.cameras.latest("top").frame_id == 2)  # type: ignore[union-attr]
    bench.engine.command(StationCommand.START)
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.part(2, GOOD)
    assert bench.verdict(2) == (Evaluation.OK, Reason.CLASSIFIED)


def test_a_test_exposure_that_the_camera_refuses_is_not_called_a_lost_camera(
    make_bench: MakeBench,
) -> None:
    bench = make_bench(autostart=False)
    bench.start()
    assert _until(lambda: bench.engine.cameras_connected)
    bench.camera.trigger_error = FeatureError("trigger_source is Line1")
    with pytest.raises(FeatureError, match="Line1"):
        bench.engine.cameras.trigger("top")
    bench.engine.command(StationCommand.START)
    bench.gate.wait_for(EngineStatus, ready=1)
    bench.part(1)
    assert bench.verdict(1) == (Evaluation.OK, Reason.CLASSIFIED)
    bench.camera.show(GOOD)
    assert _until(lambda: bench.engine.cameras.latest("top").frame_id == 2)  # type: ignore[union-attr]
    assert bench.engine.lanes[0]._matcher.proven  # type: ignore[attr-defined]


def test_a_camera_that_does_not_start_again_after_a_look_is_connected_anew(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(autostart=False)
    bench.start()
    assert _until(lambda: bench.engine.cameras_connected)

    def refuse() -> None:
        monkeypatch.undo()
        raise FeatureError("AcquisitionStart is locked")

    monkeypatch.setattr(bench.camera, "start", refuse)
    with pytest.raises(CameraLostError, match="does not start again: AcquisitionStart is locked"):
        bench.engine.cameras.features("top")
    assert _until(lambda: bench.engine.cameras.state("top").reconnects == 1)


def test_a_driver_that_hangs_in_its_library_is_an_alarm_and_a_station_that_is_not_ready(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence_module, "FREE_RUN_SILENCE_NS", 200 * MS)
    bench = make_bench(
        free_running=True,
        make_matcher=lambda window, now_ns, _: FreeRunMatcher(window, now_ns, lambda: rate_focus),
    )
    let_go = threading.Event()
    grab = bench.camera.grab
    monkeypatch.setattr(bench.camera, "grab", lambda s: grab(s) if let_go.wait(WAIT_S) else None)
    bench.start()
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.CAMERA_LOST)
    assert _until(lambda: bench.engine.cameras.state("top").fault_code == "CAM-012")
    [alarm] = a_station(bench).snapshot().alarms
    cameras = LiveCameras(bench.engine.cameras, RecipeFeatures(None, ("top",)))
    [silent] = cameras.states().cameras
    let_go.set()
    assert [reason.key for reason in silent.reasons] == ["silent_for"]
    assert [str(reason) for reason in silent.reasons] == [silent.fault_detail]
    assert alarm.code == "CAM-012"
    assert alarm.message.startswith("top: connected, but no frame for")


def test_a_long_look_at_one_cameras_picture_holds_up_no_other_camera(
    make_bench: MakeBench,
) -> None:
    seen = threading.Event()
    looked = threading.Event()

    def look(frame: Frame) -> float:
        if frame.image is not None and frame.image[0, 0] == BAD:
            seen.set()
            assert looked.wait(WAIT_S)
        return 1.0

    bench = make_bench(
        cameras=("top", "side"),
        window=FrameWindow(0, 60 * MS),
        free_running=True,
        make_matcher=lambda window, now_ns, _: FreeRunMatcher(window, now_ns, lambda: look),
    )
    bench.start()
    assert _until(lambda: bench.engine.cameras_connected)
    bench.camera.show(BAD)
    assert seen.wait(WAIT_S)
    bench.gate.trigger(1)
    bench.gate.wait_for(Verdict, trigger_index=1, view=1)
    looked.set()


def test_a_failure_around_the_judgement_costs_one_part_and_no_inspector(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.ready()
    failed = threading.Event()

    def fail(view: int, inspection: object) -> None:
        monkeypatch.undo()
        failed.set()
        raise MemoryError("no room for the picture")

    monkeypatch.setattr(bench.engine.recorder, "remember", fail)
    bench.part(1)
    assert failed.wait(WAIT_S)
    bench.part(2)
    assert bench.verdict(2) == (Evaluation.OK, Reason.CLASSIFIED)


def test_a_lane_that_fails_does_not_stop_the_clock_of_the_others(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(cameras=("top", "side"), window=FrameWindow(5 * MS, 60 * MS))
    bench.ready()

    def fail() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(bench.engine.lanes[0], "expire", fail)
    bench.gate.trigger(1)
    told = bench.gate.wait_for(Verdict, trigger_index=1)
    assert (told.view, told.reason) == (1, Reason.PAIRING_UNPROVEN)


def test_a_driver_that_hangs_in_a_software_trigger_is_a_station_that_is_not_ready(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence_module, "_EXPOSING_NS", 20 * MS)
    bench = make_bench(software_trigger=True)
    bench.ready()
    let_go = threading.Event()
    monkeypatch.setattr(bench.camera, "trigger", lambda: let_go.wait(WAIT_S))
    bench.gate.trigger(1)
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.CAMERA_LOST)
    let_go.set()
    bench.gate.wait_for(EngineStatus, ready=1)


def test_a_wrong_setting_keeps_one_camera_out_by_name_and_code_and_leaves_the_other_alone(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(cameras=("top", "side"), features={"gain_db": 1.0})
    monkeypatch.setattr(bench.camera, "set", lambda *_: None)
    monkeypatch.setattr(bench.camera, "get", lambda _: 1.0)
    bench.start()
    bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.CAMERA_LOST)
    station = a_station(bench)
    assert _until(
        lambda: (
            [(alarm.code, alarm.message) for alarm in station.snapshot().alarms]
            == [("CAM-003", "side: gain_db")]
        )
    )
    bench.camera.show(GOOD)
    assert _until(lambda: bench.engine.cameras.latest("top") is not None)
    assert bench.engine.cameras.state("top").connected
    assert bench.engine.cameras.state("side").fault_code == "CAM-003"
