"""The pictures whose labels would tell most, among those that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, select, text

from inspector.domain.evaluation import Evaluation
from inspector.domain.labels import LabelCandidate, Why
from inspector.store.database import Database
from inspector.store.rows.shadow_results import flipped_results
from inspector.store.rows.values import number
from inspector.store.schema.quality_tables import ReviewTable
from inspector.store.schema.tables import ResultTable

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

_TABLE = ResultTable
_PICTURED = text("result.image_path <> ''")
"""Written as the partial index ``ix_result_pictured`` has it, or it would not be used."""
_CLASSIFIED = _TABLE.threshold > 0
"""A part that was not classified was held against no limit."""
_REVIEWED = select(ResultTable.sequence).join(
    ReviewTable, ReviewTable.result_id == ResultTable.result_id
)
_SCRAMBLE = 2_654_435_761
"""Knuth's multiplicative hash: an order without order, the same at every look."""
_BEST_FIRST: Mapping[Why, ColumnElement[Any]] = {
    Why.NEAR_THRESHOLD: func.abs(_TABLE.score - _TABLE.threshold),
    Why.NOVEL: _TABLE.novelty.desc(),
    Why.RANDOM: (_TABLE.sequence * _SCRAMBLE) % 2**32,
}


class SqliteLabelCandidates:
    """Implements :class:`inspector.domain.labels.LabelCandidates`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def candidates(
        self, why: Why, since_utc_ns: int, until_utc_ns: int, limit: int
    ) -> list[LabelCandidate]:
        """At most ``limit`` of the parts of a time that are worth it most, the best first."""
        return self._found(why, best_query(why, since_utc_ns, until_utc_ns, limit))

    def disputed(
        self, model_sha256: str, since_utc_ns: int, until_utc_ns: int, limit: int
    ) -> list[LabelCandidate]:
        """At most ``limit`` of the parts that a model on trial judges otherwise, newest first."""
        flipped = flipped_results(model_sha256, since_utc_ns, until_utc_ns)
        newest = select(_TABLE.sequence).where(
            _PICTURED, _TABLE.sequence.in_(flipped), _TABLE.sequence.not_in(_REVIEWED)
        )
        return self._found(Why.DISPUTED, newest.order_by(_TABLE.sequence.desc()).limit(limit))

    def _found(self, why: Why, best: Select[*tuple[Any, ...]]) -> list[LabelCandidate]:
        with self._database.reading() as connection:
            order = list(connection.scalars(best))
            query = select(_TABLE.__table__).where(_TABLE.sequence.in_(order))
            rows = connection.execute(query).mappings().all()
        found = {row["sequence"]: _candidate(why, row) for row in rows}
        return [found[sequence] for sequence in order]


def best_query(
    why: Why, since_utc_ns: int, until_utc_ns: int, limit: int
) -> Select[*tuple[Any, ...]]:
    """The rows of the best, found by an index over the parts of a time that have a picture."""
    query = select(_TABLE.sequence).where(
        _PICTURED,
        _TABLE.triggered_utc_ns >= since_utc_ns,
        _TABLE.triggered_utc_ns < until_utc_ns,
        _CLASSIFIED,
        _TABLE.sequence.not_in(_REVIEWED),
    )
    if why is Why.NOVEL:
        query = query.where(_TABLE.novelty.is_not(None))
    return query.order_by(_BEST_FIRST[why]).limit(limit)


def _candidate(why: Why, row: RowMapping) -> LabelCandidate:
    return LabelCandidate(
        why=why,
        sequence=row["sequence"],
        result_id=row["result_id"],
        part_id=row["part_id"],
        triggered_utc_ns=row["triggered_utc_ns"],
        evaluation=Evaluation(row["evaluation"]),
        class_name=row["class_name"],
        score=number(row["score"]),
        threshold=number(row["threshold"]),
        novelty=row["novelty"],
        image_sha256=row["image_sha256"],
    )
