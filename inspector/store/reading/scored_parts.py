"""Reading past parts with all their scores, thousands at a time.

SQLite joins a column of all rows into one text. So no object is made for a row, and none is left
to Python's garbage collector, which would stop the whole station to look at it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, func, select

from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter
from inspector.domain.record import Provenance
from inspector.domain.review import Standing
from inspector.domain.scored_parts import BY_SCORES, PartColumns, ViewColumns
from inspector.domain.what_if import SCORED, Truth
from inspector.store.database import Database
from inspector.store.faults import readable
from inspector.store.reading import found_rows
from inspector.store.reading.direction import Direction
from inspector.store.rows.mapping import provenance_of
from inspector.store.schema.challenge_tables import ChallengeStepTable
from inspector.store.schema.quality_tables import ReviewTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable, ResultViewTable

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _joined(
    table: type[ResultTable | ResultViewTable], *more: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    seen = (table.sequence, table.view, table.evaluation, table.reason, table.scores)
    return select(*(func.group_concat(column) for column in (*seen, *more)))


_RESULTS = _joined(
    ResultTable,
    ResultTable.provenance_id.expression,
    ResultTable.challenge.expression,
    ResultTable.review.expression,
    ResultTable.frame_id.is_not(None),
    ResultTable.result_id.expression,
)
_VIEWS = _joined(ResultViewTable)
_SAID = {Evaluation.OK.value: Truth.GOOD, Evaluation.NOT_OK.value: Truth.DEFECTIVE}
"""What a review means; the last one counts."""
_WRITTEN = {0: Truth.GOOD, 1: Truth.DEFECTIVE}
_BELIEVED = (Standing.CONFIRMED.value, Standing.OVERRIDDEN.value)


class SqliteScoredParts:
    """Implements :class:`inspector.domain.what_if.ScoredParts`.

    Args:
        database: Where results are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def found(self, criteria: HistoryFilter, before: int | None, limit: int) -> Sequence[int]:
        """At most ``limit`` sequences of parts, below ``before``, newest first."""
        direction = Direction(newest_first=True, shown=before)
        with self._database.reading() as connection:
            return found_rows.find(connection, criteria, direction, limit)

    def scored_of(self, sequences: Sequence[int]) -> PartColumns:
        """These parts; those that are gone are left out."""
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


@dataclass(frozen=True)
class _Seen:
    """What stands in rows of one table: their numbers, a column for each, and their scores."""

    numbers: NDArray[np.int64]
    scores: NDArray[np.object_]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Seen:
        numbers = np.array([_numbers(text) for text in texts[:4]])
        scores = json.loads(f"[{texts[4]}]")
        if len(scores) != len(numbers.T) or {*map(type, scores)} - {dict}:
            raise ValueError("scores are no object")
        return cls(numbers, np.array(scores, object))

    def at(self, chosen: NDArray[np.bool_ | np.intp]) -> _Seen:
        return _Seen(self.numbers[:, chosen], self.scores[chosen])

    def beside(self, other: _Seen) -> _Seen:
        numbers = np.concatenate([self.numbers, other.numbers], axis=1)
        return _Seen(numbers, np.concatenate([self.scores, other.scores]))


def _parts(connection: Connection, wanted: Sequence[int]) -> PartColumns:
    texts = _texts(connection, _RESULTS, ResultTable, wanted)
    several = _texts(connection, _VIEWS, ResultViewTable, wanted)
    with readable(f"{min(wanted, default=0)} to {max(wanted, default=0)}, by sequence"):
        alone, apart = _Seen.of(texts), _Seen.of(several)
    order = np.argsort(-alone.numbers[0])
    alone = alone.at(order)
    provenance_ids, marked, reviews, framed = (_numbers(text)[order] for text in texts[5:9])
    result_ids = np.array(texts[9].split(",") if texts[9] else [], object)[order]
    challenge = marked.astype(bool)
    reviewed = np.isin(reviews, _BELIEVED) & ~challenge
    return PartColumns(
        sequences=alone.numbers[0],
        result_ids=result_ids.tolist(),
        was=alone.numbers[2].astype(np.int8),
        reasons=alone.numbers[3],
        provenance_ids=provenance_ids,
        challenge=challenge,
        truth=_truths(connection, result_ids, challenge, reviewed),
        views=_views(alone, framed.astype(bool), apart),
    )


def _views(alone: _Seen, framed: NDArray[np.bool_], apart: _Seen) -> ViewColumns:
    """Where a part has no rows of its views, its own row says what was seen of it.

    A part without a frame was seen by nobody.
    """
    newest_first = -alone.numbers[0]
    seen = framed | alone.scores.astype(bool)
    every = apart.beside(alone.at(seen & ~np.isin(alone.numbers[0], apart.numbers[0])))
    every = every.at(np.lexsort((every.numbers[1], -every.numbers[0])))
    sequences, _, evaluations, reasons = every.numbers
    stays = np.where(np.isin(reasons, [*SCORED]), BY_SCORES, evaluations)
    of_part = np.searchsorted(newest_first, -sequences)
    return ViewColumns.of(of_part, every.scores.tolist(), stays.astype(np.int8))


def _texts(
    connection: Connection,
    query: Select[*tuple[Any, ...]],
    table: type[ResultTable | ResultViewTable],
    wanted: Sequence[int],
) -> Sequence[str]:
    """A text for each column, empty where there are no rows."""
    row = connection.execute(query.where(_among(table, wanted))).one()
    return [text or "" for text in row]


def _among(
    table: type[ResultTable | ResultViewTable], wanted: Sequence[int]
) -> ColumnElement[bool]:
    """That a row is one of them; of rows that lie together, that it lies between them."""
    if wanted and max(wanted) - min(wanted) < len(wanted):
        return table.sequence.between(min(wanted), max(wanted))
    named = func.json_each(json.dumps(list(wanted))).table_valued("value")
    return table.sequence.in_(select(named.c.value))


def _numbers(text: str) -> NDArray[np.int64]:
    return np.fromstring(text, np.int64, sep=",") if text else np.zeros(0, np.int64)


def _truths(
    connection: Connection,
    result_ids: NDArray[np.object_],
    challenge: NDArray[np.bool_],
    reviewed: NDArray[np.bool_],
) -> NDArray[np.int8]:
    """Of the few parts that somebody knows the truth of."""
    written, said = ChallengeStepTable, ReviewTable
    asked: Sequence[tuple[Select[str, int], NDArray[np.bool_], Mapping[int, Truth]]] = (
        (select(written.result_id, written.defective), challenge, _WRITTEN),
        (select(said.result_id, said.evaluation).order_by(said.review_id), reviewed, _SAID),
    )
    known: dict[str, Truth] = {}
    for query, chosen, meaning in asked:
        if chosen.any():
            of_parts = query.selected_columns.result_id.in_(result_ids[chosen].tolist())
            for result_id, told in connection.execute(query.where(of_parts)):
                known[result_id] = meaning.get(told, Truth.UNKNOWN)
    return np.array([known.get(each, Truth.UNKNOWN) for each in result_ids], np.int8)
