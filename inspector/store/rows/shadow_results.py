"""What models on trial say: values to rows, and how they compare with what stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Integer, Select, and_, func, select
from sqlalchemy.dialects.sqlite import insert

from inspector.domain.evaluation import Evaluation
from inspector.domain.history import ShadowComparison, ShadowFlip
from inspector.domain.record import ShadowRecord
from inspector.store.rows.values import Row, finite, number, optional_number, storable
from inspector.store.schema.quality_tables import ShadowResultTable
from inspector.store.schema.tables import ResultTable, ResultViewTable

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

_INSERT = insert(ShadowResultTable).on_conflict_do_nothing()
_SAID, _RESULT, _VIEW = ShadowResultTable, ResultTable, ResultViewTable
_STOOD = func.coalesce(_VIEW.evaluation, _RESULT.evaluation).label("stood")
_STOOD_CLASS = func.coalesce(_VIEW.class_name, _RESULT.class_name).label("stood_class")
_RESULT_OF_VIEW = _RESULT.result_id == _SAID.result_id
_VIEW_OF_RESULT = and_(_VIEW.sequence == _RESULT.sequence, _VIEW.view == _SAID.view)


def add_shadow(connection: Connection, rows: Sequence[ShadowRecord]) -> None:
    """Write what is not there yet."""
    if rows:
        connection.execute(_INSERT, [_row(each) for each in rows])


def comparison_query(model_sha256: str, since_utc_ns: int) -> Select[*tuple[Any, ...]]:
    """One row for each pair of evaluations; ``stood`` is NULL where the result is not stored."""
    return (
        select(
            _STOOD,
            _SAID.evaluation.label("said"),
            func.count().label("views"),
            func.sum(_SAID.class_name == _STOOD_CLASS, type_=Integer).label("same_class"),
            func.sum(_SAID.inference_ns).label("inference_ns"),
            func.max(_SAID.inference_ns).label("inference_max_ns"),
        )
        .outerjoin(_RESULT, _RESULT_OF_VIEW)
        .outerjoin(_VIEW, _VIEW_OF_RESULT)
        .where(_SAID.model_sha256 == model_sha256, _SAID.utc_ns >= since_utc_ns)
        .group_by("stood", "said")
    )


def comparison(model_sha256: str, rows: Sequence[RowMapping]) -> ShadowComparison:
    """The rows of :func:`comparison_query` in one value."""
    joined = [row for row in rows if row["stood"] is not None]
    asked = sum(row["views"] for row in rows)
    views = sum(row["views"] for row in joined)
    return ShadowComparison(
        model_sha256=model_sha256,
        views=views,
        waiting=asked - views,
        by_evaluation={
            (Evaluation(row["stood"]), Evaluation(row["said"])): row["views"] for row in joined
        },
        same_class=sum(row["same_class"] for row in joined),
        inference_mean_ns=sum(row["inference_ns"] for row in rows) / asked if asked else 0.0,
        inference_max_ns=max((row["inference_max_ns"] for row in rows), default=0),
    )


def flips_query(model_sha256: str, since_utc_ns: int, limit: int) -> Select[*tuple[Any, ...]]:
    """Views that a model judges otherwise, the newest first."""
    return (
        select(
            _RESULT.result_id,
            _RESULT.part_id,
            _RESULT.triggered_utc_ns,
            _SAID.view,
            _STOOD,
            _STOOD_CLASS,
            _SAID.evaluation.label("said"),
            _SAID.class_name.label("said_class"),
            _SAID.score,
        )
        .join_from(_SAID, _RESULT, _RESULT_OF_VIEW)
        .outerjoin(_VIEW, _VIEW_OF_RESULT)
        .where(
            _SAID.model_sha256 == model_sha256,
            _SAID.utc_ns >= since_utc_ns,
            _SAID.evaluation != _STOOD,
        )
        .order_by(_RESULT.sequence.desc(), _SAID.view)
        .limit(limit)
    )


def flip(row: RowMapping) -> ShadowFlip:
    """One row of :func:`flips_query`."""
    return ShadowFlip(
        result_id=row["result_id"],
        part_id=row["part_id"] or 0,
        triggered_utc_ns=row["triggered_utc_ns"],
        view=row["view"],
        stood=Evaluation(row["stood"]),
        stood_class=row["stood_class"] or "",
        said=Evaluation(row["said"]),
        said_class=row["said_class"],
        score=number(row["score"]),
    )


def flipped_results(
    model_sha256: str, since_utc_ns: int, until_utc_ns: int
) -> Select[*tuple[Any, ...]]:
    """The rows of the parts of a time that a model judges otherwise in at least one view."""
    return (
        select(_RESULT.sequence)
        .join_from(_SAID, _RESULT, _RESULT_OF_VIEW)
        .outerjoin(_VIEW, _VIEW_OF_RESULT)
        .where(
            _SAID.model_sha256 == model_sha256,
            _SAID.utc_ns >= since_utc_ns,
            _SAID.utc_ns < until_utc_ns,
            _SAID.evaluation != _STOOD,
        )
    )


def _row(said: ShadowRecord) -> Row:
    return {
        "result_id": said.result_id,
        "view": said.view,
        "model_sha256": said.model_sha256,
        "utc_ns": said.utc_ns,
        "evaluation": said.evaluation.value,
        "class_name": storable(said.class_name),
        "score": finite(said.score),
        "threshold": finite(said.threshold),
        "novelty": optional_number(said.novelty),
        "inference_ns": said.inference_ns,
    }
