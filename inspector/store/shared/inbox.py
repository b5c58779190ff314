"""Keeps what a station sends: rows and how far they go in one transaction.

Every row has a key of its station, and one that is there already is brought up to date. So a batch
whose commit nobody heard of may be sent again.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, select, update
from sqlalchemy.dialects.postgresql import Insert, insert

from inspector.domain.errors.shared_history import SharedHistoryTakenError
from inspector.domain.forwarding import Batch, Rows
from inspector.domain.phrases.records import SharedHistoryPhrase
from inspector.store.database import Database
from inspector.store.reading.sequence_range import BLOCK_BITS
from inspector.store.shared.partitions import Month, make_partitions, month_of
from inspector.store.shared.schema import lock, prepare
from inspector.store.shared.tables import (
    IMAGE_HEALTH,
    LOT,
    PROVENANCE,
    RESULT,
    RESULT_SPAN,
    RESULT_VIEW,
    REVIEW,
    SOURCE,
)


def _upsert(table: Table, *keys: str, keep: frozenset[str] = frozenset()) -> Insert:
    """Write rows, or bring those of these keys up to date but for the columns to keep."""
    statement = insert(table)
    changed = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in keep.union(keys)
    }
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


_ADD_SOURCE = _upsert(
    SOURCE,
    "station_id",
    "lineage",
    keep=frozenset({"source_id", "forwarded", "forwarded_utc_ns"}),
).returning(SOURCE.c.source_id, SOURCE.c.forwarded)
_ADD_PROVENANCE = insert(PROVENANCE).on_conflict_do_nothing()
_PUT_LOT = _upsert(
    LOT,
    "lineage",
    "source_lot_id",
    "begun_utc_ns",
    keep=frozenset({"lot_id", "station_id"}),
).returning(LOT.c.source_lot_id, LOT.c.lot_id)
_ADD_REVIEW = insert(REVIEW).on_conflict_do_nothing()
_PUT_RESULT = _upsert(
    RESULT,
    "station_id",
    "result_id",
    "triggered_utc_ns",
    keep=frozenset({"sequence"}),
).returning(RESULT.c.source_sequence, RESULT.c.sequence, RESULT.c.triggered_utc_ns)
_PUT_VIEW = _upsert(RESULT_VIEW, "sequence", "view", "triggered_utc_ns")
_PUT_HEALTH = _upsert(IMAGE_HEALTH, "sequence", "view", "triggered_utc_ns")
_WIDEN = insert(RESULT_SPAN)
_WIDEN = _WIDEN.on_conflict_do_update(
    index_elements=["block"],
    set_={
        "first_utc_ns": func.least(RESULT_SPAN.c.first_utc_ns, _WIDEN.excluded.first_utc_ns),
        "last_utc_ns": func.greatest(RESULT_SPAN.c.last_utc_ns, _WIDEN.excluded.last_utc_ns),
    },
)
_Placed = Mapping[int, tuple[int, int]]
"""By a station's sequence: that of the shared history, and when the part was triggered."""


