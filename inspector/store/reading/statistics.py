"""Reading the counts that charts are drawn from, from any thread, while the writer commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, select, text

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.review import Standing
from inspector.domain.statistics.counts import (
    QUARTER_NS,
    ClassCount,
    DefectCount,
    LotCount,
    OutcomeCount,
    ReviewCount,
    ScoreCount,
    StatisticsFilter,
    TimeCount,
)
from inspector.store.database import Database
from inspector.store.reading.sequence_range import of_time
from inspector.store.reviews.record import SAID
from inspector.store.schema.lot_tables import LotTable
from inspector.store.schema.statistics_tables import (
    DefectRollupTable,
    OutcomeRollupTable,
    ScoreRollupTable,
    VerdictRollupTable,
)
from inspector.store.schema.tables import ProvenanceTable, ResultTable

_MINUTE_NS = 60_000_000_000
_REVIEWED = text("result.review <> 0 AND result.review IN (1, 2, 3)")
"""Literal, for SQLite takes a partial index only where it reads its condition."""
_Results = type[VerdictRollupTable | ScoreRollupTable | OutcomeRollupTable]
_VERDICTS, _SCORES, _OUTCOMES = VerdictRollupTable, ScoreRollupTable, OutcomeRollupTable
_DEFECTS = DefectRollupTable
_PARTS = func.sum(_VERDICTS.results).label("parts")


class SqliteCounts:
    """Implements :class:`inspector.domain.statistics.counts.CountStore`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_time(self, criteria: StatisticsFilter, *, classes: bool = False) -> list[TimeCount]:
        """By quarter of an hour, oldest first; classes are told apart where that is wanted."""
        keys = (_VERDICTS.quarter, _VERDICTS.evaluation)
        if not classes:
            found = self._grouped(_VERDICTS, criteria, keys)
            return [TimeCount(at * QUARTER_NS, Evaluation(e), "", parts) for at, e, parts in found]
        found = self._grouped(_VERDICTS, criteria, (*keys, _VERDICTS.class_name))
        return [
            TimeCount(at * QUARTER_NS, Evaluation(e), name, parts) for at, e, name, parts in found
        ]

    def by_class(self, criteria: StatisticsFilter) -> list[ClassCount]:
        """By verdict and class."""
        found = self._grouped(_VERDICTS, criteria, (_VERDICTS.evaluation, _VERDICTS.class_name))
        return [ClassCount(Evaluation(e), name, parts) for e, name, parts in found]

    def by_lot(self, criteria: StatisticsFilter) -> list[LotCount]:
        """By lot, oldest first; parts between lots are left out."""
        table = _VERDICTS
        first, last = func.min(table.quarter).label("first"), func.max(table.quarter).label("last")
        keys = (table.lot_id, table.evaluation, table.class_name)
        query = select(*keys, first, last, _PARTS).where(
            *_within(table, criteria), table.lot_id > 0
        )
        rows = self._rows(query.group_by(*keys).order_by(table.lot_id))
        return [
            LotCount(
                lot_id=row["lot_id"],
                first_utc_ns=row["first"] * QUARTER_NS,
                last_utc_ns=(row["last"] + 1) * QUARTER_NS,
                evaluation=Evaluation(row["evaluation"]),
                class_name=row["class_name"],
                parts=row["parts"],
            )
            for row in rows
            if row["parts"]
        ]

    def by_review(self, criteria: StatisticsFilter) -> list[ReviewCount]:
        """Reviewed parts only, by what people said."""
        keys = (ResultTable.evaluation, ResultTable.class_name, ResultTable.review, SAID)
        query = select(*keys, func.count().label("parts")).where(
            _REVIEWED, ResultTable.challenge == 0, *self._stored_within(criteria)
        )
        return [
            ReviewCount(
                evaluation=Evaluation(row["evaluation"]),
                class_name=row["class_name"],
                said=Evaluation(row["said"]),
                standing=Standing(row["review"]),
                parts=row["parts"],
            )
            for row in self._rows(query.group_by(*keys))
        ]

    def by_score(self, criteria: StatisticsFilter) -> list[ScoreCount]:
        """By score; parts without one are left out."""
        keys = (_SCORES.evaluation, _SCORES.class_name, _SCORES.score_bin)
        found = self._grouped(_SCORES, criteria, keys)
        return [ScoreCount(Evaluation(e), name, score, parts) for e, name, score, parts in found]

    def by_outcome(self, criteria: StatisticsFilter) -> list[OutcomeCount]:
        """By where the parts went, those under way left out; oldest first."""
        keys = (_OUTCOMES.quarter, _OUTCOMES.evaluation, _OUTCOMES.outcome)
        return [
            OutcomeCount(at * QUARTER_NS, Evaluation(evaluation), Outcome(outcome), parts)
            for at, evaluation, outcome, parts in self._grouped(_OUTCOMES, criteria, keys)
        ]

    def defects(self, criteria: StatisticsFilter) -> list[DefectCount]:
        """Views that are not OK, oldest first."""
        table = _DEFECTS
        keys = (table.quarter, table.lot_id, table.class_name)
        query = select(*keys, func.sum(table.defects).label("defects"))
        rows = self._rows(
            query.where(*_within(table, criteria)).group_by(*keys).order_by(table.quarter)
        )
        return [
            DefectCount(
                row["quarter"] * QUARTER_NS, row["lot_id"], row["class_name"], row["defects"]
            )
            for row in rows
            if row["defects"]
        ]

    def thresholds(self, criteria: StatisticsFilter, classes: Sequence[str]) -> Mapping[str, float]:
        """The limit that the last score of each class was held against; unknown ones missing."""
        limits: dict[str, float] = {}
        for name in classes:
            query = select(ResultTable.threshold).where(
                ResultTable.class_name == name,
                ResultTable.threshold.is_not(None),
                *self._stored_within(criteria),
            )
            for row in self._rows(query.order_by(ResultTable.sequence.desc()).limit(1)):
                limits[name] = row["threshold"]
        return limits

    def by_minute(
        self, since_utc_ns: int, until_utc_ns: int
    ) -> Mapping[tuple[int, Evaluation], int]:
        """Parts by minute since 1970 and verdict, challenge parts left out."""
        minute = (ResultTable.triggered_utc_ns // _MINUTE_NS).label("minute")
        query = (
            select(minute, ResultTable.evaluation, func.count().label("parts"))
            .where(
                ResultTable.triggered_utc_ns >= since_utc_ns,
                ResultTable.triggered_utc_ns < until_utc_ns,
                ResultTable.challenge == 0,
            )
            .group_by(minute, ResultTable.evaluation)
        )
        return {
            (row["minute"], Evaluation(row["evaluation"])): row["parts"]
            for row in self._rows(query)
        }

    def lot_names(self, lot_ids: Sequence[int]) -> Mapping[int, str]:
        """What lots are called; unknown ones missing."""
        query = select(LotTable.lot_id, LotTable.name).where(LotTable.lot_id.in_(lot_ids))
        return {row["lot_id"]: row["name"] for row in self._rows(query)}

    def _stored_within(self, criteria: StatisticsFilter) -> list[ColumnElement[bool]]:
        """Of the rows themselves; the range of sequences lets other indexes serve a time."""
        since, until = criteria.since_utc_ns, criteria.until_utc_ns
        with self._database.reading() as connection:
            place = of_time(connection, since, until)
        conditions = [
            place.condition(),
            ResultTable.triggered_utc_ns >= since,
            ResultTable.triggered_utc_ns < until,
            *_of_provenance(ResultTable.provenance_id, criteria),
        ]
        if criteria.lot_id is not None:
            conditions.append(ResultTable.lot_id == criteria.lot_id)
        return conditions

    def _grouped(
        self, table: _Results, criteria: StatisticsFilter, keys: Sequence[Any]
    ) -> Sequence[Any]:
        """Keys and parts, in the order of the keys; what was deleted or moved away is no row."""
        parts = func.sum(table.results)
        query = select(*keys, parts).where(*_within(table, criteria)).group_by(*keys)
        with self._database.reading() as connection:
            return connection.execute(query.having(parts > 0).order_by(*keys)).all()

    def _rows(self, query: Select[*tuple[Any, ...]]) -> list[RowMapping]:
        with self._database.reading() as connection:
            return list(connection.execute(query).mappings())


def _within(
    table: _Results | type[DefectRollupTable], criteria: StatisticsFilter
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        table.quarter >= criteria.since_utc_ns // QUARTER_NS,
        table.quarter < -(-criteria.until_utc_ns // QUARTER_NS),
        table.challenge == 0,
        *_of_provenance(table.provenance_id, criteria),
    ]
    if criteria.lot_id is not None:
        conditions.append(table.lot_id == criteria.lot_id)
    return conditions


def _of_provenance(column: Any, criteria: StatisticsFilter) -> list[ColumnElement[bool]]:
    """What was asked of recipe, model and station; nothing where none was."""
    wanted = (
        (ProvenanceTable.recipe_id, criteria.recipe_id),
        (ProvenanceTable.model_id, criteria.model_id),
        (ProvenanceTable.model_sha256, criteria.model_sha256),
        (ProvenanceTable.station_id, criteria.station_id),
    )
    conditions = [named == value for named, value in wanted if value is not None]
    if not conditions:
        return []
    return [column.in_(select(ProvenanceTable.provenance_id).where(*conditions))]
