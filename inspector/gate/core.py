"""What the gate decides, event by event; sockets, timers and files are around it, not in it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from inspector.clock import monotonic_ns
from inspector.domain.alarm import Alarm, ClearedBy
from inspector.domain.evaluation import Outcome, Reason
from inspector.gate.alarm_watch import AlarmWatch
from inspector.gate.alarms import Alarms
from inspector.gate.belt_watch import BeltWatch
from inspector.gate.history import History, PlcBase
from inspector.gate.ledger import TrackedPart
from inspector.gate.plc_side import Baseline, PartConfirmed, PartTriggered, PlcSide
from inspector.gate.readiness import obstacle, recipe_wanted
from inspector.gate.results import ResultQueue
from inspector.gate.settings import GateSettings
from inspector.gate.tracking import PartTracking
from inspector.gate.views import undefined
from inspector.gate.wire_watch import WireWatch
from inspector.pipe.records import (
    EngineStatus,
    LiveTrigger,
    Maintenance,
    PartSeen,
    TriggerSource,
    Verdict,
)
from inspector.plc.bank import RegisterBank
from inspector.plc.registers import RING_SLOTS, ConfirmCode, Control, is_set

_log = logging.getLogger(__name__)
_NO_ENGINE = EngineStatus(ready=0, state=0, fault_reason=0, recipe_number=0)
_NO_MAINTENANCE = Maintenance(active=0, forced=0, values=0)
_INTERRUPTED = Maintenance(active=1, forced=0, values=0)
"""Nobody forces outputs any more, but somebody may still have his hands in the machine."""
_ALARM_OF_CODE: Mapping[int, Alarm] = {
    ConfirmCode.REJECT_NOT_CONFIRMED: Alarm.REJECTS_UNCONFIRMED,
    ConfirmCode.UNEXPECTED_OBJECT: Alarm.UNEXPECTED_OBJECT,
    ConfirmCode.BIN_FULL: Alarm.BIN_FULL,
    ConfirmCode.AIR_LOW: Alarm.AIR_LOW,
}


class GateCore:
    """The trusted core. One thread calls all of it.

    Args:
        history: Ledger and journal, recovered.
        settings: Times and limits.
        session_id: Random number of this run, 1 to 65535.
        announce: Called with each part, that the engine must inspect it now or that it is rejected.
    """

    def __init__(
        self,
        history: History,
        settings: GateSettings,
        session_id: int,
        announce: Callable[[LiveTrigger], None],
    ) -> None:
        self.history = history
        self.session_id = session_id
        self.bank = RegisterBank(self._on_plc_write)
        self.results = ResultQueue(self.bank.vision)
        self.alarms = Alarms(settings.alarms, Alarm(history.alarms))
        self.tracking = PartTracking(history, self.results, settings, self.alarms)
        self.watch = AlarmWatch(self.alarms, history, self.tracking)
        self.engine = _NO_ENGINE
        self.engine_attached = False
        self.maintenance = _NO_MAINTENANCE
        self.drives_outputs = settings.drives_outputs
        self.missed_cleared = 0
        self.overruns_cleared = 0
        self.plc_heartbeat_ns = 0
        self.missed = 0
        self.repeated = 0
        self.epoch = 0
        self._plc_heartbeat = -1
        self._plc = self._known_plc()
        self._announce = announce
        self._last_detection = 0
        self._clear_held = True
        self._complaints: set[str] = set()
        self._belt = BeltWatch(settings.reverse_limit)
        self._wire = WireWatch(monotonic_ns())
        self._word_age_ns = 0
        if history.ledger.open_count:
            self.watch.note(Alarm.TRACKING_LOST)
        self.tracking.fail_undecided(Reason.GATE_RESTARTED, publish=False)
        self.watch.settle()

    @property
    def synchronised(self) -> bool:
        """Whether PLC and gate count the same parts."""
        return self._plc.synchronised

    def on_engine_attached(self) -> None:
        """An engine has connected; it counts its detections from the beginning."""
        self._last_detection = 0
        self._complaints.clear()

    def on_engine_lost(self) -> None:
        """The engine is away or silent: what waits for it is rejected now."""
        self.engine_attached = False
        self.engine = _NO_ENGINE
        if self.maintenance.active:
            self.maintenance = _INTERRUPTED
        self.tracking.fail_undecided(Reason.ENGINE_LOST)

    def on_maintenance(self, maintenance: Maintenance) -> None:
        """Somebody works on the station, or has ended."""
        self.maintenance = maintenance
        if maintenance.active:
            self.tracking.fail_undecided(Reason.MAINTENANCE)

    def expire(self) -> None:
        """Reject every part whose deadline has passed."""
        self.tracking.expire()
        self.watch.settle()

    def on_verdict(self, verdict: Verdict) -> None:
        """A view of the engine has judged a part."""
        if not self.tracking.views.knows(verdict.view):
            self._complain(f"the engine judges view {verdict.view}, which the gate does not expect")
        if self.tracking.hear(verdict):
            self.watch.purge_wanted = True  # the ring may be full, or its end void at a restart
        self.watch.settle(verdict.trigger_index)

    def on_part_seen(self, seen: PartSeen) -> None:
        """The cameras show a part; it counts when they are what counts on this station."""
        if self.tracking.source is not TriggerSource.VISION:
            self._complain("the engine reports parts by itself, but the PLC counts them here")
        elif seen.detection <= self._last_detection:
            self.repeated += 1
        elif not self.history.overflowing:
            self._last_detection = seen.detection
            trigger_seq = self._plc.count_part()
            self.bank.vision["trigger_seq_seen"] = trigger_seq
            encoder = self.bank.plc["encoder_now"]
            seen_ns = min(seen.seen_ns, monotonic_ns())
            part = self._open(trigger_seq, 0, encoder, seen_ns)
            self._have_inspected(part, seen.detection)
            self.watch.settle(part.trigger_index)

    def _complain(self, fault: str) -> None:
        """Once per engine: what is refused comes back with every part."""
        if fault not in self._complaints:
            self._complaints.add(fault)
            _log.warning("refused: %s", fault)

    def _known_plc(self) -> PlcSide:
        """The PLC that the journal knows; with another source of parts its numbers mean nothing."""
        source = self.tracking.source
        same = self.history.trigger_source == source
        return PlcSide(
            self.session_id,
            self.history.plc_session if same else 0,
            self.history.trigger_seq,
            counts_parts=source is TriggerSource.PLC,
        )

    def _on_plc_write(self) -> None:
        self._word_age_ns = self._wire.note(monotonic_ns())
        block = self.bank.plc
        if self._plc.is_late(block):
            self.repeated += 1
            return
        if block["plc_heartbeat"] != self._plc_heartbeat:
            self._plc_heartbeat = block["plc_heartbeat"]
            self.plc_heartbeat_ns = monotonic_ns()
        if self.history.overflowing:
            return
        self._watch_control(block["control"])
        for event in self._plc.observe(block):
            if isinstance(event, Baseline):
                self._on_baseline(event)
            elif isinstance(event, PartTriggered):
                self._on_trigger(event)
            else:
                self._on_confirm(event)
        if self._plc.synchronised:
            self.results.acknowledge(block["result_ack_seq"])
            self.bank.vision["confirm_ack_seq"] = self._plc.confirm_seq
            self.bank.vision["trigger_seq_seen"] = self._plc.trigger_seq
            self._watch_belt(block["encoder_now"], block["control"])
        self.watch.settle()

    def _watch_control(self, control: int) -> None:
        clear = is_set(control, Control.CLEAR_FAULT)
        pressed, self._clear_held = clear and not self._clear_held, clear
        if pressed:  # a key that sticks must not clear what is yet to come
            self.missed_cleared = self.missed
            self.overruns_cleared = self.results.overruns
            self.watch.clear(self.alarms.latched, ClearedBy.PLC)
        if is_set(control, Control.PURGE_ACTIVE):
            self.watch.purge_wanted = False
        self.watch.stand(Alarm.REJECT_INHIBITED, active=is_set(control, Control.REJECT_INHIBIT))

    def _watch_belt(self, encoder: int, control: int) -> None:
        if self._belt.note(encoder, running=is_set(control, Control.LINE_RUNNING)):
            self.watch.note(Alarm.BELT_REVERSED)

    def _open(self, trigger_seq: int, part_id: int, encoder: int, seen_ns: int) -> TrackedPart:
        recipe_number = recipe_wanted(self) or self.engine.recipe_number
        return self.tracking.open(trigger_seq, part_id, encoder, seen_ns, recipe_number)

    def _on_baseline(self, event: Baseline) -> None:
        block = self.bank.plc
        ledger = self.history.ledger
        self.results.adopt(block["result_ack_seq"])
        if event.fresh:
            self.epoch += 1
            self._belt.restart()
            self._wire = WireWatch(monotonic_ns())  # what this PLC says now follows our answer
            if ledger.open_count:
                self.watch.note(Alarm.TRACKING_LOST)
            self.tracking.lose_all()
            base = PlcBase(
                block["plc_triggered"],
                block["plc_passed"],
                block["plc_rejected"],
                ledger.triggered,
                ledger.outcomes[Outcome.PASSED],
                ledger.outcomes[Outcome.REJECTED],
            )
            self.history.trigger_source = self.tracking.source
            self.history.rebase(self._plc.plc_session, self._plc.trigger_seq, base)
        else:
            self.tracking.fail_undecided(Reason.PLC_RESTARTED, publish=False)
        for trigger_seq in event.missed:
            self._miss(trigger_seq, publish=False)

    def _on_trigger(self, event: PartTriggered) -> None:
        few = len(event.missed) <= RING_SLOTS  # many would stand before the part that is here
        for trigger_seq in event.missed:
            self._miss(trigger_seq, publish=few)
        part = self._open(event.trigger_seq, event.part_id, event.encoder, monotonic_ns())
        self._have_inspected(part)

    def _have_inspected(self, part: TrackedPart, detection: int = 0) -> None:
        """Announce a part to the engine, or reject it at once when nobody can judge it.

        What a camera that runs free shows from now on is this part, and not the one before.
        """
        self.tracking.bound()
        reason = obstacle(self)
        rejected = reason is not Reason.CLASSIFIED
        if rejected:
            self.tracking.decide(part, undefined(reason))
        self._tell_of(part, detection, rejected=rejected)

    def _tell_of(self, part: TrackedPart, detection: int = 0, *, rejected: bool) -> None:
        self._announce(
            LiveTrigger(
                part.trigger_index,
                part.part_id,
                part.encoder,
                part.seen_ns,
                part.deadline_ns,
                self.epoch,
                detection,
                self.engine.recipe_number,
                0 if detection else self._word_age_ns,
                rejected,
            )
        )

    def _on_confirm(self, event: PartConfirmed) -> None:
        part = self.history.ledger.find_by_sequence(event.trigger_seq)
        was_cleared = part is not None and part.cleared
        alarm = _ALARM_OF_CODE.get(event.code)
        known_already = part is None and event.repeated
        no_reject = was_cleared and alarm is Alarm.REJECTS_UNCONFIRMED
        if alarm and not (no_reject or known_already):
            self.watch.note(alarm)
        if part is not None:
            if event.outcome is Outcome.PASSED and not was_cleared:
                self._note_escape()
            self.tracking.leave(part, event.outcome, event.confirm_seq)

    def _note_escape(self) -> None:
        """While the ejector is held back for a test, this is what must happen."""
        if Alarm.REJECT_INHIBITED not in self.alarms.standing:
            self.watch.note(Alarm.UNCLEARED_PASSED)

    def _miss(self, trigger_seq: int, *, publish: bool) -> None:
        self.missed += 1
        self.watch.note(Alarm.TRIGGERS_MISSED)
        part = self._open(trigger_seq, 0, 0, monotonic_ns())
        self.tracking.decide(part, undefined(Reason.TRIGGER_MISSED), publish=publish)
        self.tracking.bound()
        if publish:
            self._tell_of(part, rejected=True)
