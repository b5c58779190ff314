"""The record of lots over one connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from inspector.domain.alarm_log import AlarmOccurrence
from inspector.domain.challenge import ChallengeRun
from inspector.domain.errors.history import LotNotFoundError
from inspector.domain.history import ExportedResult
from inspector.domain.lot_record import (
    LotDigests,
    PartCount,
    PartNumbers,
    ProvenanceUse,
    ReviewedPart,
    SealState,
    Stretch,
    TimedSubgroup,
)
from inspector.domain.lots import LineReading, Lot, LotEdge
from inspector.store.alarms.log import alarm_occurrence
from inspector.store.challenges.record import runs_between
from inspector.store.lot_record import counts, parts
from inspector.store.lot_record.digests import digests_of
from inspector.store.lot_record.numbers import part_numbers
from inspector.store.lot_record.seals import seal_state
from inspector.store.lots import lots_of
from inspector.store.schema.alarm_tables import AlarmOccurrenceTable
from inspector.store.schema.lot_tables import LotReadingTable, LotTable
from inspector.store.schema.recipe_tables import RecipeRevisionTable
from inspector.store.schema.tables import ResultTable

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_INT64_MAX = 2**63 - 1
_READ = tuple(each.name for each in fields(LineReading))


class SqliteLotRecord:
    """Implements :class:`inspector.domain.lot_record.LotRecord`."""

    def __init__(self, connection: Connection) -> None:
        """Read over a connection that has begun its transaction."""
        self._connection = connection

    def find(self, text: str) -> Lot:
        """The newest lot of this name, or the one whose number is written as ``#12``.

        Raises:
            LotNotFoundError: there is none.
        """
        number = text[1:] if text.startswith("#") else ""
        if number.isascii() and number.isdecimal():
            return self.lot(int(number))
        return self._one(LotTable.name == text, f"no lot is called {text}")

    def lot(self, lot_id: int) -> Lot:
        """The lot of this number; raises as :meth:`find`."""
        return self._one(LotTable.lot_id == min(lot_id, _INT64_MAX), f"there is no lot #{lot_id}")

    def readings(self, lot_id: int) -> Mapping[LotEdge, LineReading]:
        """What gate and PLC had counted at either end."""
        query = select(LotReadingTable.__table__).where(LotReadingTable.lot_id == lot_id)
        return {
            LotEdge(row["edge"]): LineReading(**{name: row[name] for name in _READ})
            for row in self._connection.execute(query).mappings()
        }

    def counts(self, lot_id: int) -> Sequence[PartCount]:
        """How many parts of which kind."""
        return counts.part_counts(self._connection, lot_id)

    def numbers(self, lot_id: int) -> PartNumbers:
        """The numbers that the gate gave to its parts."""
        return part_numbers(self._connection, lot_id)

    def stretch(self, lot_id: int) -> Stretch | None:
        """Where its results lie; ``None`` without any."""
        sequence, came = ResultTable.sequence, ResultTable.triggered_utc_ns
        query = select(func.min(sequence), func.max(sequence), func.min(came), func.max(came))
        row = self._connection.execute(query.where(ResultTable.lot_id == lot_id)).one()
        return None if row[0] is None else Stretch(*row)

    def classes(self, lot_id: int) -> Mapping[str, int]:
        """Parts that are NOT_OK by class, without challenge parts."""
        return counts.classes(self._connection, lot_id)

    def subgroups(self, lot_id: int, size: int) -> Sequence[TimedSubgroup]:
        """Its judged parts in the order of coming, so many together, without challenge parts."""
        return counts.subgroups(self._connection, lot_id, size)

    def uses(self, lot_id: int, limit: int) -> Sequence[ProvenanceUse]:
        """What was in force, in the order of coming; the first ``limit`` changes."""
        return parts.uses(self._connection, lot_id, limit)

    def rejects(self, lot_id: int, limit: int) -> Sequence[ExportedResult]:
        """Parts that are not OK or were rejected, in the order of storing, no challenge parts."""
        return parts.rejects(self._connection, lot_id, limit)

    def escapes(self, lot_id: int, limit: int) -> Sequence[ExportedResult]:
        """Parts that passed and should not have: by what the PLC saw, or by what people said."""
        return parts.escapes(self._connection, lot_id, limit)

    def reviews(self, lot_id: int, limit: int) -> Sequence[ReviewedPart]:
        """What people said of its verdicts, oldest first."""
        return parts.reviews(self._connection, lot_id, limit)

    def alarms(self, since_utc_ns: int, until_utc_ns: int, limit: int) -> Sequence[AlarmOccurrence]:
        """Alarms that stood in a time, oldest first."""
        table = AlarmOccurrenceTable
        query = (
            select(table.__table__)
            .where(
                table.raised_utc_ns < until_utc_ns,
                func.coalesce(table.ended_utc_ns, until_utc_ns) >= since_utc_ns,
            )
            .order_by(table.raised_utc_ns, table.occurrence_id)
            .limit(limit)
        )
        return [alarm_occurrence(row) for row in self._connection.execute(query).mappings()]

    def challenges(self, since_utc_ns: int, until_utc_ns: int) -> Sequence[ChallengeRun]:
        """Challenges that were begun in a time, oldest first."""
        return runs_between(self._connection, since_utc_ns, until_utc_ns)

    def recipe_number(self, revision: str) -> int | None:
        """The number of a recipe's revision; ``None`` for one that was read from a file."""
        table = RecipeRevisionTable
        return self._connection.scalar(select(table.number).where(table.revision == revision))

    def seals(self, stretch: Stretch, lot_id: int, until: int) -> SealState:
        """Whether the chain of seals is whole from its beginning over a lot to a sequence."""
        return seal_state(self._connection, stretch, lot_id, until)

    def digests(self, lot_id: int) -> LotDigests:
        """What the report stands on."""
        return digests_of(self._connection, self.lot(lot_id), self.readings(lot_id))

    def _one(self, wanted: ColumnElement[bool], missing: str) -> Lot:
        query = select(LotTable.__table__).where(wanted).order_by(LotTable.lot_id.desc()).limit(1)
        rows = self._connection.execute(query).mappings().all()
        if not rows:
            raise LotNotFoundError(missing)
        return lots_of(self._connection, rows)[0]
