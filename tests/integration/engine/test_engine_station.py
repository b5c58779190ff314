"""Maintenance, alarms and the deadline, as the gate and the API see them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from engine_bench import MS, Bench
from scripted_gate import status
from test_engine_changeover import ask, eventually
from test_engine_line import a_station

from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.errors.catalogue import catalogue
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.evaluation import Reason
from inspector.domain.station import StationCommand, StationState
from inspector.engine.judging.inspection_time import InspectionTime
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.engine.station import maintenance as maintenance_module
from inspector.pipe.records import (
    ClearAlarms,
    EngineStatus,
    Maintenance,
    PlcWords,
    RecipeRequested,
    VisionWords,
)
from inspector.services.alarms.conditions import gate_condition
from inspector.services.alarms.gate import gate_alarm
from inspector.wire.station import Severity

MakeBench = Callable[..., Bench]


@pytest.fixture(autouse=True)
def short_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FrameWindow, "quiet_ns", property(lambda _: 5 * MS))


@pytest.fixture
def make_bench(tmp_path: Path) -> Iterator[MakeBench]:
    with ExitStack() as stack:

        def make(**changes: object) -> Bench:
            made = Bench(tmp_path, **changes)
            stack.callback(made.close)
            return made

        yield make


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    return make_bench()


class TestMaintenance:
    def test_only_a_stopped_station_is_worked_on(self, bench: Bench) -> None:
        bench.ready()
        with pytest.raises(CommandNotAllowedError):
            bench.engine.maintain(True)
        bench.engine.maintain(False)
        bench.engine.command(StationCommand.STOP)
        bench.engine.maintain(True, forced=3, values=1)
        assert bench.engine.maintenance
        assert bench.gate.wait_for(Maintenance, active=1) == Maintenance(1, 3, 1)

    def test_the_gate_is_told_with_each_beat_and_of_the_end_at_once(self, bench: Bench) -> None:
        bench.ready()
        bench.engine.command(StationCommand.STOP)
        bench.engine.maintain(True, 1, 1)
        for _ in range(4):
            bench.gate.wait_for(Maintenance, active=1, forced=1)
        bench.engine.maintain(False)
        assert not bench.engine.maintenance
        for _ in range(3):
            bench.gate.wait_for(Maintenance, active=0, forced=0, values=0)

    def test_nobody_starts_the_station_while_somebody_works_on_it(self, bench: Bench) -> None:
        bench.ready()
        bench.engine.command(StationCommand.STOP)
        bench.engine.maintain(True)
        with pytest.raises(CommandNotAllowedError, match="somebody works"):
            bench.engine.command(StationCommand.START)
        assert bench.engine.states.state is StationState.READY
        bench.engine.maintain(False)
        bench.engine.command(StationCommand.START)
        bench.gate.wait_for(EngineStatus, ready=1)

    def test_whoever_vanishes_releases_the_outputs(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(maintenance_module, "RENEWAL_NS", 300 * MS)
        bench.ready()
        bench.engine.command(StationCommand.STOP)
        bench.engine.maintain(True, 1, 1)
        bench.gate.wait_for(Maintenance, active=1)
        bench.gate.wait_for(Maintenance, active=0)
        assert not bench.engine.maintenance
        bench.engine.command(StationCommand.START)

    def test_after_a_maintenance_that_was_interrupted_only_a_person_starts_the_station(
        self, bench: Bench
    ) -> None:
        """An engine that fell while somebody worked on the line came back and started it."""
        bench.engine.start()
        bench.gate.accept()
        bench.gate.send(status(maintenance=1))
        bench.gate.wait_for(Maintenance, active=0)
        assert bench.engine.states.state is StationState.READY
        bench.gate.send(status(maintenance=1))
        bench.engine.command(StationCommand.START)
        bench.gate.send(status())
        bench.gate.wait_for(EngineStatus, ready=1)

    def test_a_gate_that_lost_the_link_ends_no_maintenance(self, bench: Bench) -> None:
        bench.ready()
        bench.engine.command(StationCommand.STOP)
        bench.engine.maintain(True, 1, 1)
        bench.gate.hang_up()
        bench.gate.accept()
        bench.gate.send(status(maintenance=1))
        bench.gate.wait_for(Maintenance, active=1)
        assert bench.engine.maintenance

    def test_a_gate_that_never_heard_of_it_is_never_told(self, bench: Bench) -> None:
        """A gate of an older version would end the link at a record that it does not know."""
        bench.ready()
        kinds = {type(bench.gate._heard.get(timeout=30)) for _ in range(5)}
        assert kinds == {EngineStatus}


class TestAlarms:
    def test_a_person_clears_them_by_bit(self, bench: Bench) -> None:
        bench.ready()
        bench.engine.clear_alarms(Alarm.BIN_FULL | Alarm.AIR_LOW)
        assert bench.gate.wait_for(ClearAlarms).alarms == Alarm.BIN_FULL | Alarm.AIR_LOW

    def test_each_is_shown_with_code_text_remedy_and_severity(self, bench: Bench) -> None:
        bench.ready()
        bench.gate.send(status(alarm_bits=Alarm.BIN_FULL | Alarm.CLOCK_STEPPED))
        station = a_station(bench, {Alarm.BIN_FULL: Reaction.STOP})
        assert eventually(lambda: len(station.snapshot().alarms) == 2)
        full, clock = station.snapshot().alarms
        assert (full.code, full.severity) == ("GAT-106", Severity.FAULT)
        assert full.message == (
            "the reject bin is full; no part may pass and the infeed must stop until it is cleared"
        )
        assert full.remedy == "Empty the bin, then clear the alarm."
        assert (clock.code, clock.severity) == ("GAT-113", Severity.WARNING)

    def test_all_sixteen_have_a_code_of_their_own_that_is_documented(self) -> None:
        found = [gate_condition(alarm).error for alarm in Alarm(0xFFFF)]
        codes = {error.code for error in found}
        assert len(codes) == len(found) == 16
        assert codes <= {entry.code for entry in catalogue()}

    def test_what_ends_with_its_cause_is_a_fault_and_does_not_ask_to_be_cleared(self) -> None:
        inhibited = gate_condition(Alarm.REJECT_INHIBITED, Reaction.HOLD)
        assert inhibited.severity is Severity.FAULT
        assert "cleared" not in inhibited.error.detail
        assert gate_condition(Alarm.REJECT_INHIBITED).severity is Severity.FAULT
        assert gate_alarm(Alarm.JOURNAL_FAILED).code == "GAT-002"

    def test_an_alarm_that_held_goes_away_with_the_gate(self, bench: Bench) -> None:
        bench.ready()
        bench.gate.send(status(alarm_bits=Alarm.AIR_LOW))
        assert eventually(lambda: bench.engine.gate.alarms == Alarm.AIR_LOW)
        bench.gate.hang_up()
        assert eventually(lambda: bench.engine.gate.alarms == Alarm(0))


class TestRegisters:
    def test_they_are_those_of_the_last_beat(self, bench: Bench) -> None:
        bench.ready()
        for beat in (1, 2):
            bench.gate.send(VisionWords(struct.pack("<48H", *[beat] * 48)))
            bench.gate.send(PlcWords(struct.pack("<24H", *[beat] * 24), beat, beat))
        assert eventually(lambda: (r := bench.engine.gate.registers) and r.inputs == 2)
        shown = bench.engine.gate.registers
        assert shown is not None
        assert (set(shown.vision), set(shown.plc), shown.outputs) == ({2}, {2}, 2)

    def test_words_of_any_value_in_any_order_do_no_harm(self, bench: Bench) -> None:
        bench.ready()
        bench.gate.send(PlcWords(b"\xff" * 48, 0xFFFF, 0xFFFF))
        bench.gate.send(VisionWords(b"\xff" * 96))
        bench.gate.send(PlcWords(b"\xff" * 48, 0xFFFF, 0xFFFF))
        bench.gate.send(RecipeRequested(0))
        bench.gate.send(RecipeRequested(0xFFFF))
        bench.gate.wait_for(EngineStatus, recipe_refused=0xFFFF, ready=1)
        bench.part(1)
        assert bench.verdict(1) == (1, Reason.CLASSIFIED)


class TestDeadline:
    def test_a_station_whose_verdicts_come_too_late_is_not_armed(
        self, make_bench: MakeBench
    ) -> None:
        slow = InspectionTime(40.0, 250)
        bench = make_bench(deadline_ms=100, transfer_ms=30, warm_up=slow)
        bench.camera.settings = {"exposure_time_us": 31_000.0}
        bench.start()
        bench.gate.wait_for(EngineStatus, ready=0, fault_reason=Reason.DEADLINE_UNREACHABLE)
        snapshot = a_station(bench).snapshot()
        (alarm,) = [each for each in snapshot.alarms if each.code == "STA-007"]
        assert alarm.message == (
            "exposure 31.0 ms (exposure_time_us of top) + transfer 30.0 ms (line.transfer_ms) + "
            "inspection 40.0 ms (1 x p99.9 of 250 runs) = 101.0 ms, and the decision deadline is "
            "100.0 ms; the largest term is inspection"
        )
        assert snapshot.deadline is not None
        assert not snapshot.deadline.met
        assert [(term.name, term.ms) for term in snapshot.deadline.terms] == [
            ("exposure", 31.0),
            ("transfer", 30.0),
            ("inspection", 40.0),
        ]

    def test_it_is_armed_as_soon_as_somebody_shortens_the_exposure(
        self, make_bench: MakeBench
    ) -> None:
        bench = make_bench(deadline_ms=30, autostart=False)
        bench.camera.settings = {"exposure_time_us": 31_000.0, "gain_db": 0.0}
        bench.start()
        bench.gate.wait_for(EngineStatus, fault_reason=Reason.DEADLINE_UNREACHABLE)
        bench.camera.settings["exposure_time_us"] = 900.0
        bench.engine.cameras.set_feature("top", "gain_db", 1.0)
        bench.gate.wait_for(EngineStatus, fault_reason=0)
        bench.engine.command(StationCommand.START)
        bench.gate.wait_for(EngineStatus, ready=1)

    def test_a_recipe_with_too_long_an_exposure_disarms_the_station_until_the_next(
        self, make_bench: MakeBench
    ) -> None:
        from test_engine_changeover import LONG, SHORT

        bench = make_bench(
            recipes=(SHORT, LONG),
            deadline_ms=0.8,
            window=FrameWindow(20 * MS, 60 * MS),
        )
        bench.camera.settings = {"exposure_time_us": 1.0}
        bench.ready()
        ask(bench, 2)
        bench.gate.wait_for(
            EngineStatus, ready=0, recipe_number=2, fault_reason=Reason.DEADLINE_UNREACHABLE
        )
        ask(bench, 1)
        bench.gate.wait_for(EngineStatus, ready=1, recipe_number=1)
