"""Every alarm is recorded from its raising to its end, once, over restarts, and who has seen it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alarm_bench import AlarmBench, alarm_bench
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_examples import JOURNAL, START_UTC_NS

from inspector.domain.alarm import Alarm, AlarmState, ClearedBy, EndedBy
from inspector.domain.alarm_log import AlarmQuery
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.errors.drift import FocusDriftError
from inspector.domain.people import Role
from inspector.domain.record import AlarmEvent
from inspector.services.alarms import watch as alarm_watch
from inspector.services.people.audit import Actor
from inspector.store.opening import open_store
from inspector.store.result_store import SqliteResultStore

ANNA = Actor("Anna Berg", Role.ENGINEER)
S = 1_000_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteResultStore]:
    store = open_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_watch, "SETTLING_NS", 0)


@pytest.fixture
def bench(tmp_path: Path, store: SqliteResultStore, settled: None) -> AlarmBench:
    made = alarm_bench(tmp_path, store)
    made.look()
    return made


def event(sequence: int, **changed: object) -> AlarmEvent:
    told: dict[str, object] = {
        "journal_id": JOURNAL,
        "sequence": sequence,
        "utc_ns": START_UTC_NS + sequence * 60 * S,
        "raised": Alarm(0),
        "cleared": Alarm(0),
        "latched": Alarm(0),
        "cleared_by": ClearedBy.NOBODY,
        "trigger_index": 0,
    }
    return AlarmEvent(**(told | changed))  # type: ignore[arg-type]


def told(store: SqliteResultStore, *events: AlarmEvent) -> None:
    store.commit(JOURNAL, events[-1].sequence, [], [], [], events)


def rows(bench: AlarmBench) -> list[tuple[str, str, AlarmState]]:
    return [(row.code, row.subject, row.state) for row in bench.desk.waiting().rows]


def test_a_condition_is_raised_acknowledged_and_over(bench):
    bench.conditions.fault(CameraLostError("top: unplugged"), "top")
    bench.look()
    (row,) = bench.desk.waiting().rows
    assert (row.code, row.subject, row.state) == ("CAM-002", "top", AlarmState.UNACKNOWLEDGED)
    assert (row.effect, row.fixed_on, row.latched) == ("rejects", "cameras", False)
    assert row.cause
    assert row.remedy
    assert row.message == "top: unplugged"
    after = bench.desk.acknowledge(ANNA, [row.occurrence_id])
    assert (after.unacknowledged, after.faults) == (0, 1)
    assert after.rows[0].acknowledged_by == "Anna Berg"
    bench.conditions.standing.clear()
    bench.look()
    assert bench.desk.waiting().rows == []
    (past,) = bench.desk.page(_everything(), None, 10).rows
    assert (past.state, past.ended_by) == (AlarmState.NORMAL, EndedBy.CAUSE)
    assert past.ended_at is not None
    assert past.ended_at >= past.raised_at


def test_what_came_and_went_unseen_waits_for_somebody_to_see_it(bench):
    bench.conditions.warn(FocusDriftError("focus"), "top.focus")
    bench.look()
    bench.conditions.standing.clear()
    bench.look()
    assert rows(bench) == [("DRF-010", "top.focus", AlarmState.RETURNED)]
    assert bench.watch.returned() == 1
    bench.desk.acknowledge(ANNA, [bench.desk.waiting().rows[0].occurrence_id])
    assert rows(bench) == []
    assert bench.watch.returned() == 0


def test_the_journal_is_read_when_more_of_it_is_stored_and_to_its_end(bench, store):
    bench.conditions.news = iter([5, 5, 6, 6, 6, 6])
    full = Alarm.BIN_FULL
    bench.look()
    flutter = [
        event(n, raised=full, latched=full) if n % 2 else event(n, cleared=full)
        for n in range(1, 60)
    ]
    told(store, *flutter)
    bench.look()
    assert rows(bench) == []
    bench.look()
    assert {state for *_, state in rows(bench)} == {AlarmState.RETURNED}
    bench.look()
    assert rows(bench)[0][2] is AlarmState.UNACKNOWLEDGED


def test_an_alarm_that_flutters_is_one_occurrence_with_a_count(bench):
    for _ in range(5):
        bench.conditions.fault(CameraLostError("top: unplugged"), "top")
        bench.look()
        bench.conditions.standing.clear()
        bench.look()
    (row,) = bench.desk.waiting().rows
    assert (row.times, row.times_today, row.state) == (5, 5, AlarmState.RETURNED)


def test_an_alarm_that_comes_again_after_it_was_seen_asks_to_be_seen_again(bench):
    bench.conditions.fault(CameraLostError("top: unplugged"), "top")
    bench.look()
    bench.desk.acknowledge(ANNA, [bench.desk.waiting().rows[0].occurrence_id])
    bench.conditions.standing.clear()
    bench.look()
    bench.conditions.fault(CameraLostError("top: unplugged"), "top")
    bench.look()
    assert rows(bench) == [("CAM-002", "top", AlarmState.UNACKNOWLEDGED)]
    assert len(bench.desk.page(_everything(), None, 10).rows) == 2


def test_an_acknowledged_alarm_stays_acknowledged_over_a_restart(tmp_path, store, bench):
    bench.conditions.fault(CameraLostError("top: unplugged"), "top")
    bench.look()
    bench.desk.acknowledge(ANNA, [bench.desk.waiting().rows[0].occurrence_id])
    before = bench.desk.waiting().rows
    again = alarm_bench(tmp_path, store, bench.conditions)
    again.look()
    assert [row.occurrence_id for row in again.desk.waiting().rows] == [before[0].occurrence_id]
    assert rows(again) == [("CAM-002", "top", AlarmState.ACKNOWLEDGED)]


def test_what_ended_while_no_engine_ran_says_so(tmp_path, store, bench):
    bench.conditions.fault(CameraLostError("top: unplugged"), "top")
    bench.look()
    again = alarm_bench(tmp_path, store)
    again.look()
    assert [row.ended_by for row in again.desk.waiting().rows] == [EndedBy.UNSEEN]


def test_an_engine_that_comes_up_raises_no_alarm_of_what_is_not_there_yet(tmp_path, store):
    starting = alarm_bench(tmp_path, store)
    starting.conditions.fault(CameraLostError("top: connecting"), "top")
    starting.look()
    assert rows(starting) == []


class TestGate:
    """Alarms of the gate come from its journal: exact, also for what nobody watched."""

    def test_time_part_and_who_cleared_are_those_of_the_journal(self, store, bench):
        bench.conditions.gate = Alarm.BIN_FULL
        told(store, event(1, raised=Alarm.BIN_FULL, latched=Alarm.BIN_FULL, trigger_index=41))
        bench.look()
        (row,) = bench.desk.waiting().rows
        assert (row.code, row.trigger_index, row.latched) == ("GAT-106", 41, True)
        assert (row.effect, row.clearing) == ("stops", "engineer")
        bench.desk.note_clearing(ANNA, ["GAT-106"])
        bench.conditions.gate = Alarm(0)
        told(store, event(2, cleared=Alarm.BIN_FULL, cleared_by=ClearedBy.PERSON))
        bench.look()
        (past,) = bench.desk.waiting().rows
        assert (past.ended_by, past.cleared_by, past.duration_s) == ("person", "Anna Berg", 60.0)

    def test_one_that_came_and_went_while_no_engine_ran_is_recorded(self, store, bench):
        told(
            store,
            event(1, raised=Alarm.AIR_LOW, latched=Alarm.AIR_LOW),
            event(2, cleared=Alarm.AIR_LOW, cleared_by=ClearedBy.PLC),
        )
        bench.look()
        (row,) = bench.desk.waiting().rows
        assert (row.code, row.ended_by, row.duration_s) == ("GAT-107", "plc", 60.0)

    def test_the_journal_is_taken_in_once(self, tmp_path, store, bench):
        told(store, event(1, raised=Alarm.AIR_LOW, latched=Alarm.AIR_LOW))
        bench.conditions.gate = Alarm.AIR_LOW
        bench.look()
        again = alarm_bench(tmp_path, store, bench.conditions)
        again.look()
        bench.look()
        assert len(again.desk.page(_everything(), None, 10).rows) == 1

    def test_a_gate_that_is_away_ends_nothing(self, store, bench, monkeypatch):
        monkeypatch.setattr(alarm_watch, "GATE_GRACE_NS", 0)
        told(store, event(1, raised=Alarm.AIR_LOW, latched=Alarm.AIR_LOW))
        bench.conditions.gate_tells = False
        bench.look()
        bench.look()
        assert rows(bench) == [("GAT-107", "", AlarmState.UNACKNOWLEDGED)]

    def test_what_the_journal_never_told_is_believed_after_a_while(self, bench, monkeypatch):
        bench.conditions.gate = Alarm.AIR_LOW
        bench.look()
        assert rows(bench) == []
        monkeypatch.setattr(alarm_watch, "GATE_GRACE_NS", 0)
        bench.look()
        assert rows(bench) == [("GAT-107", "", AlarmState.UNACKNOWLEDGED)]
        bench.conditions.gate = Alarm(0)
        bench.look()
        assert rows(bench) == [("GAT-107", "", AlarmState.RETURNED)]


def test_of_alarms_that_come_together_the_first_is_marked(bench):
    bench.conditions.fault(CameraLostError("top: unplugged"), "top")
    bench.look()
    bench.conditions.fault(CameraLostError("side: unplugged"), "side")
    bench.look()
    found = bench.desk.waiting().rows
    assert [(row.subject, row.first_out) for row in found] == [("top", True), ("side", False)]
    assert len({row.group for row in found}) == 1


def test_the_most_urgent_comes_first(bench):
    bench.conditions.warn(FocusDriftError("focus"), "top.focus")
    bench.look()
    bench.conditions.fault(CameraLostError("top: unplugged"), "top")
    bench.conditions.fault(CameraLostError("side: unplugged"), "side")
    bench.look()
    first = bench.desk.waiting().rows[0]
    assert first.severity == "fault"
    bench.desk.acknowledge(ANNA, [first.occurrence_id])
    assert [row.severity for row in bench.desk.waiting().rows] == ["fault", "warning", "fault"]


def test_acknowledging_is_audited_and_twice_is_once(tmp_path, bench):
    bench.conditions.fault(CameraLostError("top: unplugged"), "top")
    bench.look()
    wanted = [bench.desk.waiting().rows[0].occurrence_id, 4711]
    first = bench.desk.acknowledge(ANNA, wanted).rows[0]
    assert bench.desk.acknowledge(Actor("Otto"), wanted).rows[0].acknowledged_by == "Anna Berg"
    assert first.acknowledged_by == "Anna Berg"
    lines = (tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum("alarms.acknowledge" in line and "CAM-002" in line for line in lines) == 1


def test_figures_count_and_time_only_what_lies_in_the_range(store, bench):
    told(
        store,
        event(1, raised=Alarm.AIR_LOW | Alarm.BIN_FULL),
        event(3, cleared=Alarm.AIR_LOW),
        event(11, cleared=Alarm.BIN_FULL),
    )
    bench.look()
    found = store.alarm_log().figures(START_UTC_NS + 120 * S, START_UTC_NS + 300 * S)
    stood = {each.identity.code: each.stood_ns / S for each in found}
    assert stood == {"GAT-106": 180, "GAT-107": 60}
    assert store.alarm_log().figures(START_UTC_NS, START_UTC_NS + 60 * S) == []


def test_a_filter_finds_what_it_says(store, bench):
    told(
        store, event(1, raised=Alarm.AIR_LOW | Alarm.BIN_FULL), event(5, raised=Alarm.RESULTS_LATE)
    )
    bench.look()
    log = store.alarm_log()

    def codes(query: AlarmQuery) -> list[str]:
        return sorted(each.identity.code for each in log.page(query, None, 10))

    assert codes(AlarmQuery(code="GAT-107")) == ["GAT-107"]
    assert codes(AlarmQuery(since_utc_ns=START_UTC_NS + 300 * S)) == ["GAT-105"]
    assert codes(AlarmQuery(until_utc_ns=START_UTC_NS + 300 * S)) == ["GAT-106", "GAT-107"]
    assert codes(AlarmQuery(unacknowledged=True)) == ["GAT-105", "GAT-106", "GAT-107"]


def test_a_cell_of_the_export_is_no_formula(bench):
    bench.conditions.warn(FocusDriftError('=HYPERLINK("x")'), "@top")
    bench.look()
    head, line = b"".join(bench.desk.export(_everything())).decode("utf-8-sig").splitlines()
    assert head.startswith("occurrence_id,raised_at,ended_at")
    assert "'=HYPERLINK" in line
    assert "'@top" in line


changes = st.lists(
    st.tuples(st.sampled_from(["set", "reset"]), st.sampled_from(["a", "b"]), st.booleans()),
    max_size=12,
)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(steps=changes)
def test_whatever_happens_what_stands_in_the_log_is_what_stands(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("log")
    store = open_store(folder)
    bench = alarm_bench(folder, store)
    bench.watch._settled = True
    standing: set[str] = set()
    bench.look()
    for what, subject, sees in steps:
        standing = standing | {subject} if what == "set" else standing - {subject}
        bench.conditions.standing.clear()
        for each in sorted(standing):
            bench.conditions.fault(CameraLostError(f"{each}: gone"), each)
        bench.look()
        if sees and (waiting := bench.watch.waiting):
            bench.watch.acknowledge([waiting[0].occurrence_id], "Otto")
        assert {each.subject for each in bench.watch.standing()} == standing
    store.close()


def _everything() -> object:
    from inspector.wire.alarms import AlarmQuery as WireQuery

    return WireQuery()
