"""What a database file is, found out without writing to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, text

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.store import DatabaseDamagedError
from inspector.domain.phrases.records import RecordPhrase
from inspector.store.connections import reader_engine
from inspector.store.faults import translated
from inspector.store.schema.tables import APPLICATION_ID, ResultTable

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
WHOLE_CHECK_BYTES = 16 * 1024 * 1024
"""Up to this size the whole database is checked at start-up; a larger one would take too long."""


@dataclass(frozen=True, slots=True)
class FileHeader:
    """The part of SQLite's file header that tells how long the file has to be."""

    page_bytes: int
    pages: int


def check_file(path: Path) -> None:
    """Read the header without SQLite, which would take an empty file for a new database.

    Raises:
        DatabaseDamagedError: the file is no database, or shorter than its header says.
        FolderNotWritableError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = _parse(file.read(_HEADER_BYTES))
        size = path.stat().st_size
        wal = path.with_name(f"{path.name}-wal")
        pending = wal.exists() and wal.stat().st_size > 0
    except OSError as error:
        raise FolderNotWritableError(f"{path}: {error.strerror}") from error
    if header is None:
        raise DatabaseDamagedError(RecordPhrase.NO_DATABASE(path=str(path)))
    # With a pending write-ahead log the file may lag behind its header; SQLite completes it.
    if not pending and size < header.page_bytes * header.pages:
        raise DatabaseDamagedError(
            RecordPhrase.DATABASE_TRUNCATED(path=str(path), size=size, pages=header.pages)
        )


def revision(path: Path) -> str:
    """The schema revision of a database of ours, checked as far as start-up allows.

    Raises:
        DatabaseDamagedError: the database belongs to another program or fails its check.
    """
    engine = reader_engine(path)
    try:
        with translated(path):
            return _revision(engine, path)
    finally:
        engine.dispose()


def reasons_named(path: Path) -> frozenset[int]:
    """Why parts could not be judged, by the numbers that results hold.

    Each number costs one look into their index, however many rows have it.
    """
    engine = reader_engine(path)
    try:
        with translated(path), engine.connect() as connection:
            return frozenset(_reasons(connection))
    finally:
        engine.dispose()


def _reasons(connection: Connection) -> Iterator[int]:
    column, last = ResultTable.reason, 0
    indexed = text("result.reason <> 0")
    while True:
        following = connection.scalar(select(func.min(column)).where(column > last, indexed))
        if following is None:
            return
        last = following
        yield last


def _revision(engine: Engine, path: Path) -> str:
    with engine.connect() as connection:
        ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
        if not ours or not inspect(connection).has_table("alembic_version"):
            raise DatabaseDamagedError(RecordPhrase.DATABASE_OF_OTHERS(path=str(path)))
        if path.stat().st_size <= WHOLE_CHECK_BYTES:
            finding = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            if finding != "ok":
                raise DatabaseDamagedError(f"{path}: {finding}")
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _parse(header: bytes) -> FileHeader | None:
    """Bytes 16 and 28 of https://www.sqlite.org/fileformat.html#the_database_header."""
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        return None
    page_bytes = int.from_bytes(header[16:18], "big")
    return FileHeader(
        page_bytes=65536 if page_bytes == 1 else page_bytes,
        pages=int.from_bytes(header[28:32], "big"),
    )
