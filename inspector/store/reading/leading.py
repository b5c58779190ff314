"""Which criterion of a filter leads: the one that leaves fewest rows, and is found by an index.

SQLite's own planner knows neither how much of an index lies in the range that is asked for, nor
that an order by sequence comes with each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sqlalchemy import Connection, Select, func, literal, select, union_all

from inspector.store.reading import sequence_range
from inspector.store.reading.criteria import Criterion
from inspector.store.reading.direction import Direction
from inspector.store.reading.sequence_range import SequenceRange
from inspector.store.schema.tables import ResultTable

LOOKED_AT = 2_000
"""So many rows are looked at one by one sooner than an index is chosen for them."""
SHORT_PER_KEY = 1 << 11
"""So many rows of a stretch, for each of its keys, are read and sorted sooner than merged."""
_PROBED = 64
_BOUNDED_KEYS = 8
_LOOKED_UP_COST = 8
"""Looking one row up in the table takes as long as going over so many in an index that holds all
that is asked for."""
_SEQUENCE = ResultTable.sequence


def short_length(connection: Connection, criterion: Criterion) -> int | None:
    """How many rows its stretch of an index holds; ``None`` where it has none or a long one."""
    if criterion.stretch is None:
        return None
    most = SHORT_PER_KEY * len(criterion.keys)
    found = select(literal(1)).select_from(ResultTable).where(criterion.stretch).limit(most)
    length = connection.scalar(select(func.count()).select_from(found.subquery())) or 0
    return length if length < most else None


def narrowed(
    connection: Connection,
    criteria: Sequence[Criterion],
    rows: SequenceRange,
    direction: Direction,
) -> tuple[SequenceRange, Criterion | None]:
    """The rows between the first and the last of each criterion, and the one that leaves fewest."""
    indexed = sorted((each for each in criteria if each.keys), key=lambda each: len(each.keys))
    if len(indexed) < 2:
        return rows, (indexed[0] if indexed else None)
    for each in indexed:
        if len(each.keys) <= _BOUNDED_KEYS:
            rows = _bounds(connection, each, rows)
        if rows.is_empty:
            return rows, None
    fewest, driver = math.inf, indexed[0]
    for each in indexed:
        estimate = _estimate(connection, each, rows, direction)
        if estimate <= LOOKED_AT:
            return rows, each
        if not all(other is each or other.is_held_by(each) for other in criteria):
            estimate *= _LOOKED_UP_COST
        if estimate < fewest:
            fewest, driver = estimate, each
    return rows, driver


def _bounds(connection: Connection, criterion: Criterion, rows: SequenceRange) -> SequenceRange:
    ends = []
    for key in criterion.keys:
        query = select(_SEQUENCE).where(key, rows.condition()).limit(1)
        oldest = query.order_by(_SEQUENCE).scalar_subquery()
        newest = query.order_by(_SEQUENCE.desc()).scalar_subquery()
        ends.append(connection.execute(select(oldest, newest)).one())
    found = [(first, last) for first, last in ends if first is not None]
    if not found:
        return sequence_range.EMPTY
    firsts, lasts = zip(*found, strict=True)
    return rows.within(SequenceRange(min(firsts), max(lasts)))


def _estimate(
    connection: Connection, criterion: Criterion, rows: SequenceRange, direction: Direction
) -> float:
    """How many rows its index finds, were all of it as dense as its beginning."""
    length = short_length(connection, criterion)
    if length is not None:
        return length
    pieces = [
        _beginning(select(_SEQUENCE).where(key, rows.condition()), direction)
        for key in criterion.keys
    ]
    estimate = 0.0
    for found, first, last in connection.execute(union_all(*pieces)):
        if found < _PROBED:
            estimate += found
        else:
            reached = rows.last - first + 1 if direction.newest_first else last - rows.first + 1
            estimate += found * rows.length / max(reached, 1)
    return estimate


def _beginning(query: Select[int], direction: Direction) -> Select[int, int, int]:
    found = direction.ordered(query).limit(_PROBED).subquery().c.sequence
    nothing = literal(0)
    return select(
        func.count(found), func.coalesce(func.min(found), nothing), func.max(found)
    ).select_from(found.table)
