"""The history that several stations share, opened to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_

from inspector.domain.errors.store import ResultNotFoundError
from inspector.domain.history import ExportedResult, HistoryFilter, Neighbours, StoredResult
from inspector.domain.phrases.records import RecordPhrase
from inspector.domain.shared_history import ResultName
from inspector.store.reading.statistics import SqliteCounts
from inspector.store.reading.stored_results import DETAIL, StoredResults
from inspector.store.rows import mapping
from inspector.store.schema.tables import ProvenanceTable, ResultTable
from inspector.store.shared.address import server_address
from inspector.store.shared.connections import open_server
from inspector.store.shared.schema import require_current
from inspector.store.shared.tables import RESULT, SOURCE


@dataclass(frozen=True, slots=True)
class SharingStation:
    """A station that sends.

    Attributes:
        station_id: As its station file has it.
        databases: Data folders that it has sent from.
        results: Those that the server holds of them.
        newest_utc_ns: When the newest of these was triggered.
        forwarded_utc_ns: When it sent something last.
    """

    station_id: str
    databases: int
    results: int
    newest_utc_ns: int | None
    forwarded_utc_ns: int | None


class SharedHistory(StoredResults):
    """Implements :class:`inspector.domain.shared_history.SharedPast`."""

    @classmethod
    def at(cls, url: str, environment: Mapping[str, str], statement_s: int = 60) -> SharedHistory:
        """Open it; one statement may take ``statement_s``.

        Raises:
            SharedHistoryError: it cannot be reached, or is of another version of the program.
        """
        with ExitStack() as undo:
            database = open_server(server_address(url, environment), statement_s=statement_s)
            undo.callback(database.close)
            require_current(database)
            undo.pop_all()
        return cls(database)

    def result(self, station_id: str, result_id: str) -> StoredResult:
        """One result with its provenance and its views.

        Raises:
            ResultNotFoundError: that station has sent none of this id.
        """
        named = (ProvenanceTable.station_id == station_id, ResultTable.result_id == result_id)
        newest = ResultTable.sequence.desc()
        for row in self.rows(DETAIL.where(*named).order_by(newest).limit(1)):
            return self.stored(row)
        raise ResultNotFoundError(
            RecordPhrase.NO_RESULT_OF_STATION(result=result_id, station=station_id)
        )

    def neighbours(self, station_id: str, sequence: int) -> Neighbours:
        """The results of the same station stored just before and just after one."""
        same = HistoryFilter(station_id=station_id)
        older, newer = self.page(same, sequence, 1), self.page_after(same, sequence, 1)
        return Neighbours(
            older=older[0].result_id if older else None,
            newer=newer[0].result_id if newer else None,
        )

    def exported_of(self, names: Sequence[ResultName]) -> list[ExportedResult]:
        """These results, in this order; those that no station has sent are left out.

        Of two results of one name, as a copied data folder makes them, the newer one is meant.
        """
        name = (RESULT.c.station_id, RESULT.c.result_id)
        places = select(*name, RESULT.c.sequence).where(tuple_(*name).in_(names))
        placed = {
            (row["station_id"], row["result_id"]): row["sequence"]
            for row in self.rows(places.order_by(RESULT.c.sequence))
        }
        details = self.rows(DETAIL.where(ResultTable.sequence.in_(placed.values())))
        rows = {row["sequence"]: row for row in details}
        known = [placed[each] for each in names if each in placed]
        return mapping.in_order(mapping.exported_result, rows, known)

    def counts(self) -> SqliteCounts:
        """What charts are drawn from; usable until this is closed."""
        return SqliteCounts(self.database)

    def stations(self) -> Sequence[SharingStation]:
        """All that have ever sent, by name."""
        held = (
            select(
                RESULT.c.source_id,
                func.count().label("results"),
                func.max(RESULT.c.triggered_utc_ns).label("newest_utc_ns"),
            )
            .group_by(RESULT.c.source_id)
            .subquery()
        )
        query = (
            select(
                SOURCE.c.station_id,
                func.count(),
                func.coalesce(func.sum(held.c.results), 0),
                func.max(held.c.newest_utc_ns),
                func.max(SOURCE.c.forwarded_utc_ns),
            )
            .outerjoin(held, held.c.source_id == SOURCE.c.source_id)
            .group_by(SOURCE.c.station_id)
            .order_by(SOURCE.c.station_id)
        )
        with self.database.reading() as connection:
            return [
                SharingStation(name, databases, int(results), newest, forwarded)
                for name, databases, results, newest, forwarded in connection.execute(query)
            ]
