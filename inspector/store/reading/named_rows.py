"""Rows out of a list of sequences that match a filter, piece by piece of the list."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from inspector.domain.history import RowCount
from inspector.store.reading.sequence_range import SequenceRange
from inspector.store.schema.tables import ResultTable

_PIECE = 500
_SEQUENCE = ResultTable.sequence
_Conditions = Sequence[ColumnElement[bool]]


def find_named(
    connection: Connection,
    named: Sequence[int],
    conditions: _Conditions,
    rows: SequenceRange,
    limit: int,
    *,
    newest_first: bool,
) -> list[int]:
    """At most ``limit`` sequences of the list, which is ascending, within a range."""
    found: list[int] = []
    order = _SEQUENCE.desc() if newest_first else _SEQUENCE
    for piece in _pieces(named, rows, newest_first=newest_first):
        query = select(_SEQUENCE).where(_SEQUENCE.in_(piece), *conditions)
        found += connection.scalars(query.order_by(order).limit(limit - len(found)))
        if len(found) >= limit:
            break
    return found


def count_named(
    connection: Connection,
    named: Sequence[int],
    conditions: _Conditions,
    rows: SequenceRange,
    deadline_s: float,
) -> RowCount:
    """How many of the list match, as far as they can be counted until a monotonic time."""
    counted = 0
    for piece in _pieces(named, rows, newest_first=True):
        if counted and time.monotonic() >= deadline_s:
            return RowCount(counted, more=True)
        query = select(func.count()).select_from(ResultTable)
        counted += connection.scalar(query.where(_SEQUENCE.in_(piece), *conditions)) or 0
    return RowCount(counted, more=False)


def _pieces(
    named: Sequence[int], rows: SequenceRange, *, newest_first: bool
) -> Iterator[Sequence[int]]:
    first, end = bisect_left(named, rows.first), bisect_right(named, rows.last)
    starts = range(first, end, _PIECE)
    for start in reversed(starts) if newest_first else starts:
        yield list(named[start : min(start + _PIECE, end)])
