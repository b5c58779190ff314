"""Which numbers the gate gave to the parts of a lot, and which of them have no result."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from inspector.domain.lot_record import PartNumbers
from inspector.store.schema.lot_tables import LotUseTable
from inspector.store.schema.tables import ResultTable

_NAMED_MAX = 50
_T = ResultTable


@dataclass(frozen=True, slots=True)
class _Span:
    """Numbers of one journal, both included; without ``last`` the journal goes on or was cut."""

    journal_id: int
    first: int
    last: int | None


def part_numbers(connection: Connection, lot_id: int) -> PartNumbers:
    """Count the numbers, and name those that are missing."""
    spans = _spans(connection, lot_id)
    if not spans:
        return PartNumbers(None)
    triggered, open_ended, missing = 0, False, []
    for span in spans:
        last = span.last
        if last is None:
            open_ended = True
            of_journal = select(func.max(_T.trigger_index)).where(
                _T.lot_id == lot_id, _T.journal_id == span.journal_id
            )
            last = connection.scalar(of_journal) or span.first - 1
        triggered += last - span.first + 1
        missing += _missing(connection, lot_id, span.journal_id, span.first, last)
    return PartNumbers(triggered, missing[:_NAMED_MAX], open_ended)


def _spans(connection: Connection, lot_id: int) -> list[_Span]:
    """From each use of the lot up to the next use in its journal."""
    following = func.lead(LotUseTable.trigger_index).over(
        partition_by=LotUseTable.journal_id, order_by=LotUseTable.trigger_index
    )
    uses = select(
        LotUseTable.journal_id,
        LotUseTable.trigger_index,
        LotUseTable.lot_id,
        following.label("next"),
    ).subquery()
    query = select(uses).where(uses.c.lot_id == lot_id).order_by(uses.c.trigger_index)
    return [
        _Span(
            row["journal_id"],
            max(row["trigger_index"], 1),
            None if row["next"] is None else row["next"] - 1,
        )
        for row in connection.execute(query).mappings()
    ]


def _missing(
    connection: Connection, lot_id: int, journal_id: int, first: int, last: int
) -> list[tuple[int, int]]:
    """Numbers between two that have no result, looked for only where the count disagrees."""
    of_span = (
        _T.lot_id == lot_id,
        _T.journal_id == journal_id,
        _T.trigger_index.between(first, last),
    )
    present = connection.scalar(select(func.count()).where(*of_span)) or 0
    if present >= last - first + 1:
        return []
    before = func.lag(_T.trigger_index, 1, first - 1).over(order_by=_T.trigger_index)
    numbered = select(_T.trigger_index, before.label("before")).where(*of_span).subquery()
    gaps = select(numbered.c.before + 1, numbered.c.trigger_index - 1).where(
        numbered.c.trigger_index - numbered.c.before > 1
    )
    query = gaps.order_by(numbered.c.trigger_index).limit(_NAMED_MAX)
    found = [(row[0], row[1]) for row in connection.execute(query)]
    newest = connection.scalar(select(func.max(_T.trigger_index)).where(*of_span))
    if newest is None or newest < last:
        found.append((first if newest is None else newest + 1, last))
    return found
