"""All that a report of a lot says, as values; words come with the language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from inspector.domain.alarm_log import AlarmOccurrence
from inspector.domain.challenge import ChallengeRun
from inspector.domain.history import ExportedResult
from inspector.domain.lot_record import (
    LotDigests,
    ProvenanceUse,
    ReviewedPart,
    SealState,
    Stretch,
    TimedSubgroup,
)
from inspector.domain.lots import Lot
from inspector.domain.phrase import Phrase
from inspector.domain.statistics.control_chart import ControlChart
from inspector.domain.statistics.pareto import ParetoBar
from inspector.services.lot_report.facts.figures import Figures
from inspector.services.lot_report.facts.reconciliation import CountLine
from inspector.wire.lot_reports import SignatureMeaning

T = TypeVar("T")
FORMAT = 1
"""Of the data that is hashed; another one gives other hashes of the same record."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody has signed; an entry of the audit trail.

    Attributes:
        person: Who.
        role: What this person was at the station then.
        signed: When, in UTC.
        meaning: What was said by it.
        note: In the person's words.
        digest: Of the data that was signed.
        seq: Number of the entry; ``None`` where the trail has none.
        sha256: Of the entry.
    """

    person: str
    role: str
    signed: datetime
    meaning: SignatureMeaning
    note: str
    digest: str
    seq: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The p-chart of a lot: its subgroups of consecutive parts against their limits."""

    size: int
    subgroups: Sequence[TimedSubgroup]
    control: ControlChart


@dataclass(frozen=True, slots=True)
class NotedHead:
    """The audit trail noted the head of the chain of seals: when, in which entry, and which."""

    at: datetime
    seq: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class Seals:
    """How the lot stands to the chain of seals.

    Attributes:
        state: What the chain says.
        faults: What does not hold, in words, also against the audit trail.
        noted: The first head behind the lot that the audit trail noted; ``None`` for not yet.
    """

    state: SealState
    faults: Sequence[Phrase]
    noted: NotedHead | None


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """The first of some things, and how many there are."""

    shown: Sequence[T]
    total: int

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


@dataclass(frozen=True, slots=True)
class LotReport:
    """All facts of one report, read from the record at one moment.

    Attributes:
        lot: The lot.
        read: When the record was read, in UTC.
        stretch: Where its results lie; ``None`` without any.
        station_ids: Stations that its results cite.
        app_versions: Programs that its results cite.
        simulated: Whether any of its results was made by a simulated line.
        products: Recipes by which it was judged, in the order of use, each once.
        digests: Of the data, piece by piece.
        figures: Its parts.
        lines: Counts of station, PLC and ejector against each other.
        pareto: Defect classes.
        chart: The control chart; ``None`` without judged parts.
        rejects: Parts that are not OK or were rejected.
        escapes: Parts that passed and should not have.
        reviews: What people said.
        challenges: Challenges that were begun within the lot.
        uses: What was in force from which part on.
        recipe_numbers: Numbers of the recipes' revisions, where they have one.
        alarms: Alarms that stood within the lot.
        seals: The chain of seals; ``None`` without results.
        signatures: Who has signed, oldest first.
    """

    lot: Lot
    read: datetime
    stretch: Stretch | None
    station_ids: Sequence[str]
    app_versions: Sequence[str]
    simulated: bool
    products: Sequence[str]
    digests: LotDigests
    figures: Figures
    lines: Sequence[CountLine]
    pareto: Sequence[ParetoBar]
    chart: Chart | None
    rejects: Listed[ExportedResult]
    escapes: Sequence[ExportedResult]
    reviews: Listed[ReviewedPart]
    challenges: Sequence[ChallengeRun]
    uses: Listed[ProvenanceUse]
    recipe_numbers: Mapping[str, int]
    alarms: Listed[AlarmOccurrence]
    seals: Seals | None
    signatures: Sequence[Signature]

    @property
    def open(self) -> bool:
        """Whether the lot still runs."""
        return self.lot.ended_utc_ns is None

    @property
    def preliminary(self) -> bool:
        """Whether the lot runs, or parts of it are still on their way."""
        return self.open or self.figures.pending > 0

    @property
    def agreed(self) -> bool:
        """Whether no count contradicts another one."""
        return not any(line.differs for line in self.lines)

    @property
    def digest(self) -> str:
        """Of all data that this report stands on."""
        return digest_of(self.digests)

    @property
    def report_id(self) -> str:
        """The same for the same data."""
        return f"LR-{self.lot.lot_id}-{self.digest[:12].upper()}"


def digest_of(digests: LotDigests) -> str:
    """SHA-256 over the pieces, in their order."""
    pieces = (digests.lot, digests.results, digests.reviews, digests.challenges, digests.alarms)
    return hashlib.sha256(" ".join((str(FORMAT), *pieces)).encode()).hexdigest()
