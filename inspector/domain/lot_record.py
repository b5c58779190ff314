"""What the record holds of one lot, as its report needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from inspector.domain.alarm_log import AlarmOccurrence
from inspector.domain.challenge import ChallengeRun
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import ExportedResult
from inspector.domain.lots import LineReading, Lot, LotEdge
from inspector.domain.phrase import Phrase
from inspector.domain.record import Provenance
from inspector.domain.review import Standing, StoredReview
from inspector.domain.statistics.control_chart import Subgroup


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many parts of a lot have all of this in common; ``said`` is the review that counts."""

    challenge: bool
    evaluation: Evaluation
    reason: Reason
    outcome: Outcome
    standing: Standing
    said: Evaluation | None
    parts: int

    @property
    def is_bad(self) -> bool:
        """Whether they were not found OK, for whatever reason."""
        return self.evaluation is not Evaluation.OK

    @property
    def bad_passed(self) -> bool:
        """Whether the PLC saw them pass although they are not OK."""
        return self.is_bad and self.outcome is Outcome.PASSED

    @property
    def good_rejected(self) -> bool:
        """Whether the PLC rejected them although they are OK."""
        return not self.is_bad and self.outcome is Outcome.REJECTED


@dataclass(frozen=True, slots=True)
class PartNumbers:
    """The numbers that the gate gave to the parts of a lot.

    Attributes:
        triggered: How many there are; ``None`` where no boundary of the lot is known.
        missing: Numbers without a result, some of them, as (first, last).
        open_ended: The gate's journal ended within the lot: parts behind its last result are not
            known.
    """

    triggered: int | None
    missing: Sequence[tuple[int, int]] = ()
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the results of a lot lie: sequences and times of the first and the last one."""

    first_sequence: int
    last_sequence: int
    first_utc_ns: int
    last_utc_ns: int


@dataclass(frozen=True, slots=True)
class ProvenanceUse:
    """Recipe, model and program in force from one part of a lot on.

    Attributes:
        provenance: What was in force.
        since_utc_ns: When the first part of it came.
        part_id: The PLC's name for that part.
        parts: How many parts were judged by it until it changed.
    """

    provenance: Provenance
    since_utc_ns: int
    part_id: int
    parts: int


@dataclass(frozen=True, slots=True)
class ReviewedPart:
    """A review, and the part it is about; ``first`` is the review that it confirms or disputes."""

    stored: StoredReview
    part_id: int
    sequence: int
    found: Evaluation
    found_class: str
    first: StoredReview | None = None


@dataclass(frozen=True, slots=True)
class TimedSubgroup:
    """Consecutive parts of a lot, those that the classifier judged, and when the first came."""

    since_utc_ns: int
    counted: Subgroup


@dataclass(frozen=True, slots=True)
class SealState:
    """How the results of a lot stand to the chain of seals.

    Attributes:
        sealed: Results of the lot that are sealed.
        unsealed: Those that wait for their seal.
        let_go: Sealed results that are not there any more, between the first and last of the lot.
        faults: What does not hold, in words; empty where all of it does.
        blocks: Blocks of the chain that were followed.
        head: The digest of the last block that was followed.
        digests: Of each block that was followed, by the sequence of its last result.
    """

    sealed: int
    unsealed: int
    let_go: int
    faults: Sequence[Phrase]
    blocks: int
    head: str
    digests: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class LotDigests:
    """SHA-256 of all that a report of a lot stands on, piece by piece, as 64 hex digits.

    ``results`` covers every result with its views, provenance and picture hashes in the order of
    their storing; the others the lot itself with the line's counts, and what stands beside it.
    """

    lot: str
    results: str
    reviews: str
    challenges: str
    alarms: str


class LotRecord(Protocol):
    """The record as it was at one moment, whatever is stored meanwhile; for one thread."""

    def find(self, text: str) -> Lot:
        """The newest lot of this name, or the one whose number is written as ``#12``.

        Raises:
            LotNotFoundError: there is none.
        """

    def lot(self, lot_id: int) -> Lot:
        """The lot of this number; raises as :meth:`find`."""

    def readings(self, lot_id: int) -> Mapping[LotEdge, LineReading]:
        """What gate and PLC had counted at either end."""

    def counts(self, lot_id: int) -> Sequence[PartCount]:
        """How many parts of which kind."""

    def numbers(self, lot_id: int) -> PartNumbers:
        """The numbers that the gate gave to its parts."""

    def stretch(self, lot_id: int) -> Stretch | None:
        """Where its results lie; ``None`` without any."""

    def classes(self, lot_id: int) -> Mapping[str, int]:
        """Parts that are NOT_OK by class, without challenge parts."""

    def subgroups(self, lot_id: int, size: int) -> Sequence[TimedSubgroup]:
        """Its judged parts in the order of coming, so many together, without challenge parts."""

    def uses(self, lot_id: int, limit: int) -> Sequence[ProvenanceUse]:
        """What was in force, in the order of coming; the first ``limit`` changes."""

    def rejects(self, lot_id: int, limit: int) -> Sequence[ExportedResult]:
        """Parts that are not OK or were rejected, in the order of storing, no challenge parts."""

    def escapes(self, lot_id: int, limit: int) -> Sequence[ExportedResult]:
        """Parts that passed and should not have: by what the PLC saw, or by what people said."""

    def reviews(self, lot_id: int, limit: int) -> Sequence[ReviewedPart]:
        """What people said of its verdicts, oldest first."""

    def alarms(self, since_utc_ns: int, until_utc_ns: int, limit: int) -> Sequence[AlarmOccurrence]:
        """Alarms that stood in a time, oldest first."""

    def challenges(self, since_utc_ns: int, until_utc_ns: int) -> Sequence[ChallengeRun]:
        """Challenges that were begun in a time, oldest first."""

    def recipe_number(self, revision: str) -> int | None:
        """The number of a recipe's revision; ``None`` for one that was read from a file."""

    def seals(self, stretch: Stretch, lot_id: int, until: int) -> SealState:
        """Whether the chain of seals is whole from its beginning over a lot to a sequence."""

    def digests(self, lot_id: int) -> LotDigests:
        """What the report stands on."""


class LotRecords(Protocol):
    """Where the record is read. May be called from several threads."""

    def opened(self) -> AbstractContextManager[LotRecord]:
        """The record as it is now."""
