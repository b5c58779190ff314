"""The trusted core between a PLC that writes registers and an engine that sends verdicts."""

from __future__ import annotations

import math
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from gate_core_rig import DEADLINE_NS, READY, Rig, drive_clock
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inspector.domain.errors.plc import JournalError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate import history as history_module
from inspector.gate.journal import Journal
from inspector.gate.settings import GateSettings
from inspector.gate.status import gate_status, requests, show_status
from inspector.pipe.records import (
    Checkpoint,
    Decided,
    LateSeen,
    OutcomeSeen,
    TriggerSeen,
    decode,
    encode,
)
from inspector.plc.registers import PLC_BASE, ConfirmCode, Control, Request, Status


@pytest.fixture
def clock(monkeypatch):
    """Nanoseconds that pass when the test says so."""
    now = [1_000_000_000]
    drive_clock(monkeypatch, lambda: now[0])
    return now


@pytest.fixture
def rig(tmp_path, clock):
    rig = Rig(tmp_path)
    rig.attach_plc()
    rig.attach_engine()
    yield rig
    rig.history.journal.close()


def undefined(reason: Reason, trigger_seq: int = 1) -> tuple[int, int, int]:
    return (trigger_seq, Evaluation.UNDEFINED, reason)


def test_a_part_that_is_told_after_a_pause_says_how_old_it_may_be(rig, clock):
    """One part had passed with the picture of another: nobody looked at the PLC's pauses."""
    for pause_ns in (10_000_000, 150_000_000):
        clock[0] += pause_ns
        rig.trigger()
    assert [part.delay_max_ns for part in rig.announced] == [10_000_000, 150_000_000]


def test_a_station_that_waited_an_hour_for_its_plc_rejected_the_parts_of_an_hour(tmp_path, clock):
    """What a PLC tells after its first word of a session cannot be older than that word."""
    rig = Rig(tmp_path)
    rig.attach_engine()
    clock[0] += 3600 * 10**9
    rig.attach_plc()
    for _ in range(2):
        clock[0] += 20_000_000
        rig.trigger()
    assert [part.delay_max_ns for part in rig.announced] == [20_000_000, 20_000_000]
    rig.history.journal.close()


def test_a_part_with_an_ok_in_time_is_cleared(rig):
    rig.trigger()
    assert rig.announced[0].part_id == 9001
    assert rig.announced[0].deadline_ns - rig.announced[0].seen_ns == DEADLINE_NS
    rig.verdict(1)
    assert rig.shown == (1, Evaluation.OK, Reason.CLASSIFIED)
    rig.confirm(1)
    assert rig.core.history.ledger.outcomes == Counter({Outcome.PASSED: 1})
    assert rig.core.bank.vision["confirm_ack_seq"] == 1
    assert rig.core.bank.vision["trigger_seq_seen"] == 1


@pytest.mark.parametrize(
    ("evaluation", "reason", "score", "shown"),
    [
        (1, 0, math.nan, Reason.SCORE_INVALID),
        (1, 0, math.inf, Reason.SCORE_INVALID),
        (1, 0, -0.5, Reason.SCORE_INVALID),
        (9, 0, 0.5, Reason.SCORE_INVALID),
        (1, 9999, 0.5, Reason.SCORE_INVALID),
        (1, Reason.CAMERA_LOST, 0.5, Reason.CAMERA_LOST),
        (0, Reason.FRAME_MISSING, 0.0, Reason.FRAME_MISSING),
    ],
)
def test_a_strange_verdict_rejects_and_the_gate_lives_on(rig, evaluation, reason, score, shown):
    """A score that is no number once stopped every later result from being shown."""
    rig.trigger()
    rig.verdict(1, evaluation, reason, score)
    assert rig.shown == undefined(shown)
    rig.acknowledge()
    rig.trigger()
    rig.verdict(2)
    assert rig.shown == (2, Evaluation.OK, Reason.CLASSIFIED)


def test_at_the_deadline_the_part_is_rejected_and_not_before(rig, clock):
    rig.trigger()
    clock[0] += DEADLINE_NS - 1
    rig.core.tracking.expire()
    assert rig.core.history.ledger.undecided()
    clock[0] += 1
    rig.core.tracking.expire()
    assert rig.shown == undefined(Reason.DEADLINE_MISSED)


