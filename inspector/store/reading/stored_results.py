"""The results of a filter, in pages, in numbers and whole: of a station or of several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import RowMapping, Select, select

from inspector.domain.history import (
    ExportedResult,
    Facets,
    HistoryFilter,
    ResultSummary,
    RowCount,
    StoredResult,
)
from inspector.store.database import Database
from inspector.store.faults import readable
from inspector.store.reading import found_rows
from inspector.store.reading.direction import Direction
from inspector.store.reading.facets import facets_of
from inspector.store.rows import mapping
from inspector.store.rows.image_health import health_by_view, health_of_result
from inspector.store.schema.lot_tables import LotTable
from inspector.store.schema.tables import ProvenanceTable, ResultTable, ResultViewTable

_Made = TypeVar("_Made")
_SUMMARY = select(
    ResultTable.sequence,
    ResultTable.result_id,
    ResultTable.part_id,
    ResultTable.trigger_index,
    ResultTable.evaluation,
    ResultTable.reason,
    ResultTable.class_name,
    ResultTable.score,
    ResultTable.threshold,
    ResultTable.outcome,
    ResultTable.outcome_utc_ns,
    ResultTable.late_evaluation,
    ResultTable.latency_ns,
    ResultTable.triggered_utc_ns,
    ResultTable.decided_utc_ns,
    ResultTable.image_path,
    ResultTable.lot_id,
    LotTable.name.label("lot"),
    ProvenanceTable.recipe_id,
    ProvenanceTable.model_id,
    ProvenanceTable.station_id,
    ResultTable.review,
    ResultTable.challenge,
)
_OF_LOT = ResultTable.lot_id == LotTable.lot_id
_SUMMARY = _SUMMARY.join_from(ResultTable, ProvenanceTable).outerjoin(LotTable, _OF_LOT)
DETAIL = (
    select(
        *ResultTable.__table__.columns,
        *ProvenanceTable.__table__.columns,
        LotTable.name.label("lot"),
    )
    .join_from(ResultTable, ProvenanceTable)
    .outerjoin(LotTable, _OF_LOT)
)
VIEWS = select(ResultViewTable.__table__).order_by(ResultViewTable.view)


class StoredResults:
    """Reads from any thread while others write; the same on SQLite and on PostgreSQL.

    Args:
        database: Where results are kept; closed with this.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def page(self, criteria: HistoryFilter, before: int | None, limit: int) -> list[ResultSummary]:
        """At most ``limit`` rows with a sequence below ``before``, newest first.

        The key is the row's place in the table, so a deep page costs as much as the first one
        and rows that are stored meanwhile neither repeat nor hide others.
        """
        newest_first = Direction(newest_first=True, shown=before)
        return self._found(_SUMMARY, mapping.summary, criteria, newest_first, limit)

    def page_after(self, criteria: HistoryFilter, after: int, limit: int) -> list[ResultSummary]:
        """At most ``limit`` rows with a sequence above ``after``, in the order of their storing.

        There is one writer and a sequence is never used twice, so following pages misses no row.
        """
        oldest_first = Direction(newest_first=False, shown=after)
        return self._found(_SUMMARY, mapping.summary, criteria, oldest_first, limit)

    def count(self, criteria: HistoryFilter, time_limit_s: float) -> RowCount:
        """How many rows match, as far as they can be counted within a time, newest first."""
        with self.database.reading() as connection:
            return found_rows.count(connection, criteria, time_limit_s)

    def facets(self) -> Facets:
        """What a filter may ask for."""
        with self.database.reading() as connection:
            return facets_of(connection)

    def exported(
        self, criteria: HistoryFilter, before: int | None, limit: int
    ) -> list[ExportedResult]:
        """As :meth:`page`, with all that leaves the station."""
        newest_first = Direction(newest_first=True, shown=before)
        return self._found(DETAIL, mapping.exported_result, criteria, newest_first, limit)

    def stored(self, row: RowMapping) -> StoredResult:
        """All that is known of a row of :data:`DETAIL`."""
        sequence = row["sequence"]
        views = self.rows(VIEWS.where(ResultViewTable.sequence == sequence))
        health = health_by_view(self.rows(health_of_result(sequence)))
        with readable(row["result_id"]):
            return mapping.stored_result(row, views, health)

    def rows(self, query: Select[*tuple[Any, ...]]) -> list[RowMapping]:
        """All rows of a query."""
        with self.database.reading() as connection:
            return list(connection.execute(query).mappings())

    def close(self) -> None:
        """Disconnect."""
        self.database.close()

    def _found(
        self,
        columns: Select[*tuple[Any, ...]],
        make: Callable[[RowMapping], _Made],
        criteria: HistoryFilter,
        direction: Direction,
        limit: int,
    ) -> list[_Made]:
        with self.database.reading() as connection:
            order = found_rows.find(connection, criteria, direction, limit)
            query = columns.where(ResultTable.sequence.in_(order))
            rows = {row["sequence"]: row for row in connection.execute(query).mappings()}
        return mapping.in_order(make, rows, order)
