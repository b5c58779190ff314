"""Random lines with alarms, recipes, purges and maintenance: nothing passes that was forbidden."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from gate_core_rig import READY, Rig, drive_clock
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inspector.domain.alarm import Alarm, ClearedBy, Reaction
from inspector.domain.evaluation import Evaluation, Reason
from inspector.gate.alarms import AlarmPolicy
from inspector.gate.readiness import obstacle
from inspector.gate.settings import GateSettings
from inspector.gate.status import requests, show_status
from inspector.pipe.records import EngineStatus, Maintenance
from inspector.plc.registers import Control, Request, Status

POLICY = AlarmPolicy(
    reactions={
        alarm: list(Reaction)[place % len(Reaction)] for place, alarm in enumerate(Alarm, start=1)
    },
    limits={Alarm.CONSECUTIVE_REJECTS: 4, Alarm.RESULTS_LATE: 2, Alarm.TRIGGERS_MISSED: 2},
)
RECIPES = st.sampled_from([0, READY.recipe_number, 9])


class SupervisedLine(RuleBasedStateMachine):
    """What was forbidden when a part came, or while it waited, can never be OK."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.now = 10**9
        self.patch = pytest.MonkeyPatch()
        drive_clock(self.patch, lambda: self.now)
        self.rig: Rig | None = None
        self.session, self.plc_session = 70, 5
        self.trigger_seq = self.confirm_seq = 0
        self.block = [0] * 24
        self.may_pass: set[int] = set()
        self.cleared: set[int] = set()

    @initialize()
    def begin(self):
        self.start()

    def start(self) -> None:
        self.session += 1
        self.rig = Rig(Path(self.folder.name), GateSettings(alarms=POLICY), self.session)
        self.rig.core.bank.plc.words[:] = self.block
        self.rig.trigger_seq, self.rig.confirm_seq = self.trigger_seq, self.confirm_seq
        self.rig.write(plc_session=self.plc_session, session_ack=self.session)
        self.rig.attach_engine()
        self.note_what_waits()

    def note_what_waits(self) -> None:
        """Only what still waits for its verdict, and nothing that hinders it, may become OK."""
        waiting = {part.trigger_index for part in self.rig.history.ledger.undecided()}
        self.may_pass &= waiting

    @rule(part_id=st.integers(1, 9))
    def part(self, part_id):
        before = self.rig.history.ledger.next_trigger_index
        free = obstacle(self.rig.core) is Reason.CLASSIFIED
        self.rig.trigger(part_id)
        if free:
            self.may_pass.add(before)

    @rule(data=st.data(), evaluation=st.integers(0, 3))
    def verdict(self, data, evaluation):
        index = data.draw(st.integers(1, self.rig.history.ledger.next_trigger_index))
        self.rig.verdict(index, evaluation)

    @rule(code=st.integers(0, 7), data=st.data())
    def confirm(self, code, data):
        self.rig.confirm(data.draw(st.integers(0, max(self.rig.trigger_seq, 1))), code)

    @rule(control=st.integers(0, 63))
    def control(self, control):
        self.rig.write(control=control)

    @rule(encoder=st.integers(0, 400))
    def encoder(self, encoder):
        self.rig.write(encoder_now=encoder)

    @rule(number=RECIPES)
    def plc_asks_for_a_recipe(self, number):
        self.rig.write(recipe_request=number)

    @rule(number=RECIPES, refused=RECIPES, fault=st.sampled_from([0, Reason.CAMERA_LOST, 9999]))
    def engine_speaks(self, number, refused, fault):
        epoch = self.rig.core.epoch
        self.rig.core.engine = EngineStatus(1, 5, fault, number, refused, epoch)

    @rule(active=st.booleans(), forced=st.integers(0, 3), values=st.integers(0, 3))
    def maintenance(self, active, forced, values):
        self.rig.core.on_maintenance(Maintenance(active, forced, values))

    @rule(alarms=st.integers(0, 0xFFFF))
    def person_clears(self, alarms):
        self.rig.core.watch.clear(Alarm(alarms), ClearedBy.PERSON)

    @rule(alarm=st.sampled_from([Alarm.COUPLER_UNSAFE, Alarm.JOURNAL_FAILED]), active=st.booleans())
    def a_cause_comes_or_goes(self, alarm, active):
        self.rig.core.watch.stand(alarm, active=active)
        self.rig.core.watch.settle()

    @rule(milliseconds=st.sampled_from([1, 249, 251]))
    def time_passes(self, milliseconds):
        self.now += milliseconds * 1_000_000
        self.rig.core.expire()

    @rule()
    def acknowledge(self):
        self.rig.acknowledge()

    @rule()
    def plc_restarts(self):
        self.rig.trigger_seq = self.rig.confirm_seq = 0
        self.plc_session += 1
        self.rig.write(plc_session=self.plc_session, trigger_seq=0, confirm_seq=0)

    @rule()
    def gate_restarts(self):
        expected = self.rig.core.alarms.latched
        if self.rig.history.ledger.open_parts():
            expected |= Alarm.TRACKING_LOST
        if self.rig.core.bank.plc["control"] & Control.CLEAR_FAULT:
            expected = Alarm(0)
        self.keep()
        self.start()
        assert expected in self.rig.core.alarms.latched

    def keep(self) -> None:
        self.trigger_seq, self.confirm_seq = self.rig.trigger_seq, self.rig.confirm_seq
        self.block = list(self.rig.core.bank.plc.words)
        self.rig.history.journal.close()

    @invariant()
    def nothing_waits_that_may_not_pass(self):
        if self.rig is None:
            return
        core = self.rig.core
        if core.alarms.held or core.maintenance.active:
            assert not core.history.ledger.undecided()
        cleared = {p.trigger_index for p in core.history.ledger.open_parts() if p.cleared}
        assert cleared <= self.may_pass | self.cleared
        self.cleared |= cleared
        self.note_what_waits()

    @invariant()
    def the_plc_is_told(self):
        if self.rig is None:
            return
        core, vision = self.rig.core, self.rig.core.bank.vision
        show_status(core, self.rig.settings, plc_connected=True)
        assert vision["alarm_bits"] == core.alarms.active
        assert bool(vision["status"] & Status.ALARM) is bool(core.alarms.active)
        ready = bool(vision["status"] & Status.TRIGGER_READY)
        assert ready is (obstacle(core) is Reason.CLASSIFIED and core.synchronised)
        if not core.maintenance.active:
            stops = bool(requests(core) & Request.STOP_INFEED)
            assert stops is core.alarms.infeed_must_stop
        else:
            assert requests(core) & Request.STOP_INFEED or core.maintenance.forced
        if core.bank.plc["control"] & Control.REJECT_INHIBIT:
            assert Alarm.REJECT_INHIBITED in core.alarms.active

    @invariant()
    def every_part_is_counted_once(self):
        if self.rig is None:
            return
        ledger = self.rig.history.ledger
        assert ledger.triggered == ledger.next_trigger_index - 1
        assert sum(ledger.evaluations.values()) + len(ledger.undecided()) == ledger.triggered
        assert sum(ledger.outcomes.values()) + len(ledger.open_parts()) == ledger.triggered
        assert ledger.evaluations[Evaluation.OK] <= ledger.triggered

    def teardown(self):
        if self.rig is not None:
            self.rig.history.journal.close()
        self.patch.undo()
        self.folder.cleanup()


TestSupervisedLine = SupervisedLine.TestCase
TestSupervisedLine.settings = settings(max_examples=25, stateful_step_count=40)
