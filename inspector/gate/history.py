"""The ledger and its bases, kept in the journal and rebuilt from it."""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass

from inspector.domain.errors.plc import JournalError
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.gate.journal import Journal
from inspector.gate.ledger import Ledger, TrackedPart
from inspector.pipe.records import (
    AlarmChanged,
    Checkpoint,
    Decided,
    LateSeen,
    OutcomeSeen,
    Record,
    TriggerSeen,
)

_REFUSED_MAX = 100_000
"""About 30 MB, and a quarter of an hour of rejects at 40 parts a second."""


@dataclass(frozen=True, slots=True)
class PlcBase:
    """The PLC's counters and ours at the moment from which both count together."""

    plc_triggered: int = 0
    plc_passed: int = 0
    plc_rejected: int = 0
    triggered: int = 0
    passed: int = 0
    rejected: int = 0


def u32(count: int) -> int:
    """A count as a record carries it: what does not fit shows as a mismatch and does no harm."""
    return min(max(count, 0), 0xFFFFFFFF)


class History:
    """Writes every event of the ledger to the journal, and rebuilds the ledger after a restart.

    When the disk refuses, records wait in memory in their order and are written as soon as it takes
    them; :attr:`failing` is true meanwhile and no part may pass. When so many wait that memory is
    at stake, :attr:`overflowing` is true: no further part may be counted, and the PLC, which
    numbers them, tells of them later.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.ledger = Ledger()
        self.journal_id = 0
        self.plc_session = 0
        self.trigger_seq = 0
        self.trigger_source = 0
        self.alarms = 0
        self.base = PlcBase()
        self._refused: deque[Record] = deque()

    @property
    def failing(self) -> bool:
        """Whether records wait for the disk."""
        return bool(self._refused) or self.journal.stalled

    @property
    def overflowing(self) -> bool:
        """Whether no more of them may wait."""
        return len(self._refused) >= _REFUSED_MAX

    def recover(self) -> None:
        """Rebuild the ledger from the journal, or begin a new one.

        Raises:
            RecordTooNewError: a newer version of the program wrote it; nothing was changed.
            JournalError: the disk takes no journal; no part could be accounted for.
        """
        for _, record in self.journal.recover():
            self._replay(record)
        if not self.journal_id:
            self.journal_id = secrets.randbelow(0xFFFFFFFF) + 1
            self.journal.append(self._checkpoint())

    def try_write(self, record: Record) -> bool:
        """Append a record now; ``False`` when the disk refuses, and then nothing is kept of it."""
        self.retry()
        if self._refused:
            return False
        try:
            self.journal.append(record)
        except JournalError:
            return False
        return True

    def write(self, record: Record) -> None:
        """Append a record, or keep it until the disk takes it."""
        if not self.try_write(record):
            self._refused.append(record)

    def retry(self) -> None:
        """Write what the disk has refused so far."""
        try:
            while self._refused:
                self.journal.append(self._refused[0])
                self._refused.popleft()
        except JournalError:
            return

    def roll(self) -> None:
        """Begin a new segment when the present one is full; call between events only."""
        if self.journal.segment_full and not self._refused:
            self.checkpoint()

    def rebase(self, plc_session: int, trigger_seq: int, base: PlcBase) -> None:
        """Count together with this PLC from now on."""
        self.plc_session = plc_session
        self.trigger_seq = trigger_seq
        self.base = base
        self.checkpoint()

    def checkpoint(self) -> None:
        """Begin a new segment with the present counts."""
        self.write(self._checkpoint())

    def _checkpoint(self) -> Checkpoint:
        evaluations, outcomes = self.ledger.evaluations, self.ledger.outcomes
        return Checkpoint(
            journal_id=self.journal_id,
            plc_session=self.plc_session,
            trigger_seq=self.trigger_seq,
            next_trigger_index=self.ledger.next_trigger_index,
            undefined=u32(evaluations[Evaluation.UNDEFINED]),
            ok=u32(evaluations[Evaluation.OK]),
            not_ok=u32(evaluations[Evaluation.NOT_OK]),
            not_decidable=u32(evaluations[Evaluation.NOT_DECIDABLE]),
            passed=u32(outcomes[Outcome.PASSED]),
            rejected=u32(outcomes[Outcome.REJECTED]),
            unconfirmed=u32(outcomes[Outcome.UNCONFIRMED]),
            unknown=u32(outcomes[Outcome.UNKNOWN]),
            plc_triggered_base=self.base.plc_triggered,
            plc_passed_base=self.base.plc_passed,
            plc_rejected_base=self.base.plc_rejected,
            triggered_base=u32(self.base.triggered),
            passed_base=u32(self.base.passed),
            rejected_base=u32(self.base.rejected),
            trigger_source=self.trigger_source,
            alarms=self.alarms,
        )

    def _replay(self, record: Record) -> None:
        if isinstance(record, Checkpoint):
            self._replay_checkpoint(record)
        elif isinstance(record, TriggerSeen):
            self.trigger_seq = record.trigger_seq
            self.trigger_source = record.source
            self.ledger.restore(
                TrackedPart(
                    record.trigger_index,
                    record.trigger_seq,
                    record.part_id,
                    record.encoder,
                    record.utc_ns,
                    record.seen_ns,
                    record.deadline_ns,
                )
            )
        elif isinstance(record, Decided):
            self.ledger.decide(record.trigger_index, Evaluation(record.evaluation))
        elif isinstance(record, OutcomeSeen):
            self.ledger.close(record.trigger_index, Outcome(record.outcome))
        elif isinstance(record, LateSeen):
            if record.evaluation != Evaluation.OK:
                self.ledger.take_back(record.trigger_index)
        elif isinstance(record, AlarmChanged):
            self.alarms = record.latched

    def _replay_checkpoint(self, record: Checkpoint) -> None:
        self.journal_id = record.journal_id
        self.plc_session = record.plc_session
        self.trigger_seq = record.trigger_seq
        self.trigger_source = record.trigger_source
        self.alarms = record.alarms
        self.ledger.next_trigger_index = record.next_trigger_index
        self.ledger.evaluations.clear()
        self.ledger.outcomes.clear()
        self.ledger.evaluations.update(
            {
                Evaluation.UNDEFINED: record.undefined,
                Evaluation.OK: record.ok,
                Evaluation.NOT_OK: record.not_ok,
                Evaluation.NOT_DECIDABLE: record.not_decidable,
            }
        )
        self.ledger.outcomes.update(
            {
                Outcome.PASSED: record.passed,
                Outcome.REJECTED: record.rejected,
                Outcome.UNCONFIRMED: record.unconfirmed,
                Outcome.UNKNOWN: record.unknown,
            }
        )
        self.base = PlcBase(
            record.plc_triggered_base,
            record.plc_passed_base,
            record.plc_rejected_base,
            record.triggered_base,
            record.passed_base,
            record.rejected_base,
        )
