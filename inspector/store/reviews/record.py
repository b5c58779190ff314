"""What people said of verdicts: kept for ever, the newest counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, insert, select
from sqlalchemy.orm import aliased

from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Role
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.review import Review, ReviewedResult, StoredReview
from inspector.store.database import Database
from inspector.store.rows.values import Row, archived_image, number, storable
from inspector.store.schema.quality_tables import ReviewTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

SAID = (
    select(ReviewTable.evaluation)
    .where(ReviewTable.result_id == ResultTable.result_id)
    .order_by(ReviewTable.review_id.desc())
    .limit(1)
    .correlate(ResultTable)
    .scalar_subquery()
    .label("said")
)
"""The evaluation of a result's newest review."""
_INSERT = insert(ReviewTable).returning(ReviewTable.review_id)
_REVIEWS = select(ReviewTable.__table__).order_by(ReviewTable.review_id)
_LATER = aliased(ReviewTable)
_REVIEWED = (
    select(
        *ReviewTable.__table__.columns,
        ResultTable.part_id,
        ResultTable.triggered_utc_ns,
        ResultTable.evaluation.label("verdict"),
        ResultTable.class_name,
        ResultTable.score,
        ResultTable.camera,
        ResultTable.image_path,
        ResultTable.image_sha256,
        ResultTable.image_note,
        ProvenanceTable.recipe_id,
        ProvenanceTable.recipe_revision,
        ProvenanceTable.model_id,
        ProvenanceTable.model_sha256,
    )
    .join_from(ReviewTable, ResultTable, ReviewTable.result_id == ResultTable.result_id)
    .join(ProvenanceTable)
    .where(
        ~select(_LATER.review_id)
        .where(_LATER.result_id == ReviewTable.result_id, _LATER.review_id > ReviewTable.review_id)
        .exists()
    )
    .order_by(ReviewTable.review_id)
)


class SqliteReviews:
    """Implements :class:`inspector.domain.review.ReviewStore`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, review: Review) -> StoredReview:
        """Keep a review for ever.

        Raises:
            ResultNotFoundError: there is no such inspection.
        """
        (stored,) = self.add_all([review])
        if stored is None:
            raise ResultNotFoundError(RecordPhrase.NO_RESULT(result=review.result_id))
        return stored

    def add_all(self, reviews: Sequence[Review]) -> list[StoredReview | None]:
        """Keep several together; ``None`` in the place of one whose inspection does not exist."""
        with self._database.writing() as connection:
            return [_add(connection, review) for review in reviews]

    def of_result(self, result_id: str) -> list[StoredReview]:
        """All reviews of one inspection, oldest first; the last one counts."""
        rows = self._rows(_REVIEWS.where(ReviewTable.result_id == result_id))
        return [stored_review(row) for row in rows]

    def page_after(self, after: int, limit: int) -> list[StoredReview]:
        """At most ``limit`` reviews with an id above ``after``, in the order of their storing."""
        rows = self._rows(_REVIEWS.where(ReviewTable.review_id > after).limit(limit))
        return [stored_review(row) for row in rows]

    def reviewed_after(self, after: int, limit: int) -> list[ReviewedResult]:
        """As :meth:`page_after`, only reviews that count, of inspections that are still there."""
        rows = self._rows(_REVIEWED.where(ReviewTable.review_id > after).limit(limit))
        return [_reviewed(row) for row in rows]

    def _rows(self, query: Select[*tuple[Any, ...]]) -> list[RowMapping]:
        with self._database.reading() as connection:
            return list(connection.execute(query).mappings())


def _add(connection: Connection, review: Review) -> StoredReview | None:
    query = select(ResultTable.sequence).where(ResultTable.result_id == review.result_id)
    if connection.scalar(query) is None:
        return None
    review_of = _last_by_another(connection, review)
    row = _row(review) | {"review_of": review_of}
    return StoredReview(connection.execute(_INSERT, row).scalar_one(), review, review_of)


def _last_by_another(connection: Connection, review: Review) -> int | None:
    table = ReviewTable
    query = (
        select(table.review_id)
        .where(table.result_id == review.result_id, table.person != review.person)
        .order_by(table.review_id.desc())
        .limit(1)
    )
    return connection.scalar(query)


def _row(review: Review) -> Row:
    return {
        "result_id": review.result_id,
        "utc_ns": review.utc_ns,
        "person": storable(review.person),
        "role": "" if review.role is None else review.role.value,
        "label": storable(review.label),
        "evaluation": review.evaluation.value,
        "reason": storable(review.reason),
    }


def stored_review(row: RowMapping) -> StoredReview:
    """A row of the table."""
    review = Review(
        result_id=row["result_id"],
        utc_ns=row["utc_ns"],
        person=row["person"],
        role=Role(row["role"]) if row["role"] else None,
        label=row["label"],
        evaluation=Evaluation(row["evaluation"]),
        reason=row["reason"],
    )
    return StoredReview(row["review_id"], review, row["review_of"])


def _reviewed(row: RowMapping) -> ReviewedResult:
    return ReviewedResult(
        stored=stored_review(row),
        part_id=row["part_id"],
        triggered_utc_ns=row["triggered_utc_ns"],
        recipe_id=row["recipe_id"],
        recipe_revision=row["recipe_revision"],
        model_id=row["model_id"],
        model_sha256=row["model_sha256"],
        evaluation=Evaluation(row["verdict"]),
        class_name=row["class_name"],
        score=number(row["score"]),
        camera=row["camera"],
        image=archived_image(row),
    )
