"""Which part of the history a filter can concern: a range of sequences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from inspector.store.schema.lot_tables import ResultSpanTable
from inspector.store.schema.tables import ResultTable

BLOCK_BITS = 10
"""Rows are looked up by time in blocks of 1,024; the database's trigger shifts by as much."""
_DOUBTFUL_MAX = 256
_STRETCHES_MAX = 16
"""A clock that is set more often than that is asked as if all between were of the time."""
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
    """As :func:`stretches_of_time`, with what lies between them."""
    found = stretches_of_time(connection, since, until)
    return SequenceRange(found[-1].first, found[0].last) if found else EMPTY


def stretches_of_time(
    connection: Connection, since: int | None, until: int | None
) -> Sequence[SequenceRange]:
    """Where all rows are that came in a time, newest first; others may lie there, too.

    There is one stretch unless the clock was set: then rows of a time lie apart from each other.

    Args:
        connection: To the database.
        since: Unix nanoseconds, inclusive.
        until: Unix nanoseconds, exclusive.
    """
    if since is None and until is None:
        return [SequenceRange()]
    block = ResultSpanTable.block
    within = _of_blocks(since, until)
    query = select(func.min(block), func.max(block), func.count()).where(*within)
    first, last, blocks = connection.execute(query).one()
    if first is None:
        return []
    ends: Sequence[tuple[int, int]] = [(first, last)]
    if blocks < last - first + 1:
        numbered = select(block, (block - func.row_number().over(order_by=block)).label("run"))
        runs = numbered.where(*within).subquery()
        apart = select(func.min(runs.c.block), func.max(runs.c.block)).group_by(runs.c.run)
        apart = apart.order_by(runs.c.run.desc()).limit(_STRETCHES_MAX + 1)
        found = [(start, end) for start, end in connection.execute(apart)]
        ends = found if len(found) <= _STRETCHES_MAX else ends
    beyond = 1 << BLOCK_BITS
    return [
        SequenceRange(start << BLOCK_BITS, (end << BLOCK_BITS) + beyond - 1) for start, end in ends
    ]


def _of_blocks(since: int | None, until: int | None) -> list[ColumnElement[bool]]:
    table = ResultSpanTable
    conditions = []
    if since is not None:
        conditions.append(table.last_utc_ns >= since)
    if until is not None:
        conditions.append(table.first_utc_ns < until)
    return conditions


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows next to each other; ``is_sure`` when all of them came in the time that is wanted."""

    rows: SequenceRange
    is_sure: bool


def segments_of_time(
    connection: Connection, since: int | None, until: int | None, rows: SequenceRange
) -> Sequence[Segment]:
    """The rows in segments, newest first; most of a long time is sure."""
    if since is None and until is None:
        return [Segment(rows, is_sure=True)]
    table = ResultSpanTable
    query = select(table.block).where(
        table.block >= rows.first >> BLOCK_BITS,
        table.block <= rows.last >> BLOCK_BITS,
        or_(
            false() if since is None else table.first_utc_ns < since,
            false() if until is None else table.last_utc_ns >= until,
        ),
    )
    query = query.order_by(table.block.desc()).limit(_DOUBTFUL_MAX + 1)
    doubtful = connection.scalars(query).all()
    if len(doubtful) > _DOUBTFUL_MAX:
        return [Segment(rows, is_sure=False)]
    found, left = [], rows
    for block in doubtful:
        first = block << BLOCK_BITS
        span = SequenceRange(first, first + (1 << BLOCK_BITS) - 1).within(left)
        found += [Segment(SequenceRange(span.last + 1, left.last), is_sure=True)]
        found += [Segment(span, is_sure=False)]
        left = SequenceRange(left.first, span.first - 1)
    found.append(Segment(left, is_sure=True))
    return [each for each in found if not each.rows.is_empty]
