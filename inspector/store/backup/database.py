"""The database of a running station as one consistent file, and what its rows name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, func, inspect, select, text, union

from inspector.domain.errors.store import DatabaseDamagedError
from inspector.store.connections import reader_engine
from inspector.store.faults import translated
from inspector.store.schema.seal_tables import SealTable
from inspector.store.schema.tables import ResultTable, ResultViewTable

_ROWS_AT_ONCE = 2000
_PICTURES = union(
    *(
        select(table.image_path, table.image_sha256).where(table.image_path != "")
        for table in (ResultTable, ResultViewTable)
    )
)


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A picture that a row names, by its path in the archive."""

    path: str
    sha256: str


def copy_database(path: Path, target: Path) -> None:
    """Copy a consistent state, including what still stands in the write-ahead log.

    The writer goes on meanwhile; what it commits from now on is not part of the copy.

    Raises:
        DatabaseDamagedError: the database is damaged.
        StoreError: it cannot be read, or the copy not be written.
    """
    engine = reader_engine(path)
    with translated(target):
        copy = sqlite3.connect(target)
        try:
            with engine.connect() as connection:
                source = connection.connection.driver_connection
                if isinstance(source, sqlite3.Connection):
                    source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
            engine.dispose()


def require_sound(path: Path, check: str) -> None:
    """Let SQLite look for damage.

    Args:
        path: A database that nobody writes.
        check: ``quick_check`` or ``integrity_check``.

    Raises:
        DatabaseDamagedError: with the first thing that is wrong.
    """
    with _opened(path) as engine, engine.connect() as connection:
        found = connection.execute(text(f"PRAGMA {check}(1)")).scalar()
    if found != "ok":
        raise DatabaseDamagedError(f"{path}: {found}")


def count_results(path: Path) -> int:
    """Rows of a database."""
    with _opened(path) as engine, engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(ResultTable)) or 0


def last_sealed(path: Path) -> int:
    """The sequence of the newest result under seal; 0 for none, also before there were seals."""
    with _opened(path) as engine, engine.connect() as connection:
        if not inspect(connection).has_table(SealTable.__tablename__):
            return 0
        return connection.scalar(select(func.max(SealTable.last_sequence))) or 0


def count_pictures(path: Path) -> int:
    """Pictures that rows of a database name."""
    with _opened(path) as engine, engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(_PICTURES.subquery())) or 0


def named_pictures(path: Path) -> Iterator[NamedPicture]:
    """All pictures that rows of a database name, each once."""
    with _opened(path) as engine, engine.connect() as connection:
        rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(_PICTURES)
        for picture_path, sha256 in rows:
            yield NamedPicture(picture_path, sha256)


@contextmanager
def _opened(path: Path) -> Iterator[Engine]:
    """A database for reading, its failures in our words."""
    engine = reader_engine(path)
    try:
        with translated(path):
            yield engine
    finally:
        engine.dispose()
