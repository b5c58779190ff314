"""What the gate decides, event by event; sockets, timers and files are around it, not in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate.history import History, PlcBase
from inspector.gate.ledger import TrackedPart, admissible
from inspector.gate.plc_side import Baseline, PartConfirmed, PartTriggered, PlcSide
from inspector.gate.results import Result, ResultQueue
from inspector.gate.settings import GateSettings
from inspector.pipe.records import (
    Decided,
    EngineStatus,
    LateSeen,
    LiveTrigger,
    OutcomeSeen,
    TriggerSeen,
    Verdict,
)
from inspector.plc.bank import RegisterBank
from inspector.plc.registers import Control

_NS_PER_MS = 1_000_000
_NO_ENGINE = EngineStatus(ready=0, state=0, fault_reason=0, recipe_number=0)


@dataclass(frozen=True, slots=True)
class _Finding:
    """What a verdict says beyond the evaluation."""

    reason: Reason
    class_index: int = -1
    model_tag: int = 0
    score: float = 0.0


class GateCore:
    """The trusted core. One thread calls all of it.

    Args:
        history: Ledger and journal, recovered.
        settings: Times and limits.
        session_id: Random number of this run, 1 to 65535.
        announce: Called with each part that the engine must inspect now.
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
        self.engine = _NO_ENGINE
        self.engine_attached = False
        self.missed_cleared = 0
        self.overruns_cleared = 0
        self.plc_heartbeat_ns = 0
        self.missed = 0
        self.late = 0
        self.epoch = 0
        self._plc_heartbeat = -1
        self._plc = PlcSide(session_id, history.plc_session, history.trigger_seq)
        self._settings = settings
        self._announce = announce
        self._abandon_undecided()

    @property
    def synchronised(self) -> bool:
        """Whether PLC and gate count the same parts."""
        return self._plc.synchronised

    def on_verdict(self, verdict: Verdict) -> None:
        """The engine has judged a part."""
        evaluation, reason = admissible(verdict.evaluation, verdict.reason, verdict.score)
        score = verdict.score if reason is not Reason.SCORE_INVALID else 0.0
        finding = _Finding(reason, verdict.class_index, verdict.model_tag, score)
        part = self.history.ledger.find(verdict.trigger_index)
        if part is None or part.evaluation is not None:
            self._record_late(verdict.trigger_index, part, evaluation, finding)
        elif part.deadline_ns <= monotonic_ns():
            self._decide(part, Evaluation.UNDEFINED, _Finding(Reason.DEADLINE_MISSED))
            self._record_late(verdict.trigger_index, None, evaluation, finding)
        else:
            self._decide(part, evaluation, finding)

    def on_engine_lost(self) -> None:
        """The engine is away or silent: what waits for it is rejected now."""
        self.engine_attached = False
        self.engine = _NO_ENGINE
        self.fail_undecided(Reason.ENGINE_LOST)

    def fail_undecided(self, reason: Reason) -> None:
        """Reject every part that has no verdict."""
        for part in self.history.ledger.undecided():
            self._decide(part, Evaluation.UNDEFINED, _Finding(reason))

    def expire(self) -> None:
        """Reject every part whose deadline has passed."""
        for part in self.history.ledger.expired(monotonic_ns()):
            self._decide(part, Evaluation.UNDEFINED, _Finding(Reason.DEADLINE_MISSED))

    def _abandon_undecided(self) -> None:
        """After a restart no verdict can come for what was on its way."""
        for part in self.history.ledger.undecided():
            self._decide(part, Evaluation.UNDEFINED, _Finding(Reason.GATE_RESTARTED), publish=False)

    def _on_plc_write(self) -> None:
        block = self.bank.plc
        if block["plc_heartbeat"] != self._plc_heartbeat:
            self._plc_heartbeat = block["plc_heartbeat"]
            self.plc_heartbeat_ns = monotonic_ns()
        if block["control"] & Control.CLEAR_FAULT:
            self.missed_cleared = self.missed
            self.overruns_cleared = self.results.overruns
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

    def _on_baseline(self, event: Baseline) -> None:
        block = self.bank.plc
        ledger = self.history.ledger
        self.results.adopt(block["result_ack_seq"])
        if event.fresh:
            self.epoch += 1
            for part in ledger.undecided():
                self._decide(
                    part, Evaluation.UNDEFINED, _Finding(Reason.PLC_RESTARTED), publish=False
                )
            for part in ledger.open_parts():
                self._close(part, Outcome.UNKNOWN, confirm_seq=0)
            base = PlcBase(
                block["plc_triggered"],
                block["plc_passed"],
                block["plc_rejected"],
                ledger.triggered,
                ledger.outcomes[Outcome.PASSED],
                ledger.outcomes[Outcome.REJECTED],
            )
            self.history.rebase(self._plc.plc_session, self._plc.trigger_seq, base)
        for trigger_seq in event.missed:
            self._miss(trigger_seq, publish=False)

    def _on_trigger(self, event: PartTriggered) -> None:
        for trigger_seq in event.missed:
            self._miss(trigger_seq, publish=True)
        part = self._open(event.trigger_seq, event.part_id, event.encoder)
        self._bound_queues()
        if self.history.failing:
            self._decide(part, Evaluation.UNDEFINED, _Finding(Reason.JOURNAL_FAILED))
        elif not self.engine_attached:
            self._decide(part, Evaluation.UNDEFINED, _Finding(Reason.ENGINE_LOST))
        elif not self.engine.ready:
            _, reason = admissible(0, self.engine.fault_reason)
            blamed = reason if reason is not Reason.CLASSIFIED else Reason.STATION_NOT_READY
            self._decide(part, Evaluation.UNDEFINED, _Finding(blamed))
        else:
            self._announce(
                LiveTrigger(
                    part.trigger_index,
                    part.part_id,
                    part.encoder,
                    part.seen_ns,
                    part.deadline_ns,
                    self.epoch,
                )
            )

    def _bound_queues(self) -> None:
        undecided = self.history.ledger.undecided()
        if len(undecided) > self._settings.queue_limit:
            self._decide(undecided[0], Evaluation.UNDEFINED, _Finding(Reason.QUEUE_OVERRUN))
        tracked = self.history.ledger.open_parts()
        if len(tracked) > self._settings.track_limit:
            self._close_decided(tracked[0], Outcome.UNKNOWN, confirm_seq=0)

    def _on_confirm(self, event: PartConfirmed) -> None:
        part = self.history.ledger.find_by_sequence(event.trigger_seq)
        if part is not None:
            self._close_decided(part, event.outcome, event.confirm_seq)

    def _miss(self, trigger_seq: int, *, publish: bool) -> None:
        self.missed += 1
        part = self._open(trigger_seq, part_id=0, encoder=0)
        finding = _Finding(Reason.TRIGGER_MISSED)
        self._decide(part, Evaluation.UNDEFINED, finding, publish=publish)
        self._bound_queues()

    def _open(self, trigger_seq: int, part_id: int, encoder: int) -> TrackedPart:
        now = monotonic_ns()
        deadline = now + int(self._settings.decision_deadline_ms * _NS_PER_MS)
        part = self.history.ledger.open(
            trigger_seq, part_id, encoder, utc_ns=utc_ns(), seen_ns=now, deadline_ns=deadline
        )
        self.history.trigger_seq = trigger_seq
        self.history.write(
            TriggerSeen(
                part.trigger_index,
                trigger_seq,
                part_id,
                encoder,
                part.triggered_utc_ns,
                now,
                deadline,
            )
        )
        return part

    def _decide(
        self, part: TrackedPart, evaluation: Evaluation, finding: _Finding, *, publish: bool = True
    ) -> None:
        latency_ns = monotonic_ns() - part.seen_ns
        record = Decided(
            trigger_index=part.trigger_index,
            trigger_seq=part.trigger_seq,
            result_seq=self.results.next_sequence() if publish else 0,
            part_id=part.part_id,
            encoder=part.encoder,
            evaluation=evaluation,
            reason=finding.reason,
            class_index=finding.class_index,
            model_tag=finding.model_tag,
            score=finding.score,
            triggered_utc_ns=part.triggered_utc_ns,
            decided_utc_ns=utc_ns(),
            latency_ns=latency_ns,
            published=publish,
        )
        if not self.history.try_write(record):
            evaluation, finding = Evaluation.UNDEFINED, _Finding(Reason.JOURNAL_FAILED)
            self.history.write(replace(record, evaluation=evaluation, reason=finding.reason))
        self.history.ledger.decide(part.trigger_index, evaluation)
        if publish:
            self._publish(part, evaluation, finding, latency_ns)

    def _publish(
        self, part: TrackedPart, evaluation: Evaluation, finding: _Finding, latency_ns: int
    ) -> None:
        self.results.push(
            Result(
                part.trigger_seq,
                part.part_id,
                part.encoder,
                evaluation,
                finding.reason,
                finding.score,
                latency_ns,
            )
        )

    def _close_decided(self, part: TrackedPart, outcome: Outcome, confirm_seq: int) -> None:
        """A part that has gone before its verdict came has missed it."""
        if part.evaluation is None:
            self._decide(part, Evaluation.UNDEFINED, _Finding(Reason.DEADLINE_MISSED))
        self._close(part, outcome, confirm_seq)

    def _close(self, part: TrackedPart, outcome: Outcome, confirm_seq: int) -> None:
        self.history.ledger.close(part.trigger_index, outcome)
        self.history.write(OutcomeSeen(part.trigger_index, outcome, confirm_seq, utc_ns()))

    def _record_late(
        self,
        trigger_index: int,
        part: TrackedPart | None,
        evaluation: Evaluation,
        finding: _Finding,
    ) -> None:
        """A second verdict is kept for the record; it may take a clearance back, never give one."""
        self.late += 1
        self.history.write(LateSeen(trigger_index, evaluation, finding.reason, utc_ns()))
        if part is not None and part.cleared and evaluation is not Evaluation.OK:
            self._publish(part, evaluation, finding, monotonic_ns() - part.seen_ns)
