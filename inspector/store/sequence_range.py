"""Which part of the history a filter can concern: a range of sequences."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, select

from inspector.store.lot_tables import ResultSpanTable
from inspector.store.tables import ResultTable

BLOCK_BITS = 10
"""Rows are looked up by time in blocks of 1,024; the database's trigger shifts by as much."""
LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class SequenceRange:
    """From ``first`` to ``last``, both inclusive."""

    first: int = 0
    last: int = LAST

    @property
    def is_empty(self) -> bool:
        """Whether no row can lie in it."""
        return self.last < self.first

    @property
    def length(self) -> int:
        """How many rows it can hold."""
        return max(self.last - self.first + 1, 0)

    def within(self, other: SequenceRange) -> SequenceRange:
        """What both have in common."""
        return SequenceRange(max(self.first, other.first), min(self.last, other.last))

    def condition(self) -> ColumnElement[bool]:
        """That a result lies in it."""
        return and_(ResultTable.sequence >= self.first, ResultTable.sequence <= self.last)


EMPTY = SequenceRange(1, 0)


def whole(connection: Connection) -> SequenceRange:
    """From the oldest row to the newest."""
    column = ResultTable.sequence
    first = select(func.min(column)).scalar_subquery()
    last = select(func.max(column)).scalar_subquery()
    oldest, newest = connection.execute(select(first, last)).one()
    return EMPTY if oldest is None else SequenceRange(oldest, newest)


def of_time(connection: Connection, since: int | None, until: int | None) -> SequenceRange:
    """Where all rows are that came in a time; others may lie there, too.

    Args:
        connection: To the database.
        since: Unix nanoseconds, inclusive.
        until: Unix nanoseconds, exclusive.
    """
    if since is None and until is None:
        return SequenceRange()
    table = ResultSpanTable
    query = select(func.min(table.block), func.max(table.block))
    if since is not None:
        query = query.where(table.last_utc_ns >= since)
    if until is not None:
        query = query.where(table.first_utc_ns < until)
    first, last = connection.execute(query).one()
    if first is None:
        return EMPTY
    return SequenceRange(first << BLOCK_BITS, ((last + 1) << BLOCK_BITS) - 1)
