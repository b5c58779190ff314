"""Which way through the history a page goes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select

from inspector.store.reading.sequence_range import SequenceRange
from inspector.store.schema.tables import ResultTable

_SEQUENCE = ResultTable.sequence


@dataclass(frozen=True, slots=True)
class Direction:
    """In which order rows are wanted, and how far they have been shown."""

    newest_first: bool
    shown: int | None = None

    def left(self) -> SequenceRange:
        """What has not been shown yet."""
        if self.shown is None:
            return SequenceRange()
        if self.newest_first:
            return SequenceRange(0, self.shown - 1)
        return SequenceRange(self.shown + 1)

    def ordered(self, query: Select[int]) -> Select[int]:
        """A query in this order."""
        return query.order_by(_SEQUENCE.desc() if self.newest_first else _SEQUENCE)

    def until(self, rows: SequenceRange, sequence: int) -> SequenceRange:
        """The first rows in this order, up to one of them."""
        if self.newest_first:
            return rows.within(SequenceRange(sequence))
        return rows.within(SequenceRange(0, sequence))

    def split(self, rows: SequenceRange, length: int) -> tuple[SequenceRange, SequenceRange]:
        """The first rows in this order, and the rest."""
        if self.newest_first:
            edge = max(rows.last - length, rows.first - 1)
            return SequenceRange(edge + 1, rows.last), SequenceRange(rows.first, edge)
        edge = min(rows.first + length, rows.last + 1)
        return SequenceRange(rows.first, edge - 1), SequenceRange(edge, rows.last)
