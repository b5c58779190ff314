"""SQLite's failures in the station's own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.store import (
    DatabaseDamagedError,
    DiskFailingError,
    DiskFullError,
    StoreError,
)
from inspector.domain.phrases.records import RecordPhrase

_BY_PRIMARY_CODE: dict[int, type[InspectorError]] = {
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_IOERR: DiskFailingError,
    sqlite3.SQLITE_READONLY: FolderNotWritableError,
    sqlite3.SQLITE_CANTOPEN: FolderNotWritableError,
    sqlite3.SQLITE_PERM: FolderNotWritableError,
    sqlite3.SQLITE_CORRUPT: DatabaseDamagedError,
    sqlite3.SQLITE_NOTADB: DatabaseDamagedError,
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLAlchemy and SQLite raise into an :class:`InspectorError` about ``path``."""
    try:
        yield
    except DBAPIError as error:
        raise domain_error(error.orig, path) from error
    except sqlite3.Error as error:
        raise domain_error(error, path) from error
    except (SQLAlchemyError, OverflowError, UnicodeError) as error:
        raise StoreError(f"{path}: {error}") from error


@contextmanager
def readable(row: str | int) -> Iterator[None]:
    """Turn values that nobody writes, as a damaged disk leaves them, into an error of their row."""
    try:
        yield
    except (ValueError, KeyError) as error:
        raise DatabaseDamagedError(
            RecordPhrase.RESULT_UNREADABLE(row=row, fault=str(error))
        ) from error


def domain_error(error: BaseException | None, path: Path) -> InspectorError:
    """The error of ours for one of SQLite's, by its primary result code."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    kind = _BY_PRIMARY_CODE.get(code & 0xFF, StoreError)
    return kind(f"{path}: {error}")
