"""The life of a part: opened, judged by its views, decided, told to the PLC, closed.

Every step is in the journal before it takes effect.
"""

from __future__ import annotations

from dataclasses import replace

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.gate.alarms import Alarms
from inspector.gate.history import History
from inspector.gate.ledger import TrackedPart
from inspector.gate.results import Result, ResultQueue
from inspector.gate.settings import GateSettings
from inspector.gate.views import Finding, Views, undefined
from inspector.pipe.records import (
    Decided,
    LateSeen,
    OutcomeSeen,
    TriggerSeen,
    TriggerSource,
    Verdict,
)

_NS_PER_MS = 1_000_000


class PartTracking:
    """Follows every part from its trigger to its outcome.

    Args:
        history: Ledger and journal, recovered.
        results: Where decisions go to the PLC.
        settings: Times and limits.
        alarms: What counts the verdicts.
    """

    def __init__(
        self, history: History, results: ResultQueue, settings: GateSettings, alarms: Alarms
    ) -> None:
        self.views = Views(settings.views, settings.track_limit)
        self.source = TriggerSource[settings.trigger_source.upper()]
        self.late = 0
        self.last_cleared = False
        self._history = history
        self._ledger = history.ledger
        self._results = results
        self._settings = settings
        self._alarms = alarms

    def open(
        self, trigger_seq: int, part_id: int, encoder: int, seen_ns: int, recipe_number: int
    ) -> TrackedPart:
        """Track a new part, a reject until it is cleared."""
        utc = utc_ns() - (monotonic_ns() - seen_ns)
        deadline = seen_ns + int(self._settings.decision_deadline_ms * _NS_PER_MS)
        part = self._ledger.open(
            trigger_seq, part_id, encoder, utc_ns=utc, seen_ns=seen_ns, deadline_ns=deadline
        )
        self._history.trigger_seq = trigger_seq
        self._history.trigger_source = self.source
        self._history.write(
            TriggerSeen(
                part.trigger_index,
                trigger_seq,
                part_id,
                encoder,
                utc,
                seen_ns,
                deadline,
                self.source,
                recipe_number,
            )
        )
        return part

    def bound(self) -> None:
        """Keep what waits within its limits; the oldest gives way."""
        ledger, settings = self._ledger, self._settings
        if ledger.undecided_count > settings.queue_limit:
            self.decide(ledger.oldest_undecided(), undefined(Reason.QUEUE_OVERRUN))
        if ledger.open_count > settings.track_limit:
            self.leave(ledger.oldest_open(), Outcome.UNKNOWN, confirm_seq=0)

    def hear(self, verdict: Verdict) -> bool:
        """A view has spoken of a part.

        Returns:
            Whether it took a clearance back that the PLC may have heard of.
        """
        finding = self.views.finding_of(verdict)
        index = verdict.trigger_index
        part = self._ledger.find(index)
        if part is None or part.evaluation is not None:
            spared = self.views.spares(index, finding.view)
            return not spared and self._record_late(index, part, finding)
        if part.deadline_ns <= monotonic_ns():
            self.decide(part, self.views.not_in_time(index))
            self._record_late(index, None, finding)
        elif (whole := self.views.add(index, finding)) is not None:
            self.decide(part, whole)
        return False

    def expire(self) -> None:
        """Reject every part whose deadline has passed."""
        for part in self._ledger.expired(monotonic_ns()):
            self.decide(part, self.views.not_in_time(part.trigger_index))

    def fail_undecided(self, reason: Reason, *, publish: bool = True) -> None:
        """Reject every part that has no verdict."""
        for part in self._ledger.undecided():
            self.decide(part, undefined(reason), publish=publish)

    def decide(self, part: TrackedPart, finding: Finding, *, publish: bool = True) -> None:
        """Give a part its one verdict; what cannot be written down is UNDEFINED."""
        latency_ns = monotonic_ns() - part.seen_ns
        publish = publish and self._results.pending < self._settings.track_limit
        record = Decided(
            trigger_index=part.trigger_index,
            trigger_seq=part.trigger_seq,
            result_seq=self._results.next_sequence() if publish else 0,
            part_id=part.part_id,
            encoder=part.encoder,
            evaluation=finding.evaluation,
            reason=finding.reason,
            class_index=finding.class_index,
            model_tag=finding.model_tag,
            score=finding.score,
            triggered_utc_ns=part.triggered_utc_ns,
            decided_utc_ns=utc_ns(),
            latency_ns=latency_ns,
            published=publish,
            view=finding.view,
        )
        if not self._history.try_write(record):
            finding = undefined(Reason.JOURNAL_FAILED)
            self._history.write(
                replace(record, evaluation=finding.evaluation, reason=finding.reason)
            )
        self.views.forget(part.trigger_index)
        self._ledger.decide(part.trigger_index, finding.evaluation)
        self._alarms.note_decision(finding.evaluation, finding.reason)
        self.last_cleared = finding.evaluation is Evaluation.OK
        if publish:
            self._publish(part, finding, latency_ns)

    def leave(self, part: TrackedPart, outcome: Outcome, confirm_seq: int) -> None:
        """The part has gone; one that went before its verdict came has missed it."""
        if part.evaluation is None:
            self.decide(part, self.views.not_in_time(part.trigger_index))
        self._close(part, outcome, confirm_seq)

    def lose_all(self) -> None:
        """Nobody can tell any more where the parts on their way go."""
        self.fail_undecided(Reason.PLC_RESTARTED, publish=False)
        for part in self._ledger.open_parts():
            self._close(part, Outcome.UNKNOWN, confirm_seq=0)

    def _close(self, part: TrackedPart, outcome: Outcome, confirm_seq: int) -> None:
        self._ledger.close(part.trigger_index, outcome)
        self._history.write(OutcomeSeen(part.trigger_index, outcome, confirm_seq, utc_ns()))

    def _publish(self, part: TrackedPart, finding: Finding, latency_ns: int) -> None:
        self._results.push(
            Result(
                part.trigger_seq,
                part.part_id,
                part.encoder,
                finding.evaluation,
                finding.reason,
                finding.score,
                latency_ns,
            )
        )

    def _record_late(self, index: int, part: TrackedPart | None, finding: Finding) -> bool:
        """A second verdict is kept for the record; it may take a clearance back, never give one.

        Returns:
            Whether it took one back.
        """
        self.late += 1
        self._history.write(
            LateSeen(index, finding.evaluation, finding.reason, utc_ns(), finding.view)
        )
        if part is None or not part.cleared or finding.evaluation is Evaluation.OK:
            return False
        self._ledger.take_back(index)
        self._publish(part, finding, monotonic_ns() - part.seen_ns)
        return True
