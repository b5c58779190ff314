"""Opening the database of a data folder: created, migrated or refused."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.store import DatabaseDamagedError, DatabaseTooNewError
from inspector.domain.evaluation import Reason
from inspector.domain.phrases.records import RecordPhrase
from inspector.store.database import Database
from inspector.store.probe import check_file, reasons_named, revision
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore
from inspector.store.schema.migration import CURRENT_REVISION, create, migrate

DATABASE_NAME = "inspector.db"


def open_store(folder: Path) -> SqliteResultStore:
    """Open the database in ``folder`` for writing; create it or bring it up to date first.

    Raises:
        DatabaseTooNewError: a newer program wrote it; nothing was changed.
        DatabaseDamagedError: the file is no database of ours; nothing was changed.
        FolderNotWritableError: the folder or the file cannot be written.
        DiskFullError: there is no space to create, back up or migrate it.
    """
    path = folder / DATABASE_NAME
    _make_folder(folder)
    if not path.exists():
        _refuse_orphaned_log(path)
        create(path)
    present = _checked_revision(path)
    if present == CURRENT_REVISION:
        _require_known_reasons(path)
    else:
        migrate(path, present)
    return SqliteResultStore(path)


def open_history(folder: Path) -> SqliteHistory:
    """Open the database in ``folder`` for reading, whether a station runs or not.

    Raises:
        DatabaseTooNewError: a newer program wrote it.
        DatabaseDamagedError: there is none, it is none of ours, or it waits for its migration.
    """
    path = folder / DATABASE_NAME
    if not path.exists():
        raise DatabaseDamagedError(
            RecordPhrase.DATABASE_ABSENT(path=str(path)),
            remedy="Name the data folder of a station that has run.",
        )
    present = _checked_revision(path)
    if present != CURRENT_REVISION:
        raise DatabaseDamagedError(
            RecordPhrase.SCHEMA_OTHER(path=str(path), present=present, known=CURRENT_REVISION),
            remedy="Start the station once; it migrates the database and keeps a backup.",
        )
    return SqliteHistory(Database.to_read(path))


def _checked_revision(path: Path) -> str:
    check_file(path)
    present = revision(path)
    if present > CURRENT_REVISION:
        raise DatabaseTooNewError(
            RecordPhrase.SCHEMA_TOO_NEW(path=str(path), present=present, known=CURRENT_REVISION)
        )
    return present


def _require_known_reasons(path: Path) -> None:
    """A new reason needs no other schema, as a new verdict or outcome does, which it checks.

    Who only reads is told of such rows one by one: a damaged disk may have made them.
    """
    unknown = reasons_named(path) - set(Reason)
    if unknown:
        reasons = ", ".join(map(str, sorted(unknown)))
        raise DatabaseTooNewError(RecordPhrase.REASONS_TOO_NEW(path=str(path), reasons=reasons))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritableError(f"{folder}: {error.strerror}") from error


def _refuse_orphaned_log(path: Path) -> None:
    """A new database beside an old write-ahead log would be overwritten by it."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size > 0:
        raise DatabaseDamagedError(RecordPhrase.DATABASE_LEFT_ITS_LOG(path=str(path), log=log.name))