def test_a_verdict_at_the_deadline_is_late_even_when_nobody_looked_yet(rig, clock):
    rig.trigger()
    clock[0] += DEADLINE_NS
    rig.verdict(1)
    assert rig.shown == undefined(Reason.DEADLINE_MISSED)
    assert rig.core.tracking.late == 1
    assert [record.evaluation for record in rig.journaled(LateSeen)] == [Evaluation.OK]
    assert len(rig.journaled(Decided)) == 1


def test_a_late_ok_never_clears(rig, clock):
    rig.trigger()
    clock[0] += DEADLINE_NS
    rig.core.tracking.expire()
    rig.verdict(1)
    assert rig.core.results.pending == 1
    assert rig.shown == undefined(Reason.DEADLINE_MISSED)


@pytest.mark.parametrize(("second", "pending"), [(1, 1), (2, 2), (3, 2), (0, 2)])
def test_a_second_verdict_can_only_take_a_clearance_back(rig, second, pending):
    rig.trigger()
    rig.verdict(1)
    rig.verdict(1, second)
    assert rig.core.results.pending == pending
    assert rig.core.history.ledger.evaluations == Counter({Evaluation.OK: 1})
    rig.write(result_ack_seq=1)
    if pending == 2:
        assert rig.shown[:2] == (1, second)


@pytest.mark.parametrize("unread", [0, 7, 20])
def test_a_clearance_is_taken_back_although_the_ring_is_full(rig, unread):
    """The word of it waited behind eight results whose acknowledge did not come."""
    for index in range(1, unread + 2):
        rig.trigger()
        rig.verdict(index)
    rig.verdict(unread + 1, Evaluation.NOT_OK)
    assert requests(rig.core) == Request.PURGE
    rig.write(result_ack_seq=1)
    assert requests(rig.core) == Request.PURGE
    rig.write(control=Control.PURGE_ACTIVE)
    assert requests(rig.core) == 0


def test_a_second_verdict_on_a_reject_changes_nothing(rig):
    rig.trigger()
    rig.verdict(1, 2)
    rig.verdict(1, 1)
    rig.verdict(1, 3)
    assert rig.core.results.pending == 1
    assert rig.core.tracking.late == 2
    assert requests(rig.core) == 0


def test_a_verdict_for_a_part_that_never_came_is_only_recorded(rig):
    rig.verdict(500)
    assert rig.core.results.pending == 0
    assert rig.core.tracking.late == 1


def test_without_an_engine_every_part_is_rejected_at_once(rig):
    rig.core.on_engine_lost()
    rig.trigger()
    assert rig.shown == undefined(Reason.ENGINE_LOST)
    assert rig.announced == []


def test_when_the_engine_goes_what_waits_for_it_is_rejected(rig):
    rig.trigger()
    rig.trigger()
    rig.core.on_engine_lost()
    assert not rig.core.history.ledger.undecided()
    assert rig.shown == undefined(Reason.ENGINE_LOST)


def test_a_new_engine_is_not_ready_because_the_old_one_was(rig):
    rig.core.on_engine_lost()
    rig.core.engine_attached = True
    rig.trigger()
    assert rig.shown == undefined(Reason.STATION_NOT_READY)


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        (0, Reason.STATION_NOT_READY),
        (Reason.CAMERA_LOST, Reason.CAMERA_LOST),
        (999, Reason.SCORE_INVALID),
    ],
)
def test_an_engine_that_is_not_ready_says_why(rig, fault, shown):
    rig.core.engine = replace(READY, ready=0, fault_reason=fault)
    rig.trigger()
    assert rig.shown == undefined(shown)


def test_the_engine_hears_of_a_part_that_the_gate_rejects_as_soon_as_of_any_other(rig, clock):
    """A free-running camera's picture of it was taken for the part before."""
    rig.trigger()
    rig.core.engine = replace(rig.core.engine, ready=0)
    clock[0] += 60_000_000
    rig.trigger(9002)
    (part,) = rig.passed_over
    assert (part.trigger_index, part.part_id, part.seen_ns) == (2, 9002, clock[0])
    assert [each.trigger_index for each in rig.announced] == [1]


