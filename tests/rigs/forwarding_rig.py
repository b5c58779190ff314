"""Stations that hand on, and what is then in the shared history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from postgres_server import PASSWORD, PostgresServer
from sqlalchemy import text

from inspector.domain.forwarding import Inbox
from inspector.services.forwarding.forwarder import Forwarder
from inspector.store.database import Database
from inspector.store.forwarding.outbox import SqliteOutbox
from inspector.store.opening import DATABASE_NAME
from inspector.store.shared.address import server_address
from inspector.store.shared.connections import open_server
from inspector.store.shared.inbox import PostgresInbox

ENVIRONMENT = {"HISTORY_PASSWORD": PASSWORD}
_RESULTS = """
SELECT provenance.station_id, result_id, triggered_utc_ns, decided_utc_ns, latency_ns, part_id,
encoder, journal_id, trigger_index, view, camera, evaluation, reason, class_name, score, threshold,
novelty, scores, frame_id, image_path, image_sha256, image_note, missed_since_last, device_ns,
outcome, outcome_utc_ns, late_evaluation, review, challenge, score_band, lot.name,
lot.ended_utc_ns, recipe_revision, config_hash
FROM result JOIN provenance USING (provenance_id) LEFT JOIN lot USING (lot_id) ORDER BY 1, 2"""
_VIEWS = """
SELECT result_id, result_view.view, result_view.camera, result_view.class_name,
result_view.image_path, result_view.image_note, focus FROM result
JOIN result_view ON result_view.sequence = result.sequence
LEFT JOIN image_health ON image_health.sequence = result.sequence
AND image_health.view = result_view.view ORDER BY 1, 2"""
_REVIEWS = """
SELECT review.result_id, review.utc_ns, review.person, review.role, review.label, review.evaluation,
review.reason, earlier.person FROM review
LEFT JOIN review AS earlier ON earlier.review_id = review.review_of ORDER BY 1, 2, 3"""
_LOTS = "SELECT name, note, begun_utc_ns, begun_by, ended_utc_ns, ended_by FROM lot ORDER BY 3"
KEPT = {"results": _RESULTS, "views": _VIEWS, "reviews": _REVIEWS, "lots": _LOTS}
"""What must be the same on both sides, without the numbers that each side counts by."""


def kept(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All rows."""
    with database.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(text(query))]
            for name, query in KEPT.items()
        }


@contextmanager
def opened(database: Database) -> Iterator[Database]:
    try:
        yield database
    finally:
        database.close()


def kept_at_station(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    with opened(Database.to_read(folder / DATABASE_NAME)) as database:
        return kept(database)


class Shared:
    """A shared history of its own for one test."""

    def __init__(self, server: PostgresServer) -> None:
        self.server = server
        self.name = server.new_database()

    @property
    def url(self) -> str:
        return self.server.url(self.name)

    def database(self, port: int | None = None, password: str = PASSWORD) -> Database:
        url = self.server.url(self.name, port)
        return open_server(server_address(url, {"HISTORY_PASSWORD": password}))

    def inbox(self, station_id: str = "line-3", port: int | None = None) -> PostgresInbox:
        return PostgresInbox(self.database(port), station_id)

    def fill(self, station: Database, folder: Path) -> None:
        """With all that a station holds, which is only read."""
        copy = folder / DATABASE_NAME
        with station.reading() as source, closing(sqlite3.connect(copy)) as target:
            source.connection.driver_connection.backup(target)
        with opened(Database.to_write(copy)) as database:
            inbox = self.inbox()
            send_all(SqliteOutbox(database), inbox)
            inbox.close()

    def kept(self) -> dict[str, list[tuple[Any, ...]]]:
        with opened(self.database()) as database:
            return kept(database)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with opened(self.database()) as database, database.writing() as connection:
            found = connection.execute(text(query))
            return [tuple(row) for row in found] if found.returns_rows else []


def send_all(outbox: SqliteOutbox, inbox: Inbox, limit: int = 50) -> int:
    """What a forwarder does until nothing is left; how many batches it took."""
    at_server = inbox.open(outbox.open())
    sent = outbox.resume(at_server)
    if sent != at_server:
        inbox.rewind(sent)
    outbox.begin_behind(sent)
    batches = 0
    while (batch := outbox.take(sent, limit)) is not None:
        inbox.receive(batch, 1_750_000_000_000_000_000)
        outbox.confirm(batch, 1_750_000_000_000_000_000)
        sent = batch.last_sequence
        batches += 1
    return batches


@contextmanager
def forwarding(outbox: SqliteOutbox, connect: Callable[[], Inbox]) -> Iterator[Forwarder]:
    """A forwarder that runs."""
    forwarder = Forwarder(outbox, connect, lambda: True, interval_s=0.02)
    forwarder.start()
    try:
        yield forwarder
    finally:
        forwarder.stop()
