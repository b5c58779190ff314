"""Reading past parts with all their scores, thousands at a time."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.record import Provenance
from inspector.domain.review import Standing
from inspector.domain.what_if import ScoredPart, ScoredView, Truth
from inspector.store.database import Database
from inspector.store.reading import found_rows
from inspector.store.reading.found_rows import Direction
from inspector.store.rows.mapping import provenance_of
from inspector.store.schema.challenge_tables import ChallengeStepTable
from inspector.store.schema.quality_tables import ReviewTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable, ResultViewTable

_RESULT = select(
    ResultTable.sequence,
    ResultTable.result_id,
    ResultTable.evaluation,
    ResultTable.reason,
    ResultTable.provenance_id,
    ResultTable.challenge,
    ResultTable.review,
    ResultTable.view,
    ResultTable.frame_id,
    ResultTable.scores,
)
_VIEW = select(
    ResultViewTable.sequence,
    ResultViewTable.view,
    ResultViewTable.evaluation,
    ResultViewTable.reason,
    ResultViewTable.scores,
).order_by(ResultViewTable.sequence, ResultViewTable.view)
_EVALUATIONS = {each.value: each for each in Evaluation}
_REASONS = {each.value: each for each in Reason}
_SAID = {Evaluation.OK.value: Truth.GOOD, Evaluation.NOT_OK.value: Truth.DEFECTIVE}
_DENSE = 3
"""Rows in a range that may be read for one that is wanted."""
_BELIEVED = frozenset({Standing.CONFIRMED.value, Standing.OVERRIDDEN.value})


class SqliteScoredParts:
    """Implements :class:`inspector.domain.what_if.ScoredParts`.

    Args:
        database: Where results are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def scored(self, criteria: HistoryFilter, before: int | None, limit: int) -> list[ScoredPart]:
        """At most ``limit`` parts with a sequence below ``before``, newest first."""
        with self._database.reading() as connection:
            direction = Direction(newest_first=True, shown=before)
            order = found_rows.find(connection, criteria, direction, limit)
            return _parts(connection, order)

    def scored_of(self, sequences: Sequence[int]) -> list[ScoredPart]:
        """These parts, in this order; those that are gone are left out."""
        with self._database.reading() as connection:
            return _parts(connection, sequences)

    def provenance(self, provenance_id: int) -> Provenance:
        """With what a part was judged."""
        query = select(ProvenanceTable.__table__).where(
            ProvenanceTable.provenance_id == provenance_id
        )
        with self._database.reading() as connection:
            return provenance_of(connection.execute(query).mappings().one())

    def stamp(self) -> tuple[int, int]:
        """The newest result and the newest review."""
        newest = select(func.coalesce(func.max(ResultTable.sequence), 0)).scalar_subquery()
        said = select(func.coalesce(func.max(ReviewTable.review_id), 0)).scalar_subquery()
        with self._database.reading() as connection:
            result, review = connection.execute(select(newest, said)).one()
            return result, review


def _parts(connection: Connection, order: Sequence[int]) -> list[ScoredPart]:
    """Rows are unpacked rather than asked by name: there are thousands, while somebody waits."""
    if not order:
        return []
    wanted = frozenset(order)
    found = connection.execute(_RESULT.where(_among(ResultTable, order))).all()
    rows = [row for row in found if row[0] in wanted]
    views = _views(connection, order)
    truths = _truths(connection, rows)
    parts = {}
    for row, scores in zip(rows, _all_scores([row[-1] for row in rows]), strict=True):
        sequence, result_id, said, why, provenance_id, challenge, _, view, frame_id, _ = row
        evaluation, reason = _EVALUATIONS[said], _REASONS[why]
        seen: Sequence[ScoredView] | None = views.get(sequence)
        if seen is None:  # what the row says itself; a part without a frame was seen by nobody
            is_seen = scores or frame_id is not None
            seen = (ScoredView(view, evaluation, reason, scores),) if is_seen else ()
        truth = truths.get(result_id, Truth.UNKNOWN) if truths else Truth.UNKNOWN
        parts[sequence] = ScoredPart(
            sequence, result_id, evaluation, reason, provenance_id, challenge == 1, truth, seen
        )
    return [parts[sequence] for sequence in order if sequence in parts]


def _views(connection: Connection, order: Sequence[int]) -> Mapping[int, list[ScoredView]]:
    rows = connection.execute(_VIEW.where(_among(ResultViewTable, order))).all()
    found: dict[int, list[ScoredView]] = defaultdict(list)
    for row, scores in zip(rows, _all_scores([row[-1] for row in rows]), strict=True):
        sequence, view, said, why, _ = row
        found[sequence].append(ScoredView(view, _EVALUATIONS[said], _REASONS[why], scores))
    return found


def _truths(connection: Connection, rows: Sequence[Any]) -> Mapping[str, Truth]:
    """Of the few parts that somebody knows the truth of."""
    tested = [row.result_id for row in rows if row.challenge]
    truths: dict[str, Truth] = {}
    step = ChallengeStepTable
    if tested:
        query = select(step.result_id, step.defective).where(step.result_id.in_(tested))
        for result_id, defective in connection.execute(query):
            truths[result_id] = Truth.DEFECTIVE if defective else Truth.GOOD
    reviewed = [row.result_id for row in rows if row.review in _BELIEVED and not row.challenge]
    if reviewed:
        for result_id, said in connection.execute(_last_said(reviewed)):
            truths[result_id] = _SAID.get(said, Truth.UNKNOWN)
    return truths


def _last_said(result_ids: Sequence[str]) -> Select[str, int]:
    """In the order of the reviews, so that of each part the last one counts."""
    query = select(ReviewTable.result_id, ReviewTable.evaluation)
    return query.where(ReviewTable.result_id.in_(result_ids)).order_by(ReviewTable.review_id)


def _among(table: type[ResultTable | ResultViewTable], order: Sequence[int]) -> ColumnElement[bool]:
    """That a row is one of them; of rows that lie together, that it lies between them."""
    first, last = min(order), max(order)
    if last - first < _DENSE * len(order):
        return table.sequence.between(first, last)
    return table.sequence.in_(order)


def _all_scores(texts: Sequence[str]) -> list[Mapping[str, float]]:
    """Of many rows in one step; NULL is a score that was no number."""
    every: list[dict[str, float]] = json.loads(f"[{','.join(texts)}]")
    return [
        {name: math.nan if each is None else each for name, each in scores.items()}
        if None in scores.values()
        else scores
        for scores in every
    ]