def test_a_gap_in_the_trigger_sequence_is_parts_that_are_rejected(rig):
    rig.trigger()
    rig.trigger_seq = 4
    rig.trigger()
    assert [part.trigger_index for part in rig.passed_over] == [2, 3, 4]
    assert rig.core.missed == 3
    assert rig.core.history.ledger.triggered == 5
    assert [part.trigger_seq for part in rig.core.history.ledger.undecided()] == [1, 5]
    rig.confirm(3, ConfirmCode.REJECT_CONFIRMED)
    assert rig.core.history.ledger.outcomes == Counter({Outcome.REJECTED: 1})


def test_a_repeated_trigger_and_a_repeated_confirmation_count_once(rig):
    rig.trigger()
    rig.write()
    rig.write()
    rig.verdict(1)
    rig.confirm(1)
    rig.write()
    assert rig.core.history.ledger.triggered == 1
    assert sum(rig.core.history.ledger.outcomes.values()) == 1


def test_an_old_write_that_comes_again_changes_nothing(rig):
    rig.trigger()
    before = list(rig.core.bank.plc.words)
    rig.trigger()
    seen = len(rig.announced)
    after = list(rig.core.bank.plc.words)
    for words in (before, after):
        rig.core.bank.write_holding_registers(PLC_BASE, words)
    assert len(rig.announced) == seen
    assert rig.core.history.ledger.triggered == 2
    assert rig.core.repeated == 1
    assert rig.core.alarms.active == 0


def test_a_confirmation_of_a_stranger_is_taken_over_and_counts_nothing(rig):
    rig.confirm(500)
    assert rig.core.bank.vision["confirm_ack_seq"] == 1
    assert not rig.core.history.ledger.outcomes


def test_a_part_that_left_before_its_verdict_has_missed_it(rig):
    rig.trigger()
    rig.confirm(1, ConfirmCode.REJECT_CONFIRMED)
    assert rig.shown == undefined(Reason.DEADLINE_MISSED)
    assert rig.core.history.ledger.outcomes == Counter({Outcome.REJECTED: 1})


def test_too_many_parts_waiting_reject_the_oldest(tmp_path, clock):
    rig = Rig(tmp_path, GateSettings(queue_limit=2))
    rig.attach_plc()
    rig.attach_engine()
    for _ in range(3):
        rig.trigger()
    assert rig.shown == undefined(Reason.QUEUE_OVERRUN)
    assert [part.trigger_seq for part in rig.core.history.ledger.undecided()] == [2, 3]
    rig.history.journal.close()


def test_a_plc_that_never_confirms_cannot_fill_the_memory(tmp_path, clock):
    rig = Rig(tmp_path, GateSettings(track_limit=3))
    rig.attach_plc()
    rig.attach_engine()
    rig.trigger()
    rig.trigger_seq = 20
    rig.trigger()
    assert len(rig.core.history.ledger.open_parts()) == 3
    assert rig.core.history.ledger.triggered == 21
    assert rig.core.history.ledger.outcomes == Counter({Outcome.UNKNOWN: 18})
    decided = [record.trigger_index for record in rig.journaled(Decided)]
    closed = [record.trigger_index for record in rig.journaled(OutcomeSeen)]
    assert sorted(decided) == list(range(1, 21))
    assert closed == list(range(1, 19))


def test_when_the_plc_restarts_nobody_knows_where_its_parts_went(rig):
    rig.trigger()
    rig.trigger()
    rig.verdict(1)
    rig.write(plc_session=6, trigger_seq=0, result_ack_seq=0, plc_triggered=0)
    ledger = rig.core.history.ledger
    assert ledger.outcomes == Counter({Outcome.UNKNOWN: 2})
    assert ledger.evaluations == Counter({Evaluation.OK: 1, Evaluation.UNDEFINED: 1})
    assert rig.core.results.pending == 0
    rig.trigger_seq = 0
    rig.trigger()
    rig.verdict(3, 2)
    assert rig.shown == (1, Evaluation.NOT_OK, Reason.CLASSIFIED)
    status = gate_status(rig.core, plc_connected=True)
    assert status.plc_triggered == status.triggered == 3


