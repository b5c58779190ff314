"""Which rows a filter finds, in pages and in numbers, over millions of rows.

The rows just below the last one shown are simply looked at: a filter that leaves many finds its
page there. For one that leaves few, one criterion leads: it is looked up in its index, and the
others are held against the rows that it finds.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, func, select, union_all

from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter, RowCount
from inspector.store.reading import leading, sequence_range
from inspector.store.reading.criteria import (
    Criterion,
    any_of,
    criteria_of,
    of_evaluations,
    unindexed,
)
from inspector.store.reading.direction import Direction
from inspector.store.reading.named_rows import count_named, find_named
from inspector.store.reading.sequence_range import SequenceRange
from inspector.store.schema.tables import ResultTable

_COUNTED_FIRST = 1 << 15
_SEQUENCE = ResultTable.sequence
_OUTCOME = ResultTable.outcome.key
_GOOD = of_evaluations(Evaluation.OK)
_OTHERS = of_evaluations(*(each for each in Evaluation if each is not Evaluation.OK))


def find(
    connection: Connection, wanted: HistoryFilter, direction: Direction, limit: int
) -> list[int]:
    """At most ``limit`` sequences of matching rows, in the order of ``direction``."""
    criteria = criteria_of(connection, wanted)
    conditions = [each.condition for each in criteria]
    newest_first = direction.newest_first
    stretches = _stretches(connection, wanted, direction.left())
    found: list[int] = []
    for rows in stretches if newest_first else reversed(stretches):
        left = limit - len(found)
        if wanted.among is not None:
            found += find_named(
                connection, wanted.among, conditions, rows, left, newest_first=newest_first
            )
        else:
            found += _find_within(connection, criteria, rows, direction, left)
        if len(found) >= limit:
            break
    return found


def _find_within(
    connection: Connection,
    criteria: Sequence[Criterion],
    rows: SequenceRange,
    direction: Direction,
    limit: int,
) -> list[int]:
    near, rest = direction.split(rows, leading.LOOKED_AT)
    found = _keys(connection, _walk(criteria, near), direction, limit)
    left = limit - len(found)
    if not left or rest.is_empty:
        return found
    if not _takes_two(criteria):
        return found + _search(connection, criteria, rest, direction, left)
    good = _search(connection, [*criteria, _GOOD], rest, direction, left)
    if len(good) == left:
        rest = direction.until(rest, good[-1])
    other = _search(connection, [*criteria, _OTHERS], rest, direction, left)
    return found + sorted([*good, *other], reverse=direction.newest_first)[:left]


def _takes_two(criteria: Sequence[Criterion]) -> bool:
    """Whether good parts and all others are sought apart: for parts that passed.

    No index of many rows holds where a part went, but that of the parts that are not good does; and
    of defective classes and scores hardly any part was found good.
    """
    asked = {each.column for each in criteria}
    passed = any(each.column == _OUTCOME and not each.keys for each in criteria)
    return passed and len(asked) > 1 and _GOOD.column not in asked


def count(connection: Connection, wanted: HistoryFilter, time_limit_s: float) -> RowCount:
    """How many rows match; from the newest on as far as the time goes."""
    deadline = time.monotonic() + time_limit_s
    criteria = criteria_of(connection, wanted)
    stretches = _stretches(connection, wanted, SequenceRange())
    counted, more = 0, False
    for number, rows in enumerate(stretches, 1):
        if wanted.among is not None:
            conditions = [each.condition for each in criteria]
            found = count_named(connection, wanted.among, conditions, rows, deadline)
        else:
            found = _count_within(connection, criteria, wanted, rows, deadline)
        counted += found.count
        more = found.more or (time.monotonic() >= deadline and number < len(stretches))
        if more:
            break
    return RowCount(counted, more=more)


def _count_within(
    connection: Connection,
    criteria: Sequence[Criterion],
    wanted: HistoryFilter,
    rows: SequenceRange,
    deadline_s: float,
) -> RowCount:
    rows, driver = leading.narrowed(connection, criteria, rows, Direction(newest_first=True))
    segments = sequence_range.segments_of_time(
        connection, wanted.since_utc_ns, wanted.until_utc_ns, rows
    )
    counted, length = 0, _COUNTED_FIRST
    for number, segment in enumerate(segments, 1):
        left = segment.rows
        conditions = _conditions(criteria, driver, times=not segment.is_sure)
        while not left.is_empty:
            piece, left = Direction(newest_first=True).split(left, length)
            query = select(func.count()).select_from(ResultTable)
            counted += connection.scalar(query.where(piece.condition(), *conditions)) or 0
            length *= 2
            is_last = left.is_empty and number == len(segments)
            if time.monotonic() >= deadline_s and not is_last:
                return RowCount(counted, more=True)
    return RowCount(counted, more=False)


def _conditions(
    criteria: Sequence[Criterion], driver: Criterion | None, *, times: bool
) -> list[ColumnElement[bool]]:
    """What rows are counted by; without any an index of one small column is read, not the table."""
    found = [
        each.condition for each in criteria if each is not driver and (times or not each.is_time)
    ]
    if driver is not None:
        found += [any_of(driver.keys), *driver.checks]
    return found or [ResultTable.evaluation.in_(list(Evaluation))]


def _stretches(
    connection: Connection, wanted: HistoryFilter, left: SequenceRange
) -> Sequence[SequenceRange]:
    """Where rows of the time that is wanted lie, newest first."""
    rows = sequence_range.whole(connection).within(left)
    of_time = sequence_range.stretches_of_time(connection, wanted.since_utc_ns, wanted.until_utc_ns)
    found = (rows.within(each) for each in of_time)
    return [each for each in found if not each.is_empty]


def _walk(criteria: Sequence[Criterion], rows: SequenceRange) -> list[Select[int]]:
    conditions = (each.condition for each in criteria)
    return [select(_SEQUENCE).where(rows.condition(), *conditions)]


def _search(
    connection: Connection,
    criteria: Sequence[Criterion],
    rows: SequenceRange,
    direction: Direction,
    limit: int,
) -> list[int]:
    rows, driver = leading.narrowed(connection, criteria, rows, direction)
    if rows.is_empty:
        return []
    if driver is None:
        return _keys(connection, _walk(criteria, rows), direction, limit)
    others = [each.condition for each in criteria if each is not driver]
    others += driver.checks
    if driver.stretch is not None and leading.short_length(connection, driver) is not None:
        return _sorted(connection, [driver.stretch, *others], rows, direction, limit)
    queries = [select(_SEQUENCE).where(key, rows.condition(), *others) for key in driver.keys]
    return _keys(connection, queries, direction, limit)


def _keys(
    connection: Connection, queries: Sequence[Select[int]], direction: Direction, limit: int
) -> list[int]:
    """The first of all queries together; SQLite merges them, as each index has the same order."""
    if len(queries) == 1:
        return [*connection.scalars(direction.ordered(queries[0]).limit(limit)).all()]
    merged = union_all(*queries)
    sequence = merged.selected_columns.sequence
    ordered = merged.order_by(sequence.desc() if direction.newest_first else sequence)
    return list(connection.scalars(ordered.limit(limit)))


def _sorted(
    connection: Connection,
    conditions: Sequence[ColumnElement[bool]],
    rows: SequenceRange,
    direction: Direction,
    limit: int,
) -> list[int]:
    """All that a short stretch of an index holds, put in order afterwards."""
    sequence = unindexed(_SEQUENCE)
    query = select(_SEQUENCE).where(*conditions, sequence.between(rows.first, rows.last))
    query = query.order_by(sequence.desc() if direction.newest_first else sequence)
    return list(connection.scalars(query.limit(limit)))
