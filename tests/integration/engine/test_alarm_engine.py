"""Alarms of a real engine are recorded, and what it does stands on the time line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from engine_bench import MS, Bench
from test_engine_changeover import eventually

from inspector.assembly.alarm import Alarms, make_alarms
from inspector.domain.alarm import AlarmState
from inspector.domain.alarm_log import EventKind
from inspector.domain.station import StationCommand
from inspector.engine.matching.frame_matcher import FrameWindow
from inspector.services.alarms import watch as alarm_watch
from inspector.services.alarms.board import AlarmBoard
from inspector.services.alarms.conditions import Conditions
from inspector.services.people.audit import Actor, AuditTrail


class Line:
    """A bench and the alarm log behind it."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(folder)
        self.alarms: Alarms = make_alarms(
            self.bench.engine, self.bench.store, {}, tuple, AuditTrail(folder / "audit.jsonl")
        )
        self.log = self.bench.store.alarm_log()

    def codes(self) -> dict[str, AlarmState]:
        return {row.code: row.state for row in self.alarms.services.desk.waiting().rows}

    def events(self) -> list[tuple[EventKind, str, str]]:
        found = self.log.events(0, time.time_ns() + 10**9, 100)
        return [(each.kind, each.old, each.new) for each in reversed(found)]


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setattr(FrameWindow, "quiet_ns", property(lambda _: 5 * MS))
    monkeypatch.setattr(alarm_watch, "SETTLING_NS", 0)
    monkeypatch.setattr(alarm_watch, "INTERVAL_S", 0.02)
    made = Line(tmp_path)
    try:
        made.bench.ready()
        yield made
    finally:
        made.alarms.watch.stop()
        made.bench.close()


def test_a_gate_that_goes_away_is_recorded_acknowledged_and_seen_to_come_back(line):
    line.alarms.watch.start()
    assert eventually(lambda: line.events() != [])
    line.bench.gate.hang_up()
    assert eventually(lambda: line.codes().get("GAT-001") is AlarmState.UNACKNOWLEDGED)
    row = next(r for r in line.alarms.services.desk.waiting().rows if r.code == "GAT-001")
    board = AlarmBoard(Conditions(line.bench.engine, {}).now, {}, line.alarms.watch)

    told = next(each for each in board.active(datetime.now(UTC)) if each.code == "GAT-001")
    assert (told.occurrence_id, told.acknowledged) == (row.occurrence_id, False)
    assert told.since == row.raised_at
    line.alarms.services.desk.acknowledge(Actor("Otto"), [row.occurrence_id])
    told = next(each for each in board.active(datetime.now(UTC)) if each.code == "GAT-001")
    assert told.acknowledged


def test_what_the_engine_does_stands_on_the_time_line(line):
    line.alarms.watch.start()
    assert eventually(lambda: EventKind.ENGINE_STARTED in {each[0] for each in line.events()})
    line.bench.engine.command(StationCommand.STOP)
    assert eventually(lambda: EventKind.STATE in {each[0] for each in line.events()})
    line.alarms.watch.stop()
    kinds = [each[0] for each in line.events()]
    assert kinds[0] is EventKind.ENGINE_STARTED
    assert kinds[-1] is EventKind.ENGINE_STOPPED
    assert {EventKind.RECIPE, EventKind.MODEL} <= set(kinds)