def test_after_a_restart_of_the_plc_no_part_is_announced_before_the_engine_has_begun_anew(rig):
    """Announced earlier, it would take away the silence that proves the pairing anew."""
    rig.engine_listens = False
    rig.write(plc_session=6)
    assert gate_status(rig.core, plc_connected=True).epoch == rig.core.epoch
    assert not status_bits(rig) & Status.TRIGGER_READY
    rig.trigger()
    assert rig.shown == undefined(Reason.STATION_NOT_READY)
    rig.begin_anew()
    assert status_bits(rig) & Status.TRIGGER_READY
    rig.trigger()
    assert [part.trigger_index for part in rig.announced] == [2]


def test_a_plc_that_counts_to_the_same_number_under_its_old_session_gets_no_verdict_of_before(rig):
    """The part of that number is another one by now; the verdict of the first cleared it."""
    rig.trigger()
    rig.write(session_ack=0, trigger_seq=0, result_ack_seq=0)
    rig.write(session_ack=rig.core.session_id, trigger_seq=1)
    rig.verdict(1)
    assert rig.core.bank.vision["result_seq"] == 0
    assert rig.journaled(Decided)[0].reason == Reason.PLC_RESTARTED


def test_before_the_plc_knows_the_session_nothing_is_acknowledged(tmp_path, clock):
    rig = Rig(tmp_path)
    rig.attach_engine()
    rig.trigger()
    rig.confirm(1)
    assert not rig.core.synchronised
    assert rig.core.history.ledger.triggered == 0
    assert rig.core.bank.vision["trigger_seq_seen"] == 0
    assert rig.core.bank.vision["confirm_ack_seq"] == 0
    rig.history.journal.close()


def test_a_plc_that_has_forgotten_the_session_acknowledges_nothing(rig):
    rig.trigger()
    rig.verdict(1)
    rig.write(session_ack=0, result_ack_seq=1)
    assert rig.core.results.pending == 1


def test_after_a_restart_of_the_gate_nothing_on_its_way_is_cleared(tmp_path, clock):
    rig = Rig(tmp_path)
    rig.attach_plc()
    rig.attach_engine()
    rig.trigger()
    rig.trigger()
    rig.verdict(1)
    rig.history.journal.close()
    second = Rig(tmp_path, session_id=78)
    ledger = second.core.history.ledger
    assert ledger.evaluations == Counter({Evaluation.OK: 1, Evaluation.UNDEFINED: 1})
    second.attach_engine()
    second.attach_plc(trigger_seq=4, plc_triggered=4, result_ack_seq=1)
    assert second.core.missed == 2
    assert second.core.results.pending == 0
    assert ledger.triggered == 4
    second.verdict(2)
    assert second.core.results.pending == 0
    second.confirm(2, ConfirmCode.REJECT_CONFIRMED)
    assert ledger.outcomes == Counter({Outcome.REJECTED: 1})
    reasons = [record.reason for record in second.journaled(Decided)]
    missed = Reason.TRIGGER_MISSED
    assert reasons == [Reason.CLASSIFIED, Reason.GATE_RESTARTED, missed, missed]


class _FullDisk:
    """Refuses while the disk is full; the rest is the journal itself."""

    def __init__(self, journal: Journal, monkeypatch) -> None:
        self.full = False
        append = journal.append

        def refuse_or_append(record):
            if self.full:
                raise JournalError("full")
            return append(record)

        monkeypatch.setattr(journal, "append", refuse_or_append)


@pytest.fixture
def disk(rig, monkeypatch):
    return _FullDisk(rig.history.journal, monkeypatch)


def test_while_the_disk_is_full_only_rejects_and_nothing_is_lost(rig, disk):
    rig.trigger()
    disk.full = True
    rig.verdict(1)
    assert rig.shown == undefined(Reason.JOURNAL_FAILED)
    rig.trigger()
    assert len(rig.announced) == 1
    rig.confirm(1, ConfirmCode.REJECT_CONFIRMED)
    assert rig.core.history.failing
    show_status(rig.core, rig.settings, plc_connected=True)
    assert rig.core.bank.vision["fault_code"] == Reason.JOURNAL_FAILED
    assert not rig.core.bank.vision["status"] & Status.TRIGGER_READY
    disk.full = False
    rig.history.retry()
    assert not rig.core.history.failing
    rig.trigger()
    rig.verdict(3)
    ledger = rig.core.history.ledger
    assert ledger.evaluations == Counter({Evaluation.UNDEFINED: 2, Evaluation.OK: 1})
    assert len(rig.journaled(TriggerSeen)) == 3
    assert [record.evaluation for record in rig.journaled(Decided)] == [0, 0, 1]
    assert len(rig.journaled(OutcomeSeen)) == 1