class PostgresInbox:
    """Implements :class:`inspector.domain.forwarding.Inbox`; closes its connections.

    Args:
        database: The server.
        station_id: Who sends.
    """

    def __init__(self, database: Database, station_id: str) -> None:
        self._database = database
        self._station_id = station_id
        self._session = secrets.token_hex(16)
        self._source_id = 0
        self._lineage = ""
        self._months: frozenset[Month] = frozenset()

    def open(self, lineage: str) -> int:
        """Take over from any other sender of a database; its last sequence there, 0 for none."""
        prepare(self._database)
        row = {
            "station_id": self._station_id,
            "lineage": lineage,
            "session": self._session,
            "forwarded": 0,
        }
        with self._database.writing() as connection:
            source = connection.execute(_ADD_SOURCE, row).one()
        self._source_id, self._lineage = source.source_id, lineage
        return int(source.forwarded)

    def rewind(self, sequence: int) -> None:
        """Results behind this one are sent again."""
        with self._database.writing() as connection:
            self._move(connection, {"forwarded": sequence})

    def receive(self, batch: Batch, utc_ns: int) -> None:
        """Keep all of a batch, or nothing; keeping one again changes nothing."""
        wanted = {month_of(row["triggered_utc_ns"]) for row in batch.results}
        wanted.add(month_of(utc_ns).following)
        with self._database.writing() as connection:
            lock(connection)
            # First, so that one who was replaced meanwhile writes nothing.
            self._move(connection, {"forwarded": batch.last_sequence, "forwarded_utc_ns": utc_ns})
            make_partitions(connection, wanted - self._months)
            placed = self._put_results(connection, batch)
            _put_seen(connection, _PUT_VIEW, batch.views, placed)
            _put_seen(connection, _PUT_HEALTH, batch.health, placed)
            _widen_spans(connection, placed)
            self._add_reviews(connection, batch.reviews)
        self._months |= wanted

    def close(self) -> None:
        """Disconnect."""
        self._database.close()

    def _move(self, connection: Connection, mark: Mapping[str, int]) -> None:
        own = (SOURCE.c.source_id == self._source_id, SOURCE.c.session == self._session)
        if not connection.execute(update(SOURCE).where(*own).values(**mark)).rowcount:
            raise SharedHistoryTakenError(
                SharedHistoryPhrase.STATION_TAKEN(station=self._station_id)
            )

    def _put_results(self, connection: Connection, batch: Batch) -> _Placed:
        lots = self._put_lots(connection, batch.lots)
        provenances = _identified(connection, batch.provenances)
        stations = {row["provenance_id"]: row["station_id"] for row in batch.provenances}
        rows = [
            {
                **_without("sequence", row),
                "station_id": stations[row["provenance_id"]],
                "source_id": self._source_id,
                "source_sequence": row["sequence"],
                "provenance_id": provenances[row["provenance_id"]],
                "lot_id": lots.get(row["lot_id"]),
            }
            for row in batch.results
        ]
        if not rows:
            return {}
        found = connection.execute(_PUT_RESULT, rows)
        return {source: (sequence, utc_ns) for source, sequence, utc_ns in found}

    def _put_lots(self, connection: Connection, lots: Rows) -> Mapping[int, int]:
        rows = [
            {
                **_without("lot_id", row),
                "source_lot_id": row["lot_id"],
                "station_id": self._station_id,
                "lineage": self._lineage,
            }
            for row in lots
        ]
        if not rows:
            return {}
        return {row.source_lot_id: row.lot_id for row in connection.execute(_PUT_LOT, rows)}

    def _add_reviews(self, connection: Connection, reviews: Rows) -> None:
        for row in reviews:
            earlier = select(REVIEW.c.review_id).where(
                REVIEW.c.lineage == self._lineage,
                REVIEW.c.source_review_id == row["review_of"],
                REVIEW.c.result_id == row["result_id"],
            )
            own = _without("review_id", row) | {
                "source_review_id": row["review_id"],
                "station_id": self._station_id,
                "lineage": self._lineage,
                "review_of": connection.scalar(earlier),
            }
            connection.execute(_ADD_REVIEW, own)


def _without(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without its number at the station."""
    return {name: value for name, value in row.items() if name != key}


def _identified(connection: Connection, provenances: Rows) -> Mapping[int, int]:
    """From a station's numbers to those of the shared history."""
    found = {}
    for row in provenances:
        cited = _without("provenance_id", row)
        query = select(PROVENANCE.c.provenance_id).filter_by(**cited)
        connection.execute(_ADD_PROVENANCE, cited)
        found[row["provenance_id"]] = connection.execute(query).scalar_one()
    return found


def _put_seen(connection: Connection, put: Insert, rows: Rows, placed: _Placed) -> None:
    """Rows of views, under the sequences that their results have here."""
    moved = []
    for row in rows:
        sequence, triggered_utc_ns = placed[row["sequence"]]
        own = {"sequence": sequence, "triggered_utc_ns": triggered_utc_ns}
        moved.append(_without("sequence", row) | own)
    if moved:
        connection.execute(put, moved)


def _widen_spans(connection: Connection, placed: _Placed) -> None:
    spans: dict[int, tuple[int, int]] = {}
    for sequence, utc_ns in placed.values():
        block = sequence >> BLOCK_BITS
        first, last = spans.get(block, (utc_ns, utc_ns))
        spans[block] = (min(first, utc_ns), max(last, utc_ns))
    if spans:
        rows = [
            {"block": block, "first_utc_ns": first, "last_utc_ns": last}
            for block, (first, last) in sorted(spans.items())
        ]
        connection.execute(_WIDEN, rows)
