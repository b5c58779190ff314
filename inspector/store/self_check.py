"""What the database says of itself while the station runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from inspector.clock import monotonic_ns
from inspector.store.connections import reader_engine
from inspector.store.database import Database
from inspector.store.faults import translated

_OPS_BETWEEN_LOOKS = 20_000
_NS_PER_MS = 1_000_000


class SqliteSelfCheck:
    """Looks at a database in use.

    Args:
        path: The database.
        database: The same, opened.
    """

    def __init__(self, path: Path, database: Database) -> None:
        self._path = path
        self._database = database

    @property
    def size_bytes(self) -> int:
        """Size of the file, without its write-ahead log."""
        return self._path.stat().st_size

    def integrity(self, give_up: Callable[[], bool]) -> str | None:
        """`PRAGMA quick_check` on a connection of its own; readers never hold the writer up.

        Args:
            give_up: Asked again and again; ``True`` breaks the check off.

        Returns:
            Empty when the database is whole, else what is wrong; ``None`` when it was broken off.

        Raises:
            StoreError: the database cannot be read at all.
        """
        engine = reader_engine(self._path)
        try:
            with translated(self._path), engine.connect() as connection:
                raw = connection.connection.driver_connection
                if not isinstance(raw, sqlite3.Connection):
                    return None
                raw.set_progress_handler(lambda: int(give_up()), _OPS_BETWEEN_LOOKS)
                try:
                    found = [str(row[0]) for row in raw.execute("PRAGMA quick_check(5)")]
                except sqlite3.OperationalError:
                    if give_up():
                        return None
                    raise
                finally:
                    raw.set_progress_handler(None, 0)
        finally:
            engine.dispose()
        return "" if found == ["ok"] else "; ".join(found)

    def writer_wait_ms(self) -> float:
        """How long an empty transaction of the writer takes, its turn included.

        Raises:
            StoreError: nothing can be written.
        """
        began = monotonic_ns()
        with self._database.writing():
            pass
        return (monotonic_ns() - began) / _NS_PER_MS