def test_a_disk_that_stays_full_fills_no_memory_and_every_part_has_its_row_later(
    rig, disk, monkeypatch
):
    monkeypatch.setattr(history_module, "_REFUSED_MAX", 6)
    disk.full = True
    for _ in range(20):
        rig.trigger()
    assert rig.core.history.overflowing
    assert len(rig.core.history._refused) == 6
    assert rig.core.bank.vision["trigger_seq_seen"] == 3
    disk.full = False
    rig.history.retry()
    rig.write()
    decided = rig.journaled(Decided)
    assert [record.trigger_seq for record in decided] == list(range(1, 20))
    reasons = Counter(record.reason for record in decided)
    assert reasons == {Reason.JOURNAL_FAILED: 3, Reason.TRIGGER_MISSED: 16}
    assert len(rig.announced) == 1
    assert rig.core.history.ledger.triggered == 20


def status_bits(rig: Rig, *, plc_connected: bool = True) -> Status:
    show_status(rig.core, rig.settings, plc_connected=plc_connected)
    return Status(rig.core.bank.vision["status"])


def test_a_station_that_runs_says_so(rig):
    assert status_bits(rig) == Status.ONLINE | Status.TRIGGER_READY | Status.RECIPE_OK
    vision = rig.core.bank.vision
    assert (vision["state"], vision["fault_code"], vision["session_id"]) == (4, 0, 77)
    assert (vision["map_version"], vision["recipe_active"]) == (0x0100, 3)
    rig.trigger()
    assert status_bits(rig) & Status.INSPECTING
    assert vision["queue_depth"] == 1
    rig.verdict(1, 3)
    assert status_bits(rig) & Status.RESULTS_PENDING
    assert (vision["inspected"], vision["rejected"], vision["passed"]) == (1, 1, 0)


def test_a_station_without_engine_or_plc_says_so(tmp_path, clock):
    rig = Rig(tmp_path, GateSettings(simulated=True))
    expected = Status.FAULT | Status.PLC_LOST | Status.RESYNC_NEEDED | Status.SIMULATED
    assert status_bits(rig, plc_connected=False) == expected
    assert rig.core.bank.vision["state"] == 8
    assert rig.core.bank.vision["fault_code"] == Reason.ENGINE_LOST
    rig.attach_engine()
    rig.core.engine = replace(READY, ready=0)
    assert status_bits(rig) & Status.ONLINE
    assert rig.core.bank.vision["state"] == 2
    rig.history.journal.close()


def test_latched_bits_stay_until_the_plc_clears_them(rig):
    rig.trigger_seq = 1
    rig.trigger()
    for _ in range(9):
        rig.trigger()
        rig.verdict(rig.core.history.ledger.next_trigger_index - 1)
    latched = Status.MISSED_TRIGGER | Status.BUFFER_OVERRUN
    assert status_bits(rig) & latched == latched
    rig.write(control=Control.CLEAR_FAULT)
    assert not status_bits(rig) & latched
    assert rig.core.bank.vision["overrun"] > 0
    rig.write(control=0)
    rig.trigger_seq += 1
    rig.trigger()
    assert status_bits(rig) & Status.MISSED_TRIGGER


@pytest.mark.parametrize("nonsense", [0, 2**32 - 1])
def test_nonsense_in_the_plc_counters_does_no_harm(rig, nonsense):
    """Counters that do not fit the record once ended the gate."""
    rig.trigger()
    rig.verdict(1)
    rig.write(plc_session=6, plc_triggered=5, plc_passed=5, plc_rejected=5)
    rig.write(plc_triggered=nonsense, plc_passed=nonsense, plc_rejected=nonsense)
    encode(gate_status(rig.core, plc_connected=True))


def test_a_station_that_has_counted_four_billion_parts_goes_on(rig):
    """Its own counters, too, once ended the gate when they did not fit the record any more."""
    most, ledger = 2**32 - 1, rig.history.ledger
    ledger.evaluations.update(dict.fromkeys(Evaluation, most))
    ledger.outcomes.update(dict.fromkeys(Outcome, most))
    rig.trigger()
    rig.verdict(1)
    rig.confirm(rig.trigger_seq)
    _, told = decode(encode(gate_status(rig.core, plc_connected=True)))
    assert (told.triggered, told.ok, told.passed) == (most, most, most)
    rig.write(plc_session=6)
    last = rig.journaled(Checkpoint)[-1]
    assert (last.plc_session, last.ok, last.passed, last.passed_base) == (6, most, most, most)


