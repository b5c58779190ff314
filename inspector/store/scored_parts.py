"""Reading past parts with all their scores, thousands at a time."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import HistoryFilter
from inspector.domain.record import Provenance
from inspector.domain.review import Standing
from inspector.domain.what_if import ScoredPart, ScoredView, Truth
from inspector.store import found_rows
from inspector.store.challenge_tables import ChallengeStepTable
from inspector.store.database import Database
from inspector.store.found_rows import Direction
from inspector.store.mapping import provenance_of
from inspector.store.quality_tables import ReviewTable
from inspector.store.tables import ProvenanceTable, ResultTable, ResultViewTable

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
    rows = {row[0]: row for row in connection.execute(_RESULT.where(_among(ResultTable, order)))}
    found = [rows[sequence] for sequence in order if sequence in rows]
    views = _views(connection, order)
    truths = _truths(connection, found)
    return [
        ScoredPart(
            row.sequence,
            row.result_id,
            _EVALUATIONS[row.evaluation],
            _REASONS[row.reason],
            row.provenance_id,
            bool(row.challenge),
            truths.get(row.result_id, Truth.UNKNOWN),
            views.get(row.sequence) or _only_view(row),
        )
        for row in found
    ]


def _only_view(row: Any) -> tuple[ScoredView, ...]:
    """What the row says itself; a part without a frame was seen by nobody."""
    if row.frame_id is None and row.scores == "{}":
        return ()
    evaluation, reason = _EVALUATIONS[row.evaluation], _REASONS[row.reason]
    return (ScoredView(row.view, evaluation, reason, _scores(row.scores)),)


def _views(connection: Connection, order: Sequence[int]) -> Mapping[int, list[ScoredView]]:
    found: dict[int, list[ScoredView]] = defaultdict(list)
    for row in connection.execute(_VIEW.where(_among(ResultViewTable, order))):
        view = ScoredView(
            row.view, _EVALUATIONS[row.evaluation], _REASONS[row.reason], _scores(row.scores)
        )
        found[row.sequence].append(view)
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


def _among(table: type[ResultTable | ResultViewTable], order: Sequence[int]) -> Any:
    return table.sequence.in_(order)


def _scores(text: str) -> Mapping[str, float]:
    scores: dict[str, float] = json.loads(text)
    if None in scores.values():
        return {name: math.nan if each is None else each for name, each in scores.items()}
    return scores
