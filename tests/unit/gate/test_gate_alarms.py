"""Alarms: what raises them, what each does, who clears them, and that none is forgotten."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from gate_core_rig import READY, Rig
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.alarm import Alarm, ClearedBy, Reaction
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate import alarm_watch as alarm_watch_module
from inspector.gate.alarms import AlarmPolicy, Alarms
from inspector.gate.belt_watch import BeltWatch
from inspector.gate.clock_watch import ClockWatch
from inspector.gate.settings import GateSettings
from inspector.gate.status import gate_status, requests, show_status
from inspector.pipe.records import AlarmChanged, Decided, Maintenance, TriggerSeen
from inspector.plc.registers import ConfirmCode, Control, MachineState, Request, Status

OK, NOT_OK, NOT_DECIDABLE = Evaluation.OK, Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE
STOP_AT_EVERYTHING = AlarmPolicy(reactions=dict.fromkeys(Alarm, Reaction.STOP))


def judged(alarms: Alarms, *evaluations: Evaluation) -> Alarm:
    for evaluation in evaluations:
        alarms.note_decision(evaluation, Reason.CLASSIFIED)
    return alarms.active


class TestCounting:
    def test_rejects_in_a_row_count_judged_parts_only(self):
        alarms = Alarms(AlarmPolicy(limits={Alarm.CONSECUTIVE_REJECTS: 3}))
        assert not judged(alarms, NOT_OK, NOT_DECIDABLE, OK, NOT_OK, NOT_OK)
        alarms.note_decision(Evaluation.UNDEFINED, Reason.ENGINE_LOST)
        assert not alarms.active
        assert judged(alarms, NOT_OK) == Alarm.CONSECUTIVE_REJECTS

    def test_rejects_in_a_row_are_told_until_a_good_part_or_a_clearing(self):
        alarms = Alarms(AlarmPolicy(limits={Alarm.CONSECUTIVE_REJECTS: 3}))
        judged(alarms, OK, NOT_OK, NOT_DECIDABLE)
        alarms.note_decision(Evaluation.UNDEFINED, Reason.ENGINE_LOST)
        assert alarms.rejects_in_a_row == 2
        judged(alarms, NOT_OK)
        alarms.clear(Alarm.CONSECUTIVE_REJECTS)
        assert alarms.rejects_in_a_row == 0
        judged(alarms, NOT_OK, OK)
        assert alarms.rejects_in_a_row == 0

    def test_rejects_in_a_row_are_not_counted_without_a_limit(self):
        assert not judged(Alarms(AlarmPolicy()), *[NOT_OK] * 1000)
        assert not judged(Alarms(AlarmPolicy(limits={})), *[NOT_OK] * 1000)

    def test_a_share_needs_a_full_window(self):
        policy = AlarmPolicy(reject_percent=50, reject_window=4)
        alarms = Alarms(policy)
        assert not judged(alarms, NOT_OK, NOT_OK, NOT_OK)
        assert judged(alarms, OK, NOT_OK) == Alarm.REJECT_RATE
        alarms.clear(Alarm.REJECT_RATE)
        assert not judged(alarms, NOT_OK, NOT_OK, NOT_OK)

    @pytest.mark.parametrize("reason", [Reason.DEADLINE_MISSED, Reason.VIEW_MISSING])
    def test_late_results_count(self, reason):
        alarms = Alarms(AlarmPolicy(limits={Alarm.RESULTS_LATE: 2}))
        alarms.note_decision(Evaluation.UNDEFINED, reason)
        assert not alarms.active
        alarms.note_decision(Evaluation.UNDEFINED, reason)
        assert alarms.active == Alarm.RESULTS_LATE

    def test_a_limit_of_zero_is_never_reached(self):
        alarms = Alarms(AlarmPolicy(limits={Alarm.BIN_FULL: 0}))
        for _ in range(100):
            alarms.note(Alarm.BIN_FULL)
        assert not alarms.active

    def test_clearing_begins_to_count_anew_and_leaves_the_others(self):
        alarms = Alarms(AlarmPolicy(limits={Alarm.AIR_LOW: 2}))
        alarms.note(Alarm.AIR_LOW)
        alarms.note(Alarm.BIN_FULL)
        alarms.clear(Alarm.AIR_LOW)
        alarms.note(Alarm.AIR_LOW)
        assert alarms.active == Alarm.BIN_FULL
        alarms.note(Alarm.AIR_LOW)
        assert alarms.active == Alarm.BIN_FULL | Alarm.AIR_LOW

    @given(st.lists(st.sampled_from([OK, NOT_OK, NOT_DECIDABLE]), max_size=60), st.integers(1, 8))
    def test_the_alarm_is_up_exactly_when_there_was_such_a_run(self, verdicts, limit):
        alarms = Alarms(AlarmPolicy(limits={Alarm.CONSECUTIVE_REJECTS: limit}))
        runs = [
            len(list(group)) for good, group in itertools.groupby(verdicts, OK.__eq__) if not good
        ]
        assert bool(judged(alarms, *verdicts)) is (max(runs, default=0) >= limit)


class TestReactions:
    @pytest.mark.parametrize(
        ("reaction", "held", "stops"),
        [
            (Reaction.WARN, False, False),
            (Reaction.HOLD, True, False),
            (Reaction.STOP, True, True),
        ],
    )
    def test_each_does_what_it_says(self, reaction, held, stops):
        alarms = Alarms(AlarmPolicy(reactions={Alarm.BIN_FULL: reaction}))
        assert (alarms.held, alarms.infeed_must_stop) == (False, False)
        alarms.note(Alarm.BIN_FULL)
        assert (alarms.held, alarms.infeed_must_stop) == (held, stops)

    def test_a_standing_cause_holds_and_cannot_be_cleared(self):
        alarms = Alarms(AlarmPolicy())
        alarms.stand(Alarm.COUPLER_UNSAFE, active=True)
        alarms.clear(Alarm.COUPLER_UNSAFE)
        assert alarms.held
        alarms.stand(Alarm.COUPLER_UNSAFE, active=False)
        assert not alarms.held

    def test_what_stood_when_the_gate_fell_is_not_latched_by_the_journal(self):
        alarms = Alarms(AlarmPolicy(), Alarm.JOURNAL_FAILED | Alarm.BIN_FULL)
        assert alarms.active == Alarm.BIN_FULL


class TestBelt:
    def test_a_belt_may_swing_back_a_little(self):
        belt = BeltWatch(100)
        assert not any(belt.note(count, running=True) for count in (1000, 950, 901, 1000, 900))
        assert belt.note(899, running=True)
        assert not belt.note(899, running=True)

    def test_a_standing_belt_may_be_pushed_anywhere(self):
        belt = BeltWatch(100)
        belt.note(10_000, running=True)
        assert not belt.note(0, running=False)
        assert not belt.note(50, running=True)

    def test_the_count_may_wrap(self):
        belt = BeltWatch(100)
        belt.note(2**32 - 10, running=True)
        assert not belt.note(10, running=True)
        assert belt.note(2**32 - 100, running=True)

    def test_no_limit_no_alarm(self):
        belt = BeltWatch(0)
        belt.note(10_000, running=True)
        assert not belt.note(0, running=True)

    def test_a_counter_that_begins_anew_is_no_reversal(self):
        belt = BeltWatch(100)
        belt.note(10_000, running=True)
        belt.restart()
        assert not belt.note(0, running=True)


class TestClock:
    def test_a_step_is_told_once_and_slow_correction_never(self):
        clock = ClockWatch()
        assert not clock.note(10**18, 0)
        assert not clock.note(10**18 + 600_000_000, 100_000_000 + 0)
        assert clock.note(10**18 + 3_600 * 10**9, 200_000_000)
        assert not clock.note(10**18 + 3_600 * 10**9 + 100_000_000, 300_000_000)
        assert clock.note(10**18, 400_000_000)


@pytest.fixture
def start(tmp_path):
    """Starts the gate, again when there was one before."""
    running: list[Rig] = []

    def begin(**settings) -> Rig:
        while running:
            running.pop().history.journal.close()
        chosen = GateSettings(**{"alarms": STOP_AT_EVERYTHING, **settings})
        running.append(Rig(tmp_path, chosen, session_id=77))
        running[0].attach_plc()
        running[0].attach_engine()
        return running[0]

    yield begin
    for rig in running:
        rig.history.journal.close()


@pytest.fixture
def rig(start):
    return start()


def shown(rig: Rig) -> tuple[Alarm, Request, int, int]:
    """Alarm bits, requests, state and fault code as the PLC sees them."""
    show_status(rig.core, rig.settings, plc_connected=True)
    vision = rig.core.bank.vision
    return (
        Alarm(vision["alarm_bits"]),
        Request(vision["request"]),
        vision["state"],
        vision["fault_code"],
    )


def status(rig: Rig) -> Status:
    show_status(rig.core, rig.settings, plc_connected=True)
    return Status(rig.core.bank.vision["status"])


class TestInTheGate:
    @pytest.mark.parametrize(
        ("code", "alarm"),
        [
            (ConfirmCode.REJECT_NOT_CONFIRMED, Alarm.REJECTS_UNCONFIRMED),
            (ConfirmCode.UNEXPECTED_OBJECT, Alarm.UNEXPECTED_OBJECT),
            (ConfirmCode.BIN_FULL, Alarm.BIN_FULL),
            (ConfirmCode.AIR_LOW, Alarm.AIR_LOW),
        ],
    )
    def test_what_the_ejector_reports_stops_the_infeed_and_holds_the_line(self, rig, code, alarm):
        number = rig.trigger()
        rig.verdict(1, Evaluation.NOT_OK)
        rig.confirm(number, code)
        assert shown(rig) == (alarm, Request.STOP_INFEED, MachineState.HELD, Reason.STATION_HELD)
        assert Status.ALARM | Status.FAULT in status(rig)
        assert Status.TRIGGER_READY not in status(rig)
        rig.trigger()
        assert rig.history.ledger.find(2).evaluation is Evaluation.UNDEFINED
        assert len(rig.announced) == 1

    def test_a_confirmation_of_before_a_restart_raises_nothing_again(self, start, rig):
        rig.confirm(0, ConfirmCode.AIR_LOW)
        rig.write(control=Control.CLEAR_FAULT)
        words, confirm_seq = list(rig.core.bank.plc.words), rig.confirm_seq
        again = start()
        again.confirm_seq = confirm_seq
        again.core.bank.plc.words[:] = words
        again.write(session_ack=again.core.session_id, control=0)
        assert not again.core.alarms.active
        again.confirm(0, ConfirmCode.AIR_LOW)
        assert again.core.alarms.active == Alarm.AIR_LOW

    def test_a_code_for_a_part_that_nobody_knows_is_heard_too(self, rig):
        rig.confirm(0, ConfirmCode.UNEXPECTED_OBJECT)
        assert rig.core.alarms.active == Alarm.UNEXPECTED_OBJECT

    def test_a_cleared_part_that_no_sensor_saw_is_no_missing_reject(self, rig):
        number = rig.trigger()
        rig.verdict(1)
        rig.confirm(number, ConfirmCode.REJECT_NOT_CONFIRMED)
        assert not rig.core.alarms.active
        assert rig.history.ledger.outcomes[Outcome.UNCONFIRMED] == 1

    def test_a_part_that_passes_without_clearance_stops_the_line(self, rig):
        number = rig.trigger()
        rig.verdict(1, Evaluation.NOT_OK)
        rig.confirm(number, ConfirmCode.PASSED)
        assert shown(rig)[:2] == (Alarm.UNCLEARED_PASSED, Request.STOP_INFEED)
        assert rig.history.ledger.outcomes[Outcome.PASSED] == 1

    def test_a_part_that_passes_before_its_verdict_stops_the_line(self, rig):
        rig.confirm(rig.trigger(), ConfirmCode.PASSED)
        assert Alarm.UNCLEARED_PASSED in rig.core.alarms.active

    def test_a_cleared_part_that_passes_is_no_alarm(self, rig):
        number = rig.trigger()
        rig.verdict(1)
        rig.confirm(number, ConfirmCode.PASSED)
        assert not rig.core.alarms.active

    def test_while_the_ejector_is_held_back_nothing_is_cleared_and_passing_is_no_news(self, rig):
        rig.write(control=Control.REJECT_INHIBIT)
        number = rig.trigger()
        assert rig.shown[1:] == (Evaluation.UNDEFINED, Reason.STATION_HELD)
        rig.confirm(number, ConfirmCode.PASSED)
        assert rig.core.alarms.active == Alarm.REJECT_INHIBITED

    def test_a_cause_that_flickers_fills_no_journal(self, rig, monkeypatch):
        now = 0
        monkeypatch.setattr(alarm_watch_module, "monotonic_ns", lambda: now)
        for now in range(0, 10**9, 10**7):  # noqa: B007 - the clock reads it
            rig.write(control=Control.REJECT_INHIBIT)
            rig.write(control=0)
        assert rig.core.alarms.active == Alarm.REJECT_INHIBITED
        now = 2 * 10**9
        rig.write(control=0)
        assert not rig.core.alarms.active
        assert [each.raised for each in rig.journaled(AlarmChanged)] == [Alarm.REJECT_INHIBITED, 0]

    def test_an_alarm_that_holds_rejects_what_waits(self, rig):
        rig.trigger()
        rig.confirm(0, ConfirmCode.BIN_FULL)
        assert rig.shown[1:] == (Evaluation.UNDEFINED, Reason.STATION_HELD)
        rig.verdict(1)
        assert rig.history.ledger.find(1).evaluation is Evaluation.UNDEFINED

    def test_a_missed_trigger_raises_one(self, rig):
        rig.trigger()
        rig.write(trigger_seq=4)
        assert rig.core.alarms.active == Alarm.TRIGGERS_MISSED

    def test_a_deadline_missed_raises_one(self, start):
        rig = start(decision_deadline_ms=0)
        rig.trigger()
        rig.core.expire()
        assert rig.core.alarms.active == Alarm.RESULTS_LATE
        assert [record.trigger_index for record in rig.journaled(AlarmChanged)] == [0]

    def test_the_plc_clears_with_its_level_and_the_line_goes_on(self, rig):
        rig.confirm(0, ConfirmCode.AIR_LOW)
        rig.write(control=Control.CLEAR_FAULT)
        assert shown(rig)[:3] == (Alarm(0), Request(0), MachineState.EXECUTE)
        rig.write(control=0)
        rig.trigger()
        rig.verdict(1)
        assert rig.shown[1] == Evaluation.OK

    def test_a_person_clears_one_of_two(self, rig):
        rig.confirm(0, ConfirmCode.AIR_LOW)
        rig.confirm(0, ConfirmCode.BIN_FULL)
        rig.core.watch.clear(Alarm.AIR_LOW, ClearedBy.PERSON)
        assert rig.core.alarms.active == Alarm.BIN_FULL
        changes = rig.journaled(AlarmChanged)
        assert [(each.raised, each.cleared, each.cleared_by) for each in changes] == [
            (Alarm.AIR_LOW, 0, ClearedBy.NOBODY),
            (Alarm.BIN_FULL, 0, ClearedBy.NOBODY),
            (0, Alarm.AIR_LOW, ClearedBy.PERSON),
        ]
        assert changes[-1].latched == Alarm.BIN_FULL

    @pytest.mark.parametrize("rolls_before", [False, True])
    def test_a_restarted_gate_still_holds_the_line(self, start, rig, rolls_before):
        rig.confirm(0, ConfirmCode.BIN_FULL)
        if rolls_before:
            rig.history.checkpoint()
        again = start()
        assert shown(again)[0] == Alarm.BIN_FULL
        again.history.checkpoint()
        assert start().core.alarms.active == Alarm.BIN_FULL

    def test_a_belt_that_runs_backwards(self, rig):
        rig.write(encoder_now=5000, control=Control.LINE_RUNNING)
        rig.write(encoder_now=4899)
        assert rig.core.alarms.active == Alarm.BELT_REVERSED

    def test_the_gate_status_tells_the_engine(self, rig):
        rig.confirm(0, ConfirmCode.BIN_FULL)
        told = gate_status(rig.core, plc_connected=True)
        assert (told.alarm_bits, told.held, told.requests) == (
            Alarm.BIN_FULL,
            True,
            Request.STOP_INFEED,
        )


class TestPurge:
    def test_a_plc_that_restarts_with_parts_on_the_line_is_asked_to_purge(self, rig):
        rig.trigger()
        rig.write(plc_session=6, trigger_seq=0)
        assert shown(rig)[:2] == (Alarm.TRACKING_LOST, Request.STOP_INFEED | Request.PURGE)
        rig.write(control=Control.PURGE_ACTIVE)
        assert Request.PURGE not in shown(rig)[1]

    def test_a_plc_that_restarts_on_an_empty_line_is_asked_for_nothing(self, rig):
        rig.write(plc_session=6)
        assert shown(rig)[:2] == (Alarm(0), Request(0))

    def test_a_gate_that_restarts_with_parts_on_the_line_asks_too(self, start, rig):
        rig.trigger()
        again = start()
        assert shown(again)[:2] == (Alarm.TRACKING_LOST, Request.STOP_INFEED | Request.PURGE)
        again.core.watch.clear(Alarm.TRACKING_LOST, ClearedBy.PERSON)
        assert shown(again)[:2] == (Alarm(0), Request(0))

    def test_clearing_another_alarm_ends_no_purge(self, rig):
        rig.trigger()
        rig.write(plc_session=6, trigger_seq=0)
        rig.confirm(0, ConfirmCode.AIR_LOW)
        rig.core.watch.clear(Alarm.AIR_LOW, ClearedBy.PERSON)
        assert shown(rig)[:2] == (Alarm.TRACKING_LOST, Request.STOP_INFEED | Request.PURGE)

    def test_while_the_line_is_emptied_nothing_passes_and_nobody_is_alarmed(self, rig):
        rig.write(control=Control.PURGE_ACTIVE)
        rig.trigger()
        assert rig.shown[1:] == (Evaluation.UNDEFINED, Reason.PURGING)
        assert shown(rig) == (Alarm(0), Request(0), MachineState.IDLE, 0)


class TestRecipe:
    def test_parts_are_rejected_until_the_recipe_asked_for_is_in_force(self, rig):
        rig.write(recipe_request=9)
        rig.trigger()
        assert rig.shown[1:] == (Evaluation.UNDEFINED, Reason.RECIPE_CHANGING)
        assert Status.RECIPE_LOADING in status(rig)
        assert Status.RECIPE_OK not in status(rig)
        rig.core.engine = replace(READY, recipe_number=9, epoch=rig.core.epoch)
        assert Status.RECIPE_LOADING not in status(rig)
        assert Status.RECIPE_OK | Status.TRIGGER_READY in status(rig)
        rig.trigger()
        rig.verdict(2)
        assert rig.core.history.ledger.find(2).cleared

    def test_a_part_that_waits_when_the_recipe_changes_is_still_judged(self, rig):
        rig.trigger()
        rig.write(recipe_request=9)
        rig.verdict(1)
        assert rig.shown[1] == Evaluation.OK

    def test_a_recipe_that_the_engine_refuses_is_named(self, rig):
        rig.write(recipe_request=9)
        rig.core.engine = replace(READY, recipe_refused=9, epoch=rig.core.epoch)
        rig.trigger()
        assert rig.shown[1:] == (Evaluation.UNDEFINED, Reason.RECIPE_UNKNOWN)
        assert shown(rig)[3] == Reason.RECIPE_UNKNOWN
        assert rig.core.bank.vision["recipe_refused"] == 9
        assert Status.RECIPE_LOADING not in status(rig)
        rig.write(recipe_request=0)
        assert shown(rig)[3] == 0
        assert rig.core.bank.vision["recipe_refused"] == 0

    def test_a_plc_that_has_not_greeted_this_gate_changes_no_recipe(self, rig):
        rig.write(recipe_request=9, session_ack=0)
        assert Status.RECIPE_LOADING not in status(rig)
        assert rig.core.bank.vision["recipe_refused"] == 0

    def test_the_journal_tells_under_which_recipe_a_part_came(self, rig):
        rig.trigger()
        rig.write(recipe_request=9)
        rig.trigger()
        assert [each.recipe_number for each in rig.journaled(TriggerSeen)] == [3, 9]


class TestMaintenance:
    def test_nothing_passes_and_a_person_drives_the_requests(self, rig):
        rig.trigger()
        rig.core.on_maintenance(Maintenance(1, Request.STOP_INFEED, Request.STOP_INFEED))
        assert rig.shown[1:] == (Evaluation.UNDEFINED, Reason.MAINTENANCE)
        assert shown(rig) == (Alarm(0), Request.STOP_INFEED, MachineState.STOPPED, 0)
        assert Status.BYPASS in status(rig)
        rig.core.on_maintenance(Maintenance(0, Request.STOP_INFEED, Request.STOP_INFEED))
        assert requests(rig.core) == 0

    def test_a_person_can_hold_a_request_back(self, rig):
        rig.confirm(0, ConfirmCode.BIN_FULL)
        rig.core.on_maintenance(Maintenance(1, Request.STOP_INFEED, 0))
        assert requests(rig.core) == 0

    def test_where_outputs_are_forced_the_requests_are_left_alone(self, start):
        rig = start(drives_outputs=True)
        rig.core.on_maintenance(Maintenance(1, Request.PURGE, Request.PURGE))
        assert requests(rig.core) == Request.STOP_INFEED

    def test_an_engine_that_falls_ends_no_maintenance(self, rig):
        """The next engine would have started the line with somebody's hands in the machine."""
        rig.core.on_maintenance(Maintenance(1, Request.PURGE, Request.PURGE))
        rig.core.on_engine_lost()
        rig.attach_engine()
        assert requests(rig.core) == Request.STOP_INFEED
        assert Status.BYPASS in status(rig)
        rig.trigger()
        assert rig.shown[1:] == (Evaluation.UNDEFINED, Reason.MAINTENANCE)
        rig.core.on_maintenance(Maintenance(0, 0, 0))
        assert (requests(rig.core), Status.BYPASS in status(rig)) == (0, False)


def test_every_verdict_under_a_hold_is_in_the_journal(rig):
    rig.confirm(0, ConfirmCode.BIN_FULL)
    for _ in range(3):
        rig.trigger()
    assert [each.reason for each in rig.journaled(Decided)] == [Reason.STATION_HELD] * 3