class LineMachine(RuleBasedStateMachine):
    """Random lines: the one invariant holds after every event, and after every restart."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.session = 77
        self.now = 10**9
        self.patch = pytest.MonkeyPatch()
        drive_clock(self.patch, lambda: self.now)

    @initialize()
    def begin(self):
        self.rig = Rig(Path(self.folder.name), session_id=self.session)
        self.rig.attach_plc()
        self.triggers = 0
        self.granted: set[int] = set()

    @rule()
    def engine_comes(self):
        self.rig.attach_engine()

    @rule()
    def engine_goes(self):
        self.rig.core.on_engine_lost()

    @rule(skipped=st.integers(0, 3))
    def trigger(self, skipped):
        self.rig.trigger_seq += skipped
        self.rig.trigger()
        self.triggers += skipped + 1

    @rule(data=st.data(), evaluation=st.integers(0, 4), score=st.floats(0, 1) | st.just(math.nan))
    def verdict(self, data, evaluation, score):
        index = data.draw(st.integers(1, self.rig.core.history.ledger.next_trigger_index))
        part = self.rig.core.history.ledger.find(index)
        in_time = part is not None and part.evaluation is None and part.deadline_ns > self.now
        if in_time and evaluation == 1 and not math.isnan(score):
            self.granted.add(index)
        self.rig.verdict(index, evaluation, 0, score)

    @rule(milliseconds=st.sampled_from([1, 100, 249, 250, 1000]))
    def time_passes(self, milliseconds):
        self.now += milliseconds * 1_000_000
        self.rig.core.tracking.expire()

    @rule(data=st.data(), code=st.integers(0, 7))
    def confirm(self, data, code):
        if self.rig.trigger_seq:
            self.rig.confirm(data.draw(st.integers(1, self.rig.trigger_seq)), code)

    @rule()
    def acknowledge(self):
        self.rig.acknowledge()

    @rule(skipped=st.integers(0, 2))
    def gate_restarts(self, skipped):
        rig = self.rig
        rig.history.journal.close()
        self.session += 1
        self.begin_again(rig, skipped)

    def begin_again(self, old: Rig, skipped: int) -> None:
        self.rig = Rig(Path(self.folder.name), session_id=self.session)
        self.rig.trigger_seq = old.trigger_seq + skipped
        self.rig.confirm_seq = old.confirm_seq
        self.rig.core.bank.plc.words[:] = old.core.bank.plc.words
        self.rig.write(session_ack=self.session, trigger_seq=self.rig.trigger_seq)
        self.triggers += skipped

    @rule()
    def plc_restarts(self):
        session = self.rig.core.bank.plc["plc_session"] % 65535 + 1
        self.rig.trigger_seq = self.rig.confirm_seq = 0
        self.rig.write(plc_session=session, trigger_seq=0, confirm_seq=0, result_ack_seq=0)

    @invariant()
    def every_trigger_one_verdict_every_verdict_at_most_one_outcome(self):
        if not hasattr(self, "rig"):
            return
        ledger = self.rig.core.history.ledger
        assert ledger.triggered == self.triggers
        verdicts, outcomes = sum(ledger.evaluations.values()), sum(ledger.outcomes.values())
        assert verdicts + len(ledger.undecided()) == self.triggers
        assert outcomes + len(ledger.open_parts()) == self.triggers
        assert ledger.evaluations[Evaluation.OK] == len(self.granted)
        cleared = {part.trigger_index for part in ledger.open_parts() if part.cleared}
        assert cleared <= self.granted

    def teardown(self):
        if hasattr(self, "rig"):
            decided = Counter(record.trigger_index for record in self.rig.journaled(Decided))
            assert set(decided.values()) <= {1}
            closed = Counter(record.trigger_index for record in self.rig.journaled(OutcomeSeen))
            assert set(closed.values()) <= {1}
        self.patch.undo()
        self.folder.cleanup()


TestLine = LineMachine.TestCase
TestLine.settings = settings(max_examples=25, stateful_step_count=25)
