"""Single parts of one lot: rejects, escapes, reviews, and where what judged them changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, func, or_, select

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.history import ExportedResult
from inspector.domain.lot_record import ProvenanceUse, ReviewedPart
from inspector.domain.review import Standing
from inspector.store.reading.stored_results import DETAIL
from inspector.store.reviews.record import SAID, stored_review
from inspector.store.rows.mapping import exported_result, provenance_of
from inspector.store.schema.quality_tables import ReviewTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_T = ResultTable
_OK, _REJECTED = Evaluation.OK.value, Outcome.REJECTED.value
_REJECT = or_(_T.evaluation != _OK, _T.outcome == _REJECTED)
_ESCAPE = or_(
    and_(_T.evaluation != _OK, _T.outcome == Outcome.PASSED.value),
    and_(
        _T.evaluation == _OK,
        _T.outcome != _REJECTED,
        _T.review == Standing.OVERRIDDEN.value,
        SAID != _OK,
    ),
)


def rejects(connection: Connection, lot_id: int, limit: int) -> list[ExportedResult]:
    """Parts that are not OK or were rejected, in the order of storing, no challenge parts."""
    return _results(connection, lot_id, _REJECT, limit)


def escapes(connection: Connection, lot_id: int, limit: int) -> list[ExportedResult]:
    """Parts that passed and should not have: by what the PLC saw, or by what people said."""
    return _results(connection, lot_id, _ESCAPE, limit)


def reviews(connection: Connection, lot_id: int, limit: int) -> list[ReviewedPart]:
    """What people said, oldest first, each with the review that it confirms or disputes."""
    table = ReviewTable.__table__
    query = (
        select(
            *table.columns,
            _T.part_id,
            _T.sequence,
            _T.evaluation.label("found"),
            _T.class_name.label("found_class"),
        )
        .join_from(ReviewTable, _T, ReviewTable.result_id == _T.result_id)
        .where(_T.lot_id == lot_id)
        .order_by(ReviewTable.review_id)
        .limit(limit)
    )
    rows = connection.execute(query).mappings().all()
    stored = {row["review_id"]: stored_review(row) for row in rows}
    return [
        ReviewedPart(
            stored[row["review_id"]],
            row["part_id"],
            row["sequence"],
            Evaluation(row["found"]),
            row["found_class"],
            stored.get(row["review_of"]),
        )
        for row in rows
    ]


def uses(connection: Connection, lot_id: int, limit: int) -> list[ProvenanceUse]:
    """What was in force, in the order of coming, where it changed."""
    order = (_T.triggered_utc_ns, _T.sequence)
    place = func.row_number().over(order_by=order)
    before = func.lag(_T.provenance_id).over(order_by=order)
    parts = (
        select(
            _T.provenance_id,
            _T.triggered_utc_ns,
            _T.part_id,
            place.label("place"),
            before.label("before"),
        )
        .where(_T.lot_id == lot_id)
        .subquery()
    )
    changed = (
        select(parts.c.triggered_utc_ns, parts.c.part_id, parts.c.place, ProvenanceTable.__table__)
        .join(ProvenanceTable, ProvenanceTable.provenance_id == parts.c.provenance_id)
        .where(or_(parts.c.before.is_(None), parts.c.before != parts.c.provenance_id))
        .order_by(parts.c.place)
        .limit(limit + 1)
    )
    rows = connection.execute(changed).mappings().all()
    total = connection.scalar(select(func.count()).where(_T.lot_id == lot_id)) or 0
    ends = [row["place"] for row in rows[1:]] + [total + 1]
    return [
        ProvenanceUse(
            provenance_of(row), row["triggered_utc_ns"], row["part_id"], end - row["place"]
        )
        for row, end in zip(rows[:limit], ends, strict=False)
    ]


def _results(
    connection: Connection, lot_id: int, wanted: ColumnElement[bool], limit: int
) -> list[ExportedResult]:
    query = DETAIL.where(_T.lot_id == lot_id, _T.challenge == 0, wanted)
    rows = connection.execute(query.order_by(_T.sequence).limit(limit)).mappings()
    return [exported_result(row) for row in rows]
