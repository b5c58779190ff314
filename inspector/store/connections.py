"""How the database is connected to: one writer, many readers, the settings of ADR 0003."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

BUSY_TIMEOUT_S = 5.0
READERS = 8
_WRITER_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -16384",
    "PRAGMA journal_size_limit = 67108864",
)
_READER_PRAGMAS = (
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -4096",
)


def writer_engine(path: Path) -> Engine:
    """The one connection that writes; it never creates a file and takes its lock at BEGIN."""
    return _engine(path, "rw", _WRITER_PRAGMAS, begin="BEGIN IMMEDIATE", pool_size=1)


def creator_engine(path: Path) -> Engine:
    """As :func:`writer_engine`, for a file that does not exist yet."""
    return _engine(path, "rwc", _WRITER_PRAGMAS, begin="BEGIN IMMEDIATE", pool_size=1)


def reader_engine(path: Path) -> Engine:
    """Read-only connections for any thread; in WAL mode the writer never waits for them."""
    return _engine(path, "ro", _READER_PRAGMAS, begin="BEGIN", pool_size=READERS)


def _engine(
    path: Path, mode: str, pragmas: tuple[str, ...], *, begin: str, pool_size: int
) -> Engine:
    uri = f"{path.resolve().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in pragmas:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=pool_size, max_overflow=0
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver's own transaction control would leave DDL outside of the transaction.
        connection.exec_driver_sql(begin)

    return engine
