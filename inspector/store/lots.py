"""Lots: begun and ended, one at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from inspector.domain.errors.history import LotRunningError, NoLotError
from inspector.domain.evaluation import Evaluation
from inspector.domain.lots import LineReading, Lot, LotBoundary, LotEdge, LotUse
from inspector.store.database import Database
from inspector.store.rows.values import storable
from inspector.store.schema.lot_tables import LotReadingTable, LotTable, LotTallyTable, LotUseTable

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

_LAST = 64
"""More boundaries than this between two decisions on parts there cannot be."""
_RUNNING = select(LotTable.__table__).where(LotTable.ended_utc_ns.is_(None))
_KEEP_USE = upsert(LotUseTable).on_conflict_do_update(
    index_elements=["journal_id", "trigger_index"],
    set_={"lot_id": upsert(LotUseTable).excluded.lot_id},
)
"""Two boundaries without a part between them: the later one counts."""


class SqliteLots:
    """Implements :class:`inspector.domain.lots.LotStore`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, lot: Lot, boundary: LotBoundary) -> Lot:
        """Keep a new lot that begins at this part, and end the one that runs; with its id.

        Raises:
            LotRunningError: a lot of this name runs.
        """
        with self._database.writing() as connection:
            former = connection.execute(_RUNNING).mappings().first()
            if former is not None and former["name"] == lot.name:
                raise LotRunningError(f"lot {lot.name} runs already")
            if former is not None:
                _end(connection, former["lot_id"], lot.begun_utc_ns, lot.begun_by)
            statement = insert(LotTable).returning(LotTable.lot_id)
            row = {
                "name": storable(lot.name),
                "note": storable(lot.note),
                "begun_utc_ns": lot.begun_utc_ns,
                "begun_by": storable(lot.begun_by),
            }
            lot_id = connection.execute(statement, row).scalar_one()
            add_lot_uses(connection, boundary.journal_id, [LotUse(boundary.trigger_index, lot_id)])
            _keep_reading(connection, lot_id, LotEdge.BEGUN, boundary.reading)
            if former is not None:
                _keep_reading(connection, former["lot_id"], LotEdge.ENDED, boundary.reading)
        return replace(lot, lot_id=lot_id)

    def end(self, utc_ns: int, person: str, boundary: LotBoundary) -> Lot:
        """End the lot that runs.

        Raises:
            NoLotError: none runs.
        """
        with self._database.writing() as connection:
            running = connection.execute(_RUNNING).mappings().first()
            if running is None:
                raise NoLotError("no lot runs")
            _end(connection, running["lot_id"], utc_ns, person)
            add_lot_uses(connection, boundary.journal_id, [LotUse(boundary.trigger_index, None)])
            _keep_reading(connection, running["lot_id"], LotEdge.ENDED, boundary.reading)
            (ended,) = lots_of(connection, [running])
        return replace(ended, ended_utc_ns=utc_ns, ended_by=person)

    def running(self) -> Lot | None:
        """The lot that runs."""
        with self._database.reading() as connection:
            found = connection.execute(_RUNNING).mappings().all()
            return next(iter(lots_of(connection, found)), None)

    def page(self, before: int | None, limit: int) -> list[Lot]:
        """At most ``limit`` lots with an id below ``before``, newest first."""
        query = select(LotTable.__table__).order_by(LotTable.lot_id.desc()).limit(limit)
        if before is not None:
            query = query.where(LotTable.lot_id < before)
        with self._database.reading() as connection:
            return lots_of(connection, connection.execute(query).mappings().all())


def add_lot_uses(connection: Connection, journal_id: int, uses: Sequence[LotUse]) -> None:
    """Write boundaries; of two at one part the later one counts."""
    if uses and journal_id:
        rows = [
            {"journal_id": journal_id, "trigger_index": use.trigger_index, "lot_id": use.lot_id}
            for use in uses
        ]
        connection.execute(_KEEP_USE, rows)


def last_lot_uses(connection: Connection, journal_id: int) -> list[LotUse]:
    """The last boundaries in one journal, oldest first."""
    query = (
        select(LotUseTable.trigger_index, LotUseTable.lot_id)
        .where(LotUseTable.journal_id == journal_id)
        .order_by(LotUseTable.trigger_index.desc())
        .limit(_LAST)
    )
    return [LotUse(*row) for row in reversed(connection.execute(query).all())]


def _end(connection: Connection, lot_id: int, utc_ns: int, person: str) -> None:
    ended = {"ended_utc_ns": utc_ns, "ended_by": storable(person)}
    connection.execute(update(LotTable).where(LotTable.lot_id == lot_id).values(ended))


def _keep_reading(
    connection: Connection, lot_id: int, edge: LotEdge, reading: LineReading | None
) -> None:
    if reading is not None:
        row = {"lot_id": lot_id, "edge": edge.value, **asdict(reading)}
        connection.execute(insert(LotReadingTable), row)


def lots_of(connection: Connection, rows: Sequence[RowMapping]) -> list[Lot]:
    """Rows of lots with how many results each has."""
    counts: defaultdict[int, dict[Evaluation, int]] = defaultdict(dict)
    query = select(LotTallyTable.__table__).where(
        LotTallyTable.lot_id.in_([row["lot_id"] for row in rows])
    )
    for each in connection.execute(query).mappings():
        counts[each["lot_id"]][Evaluation(each["evaluation"])] = each["results"]
    return [Lot(**row, by_evaluation=counts[row["lot_id"]]) for row in rows]
