"""Bringing the database to the schema of this program, forward only and in one transaction.

Alembic is imported only here and only when there is something to migrate: a start-up with a current
database, or with none yet, does not pay for it.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.store import StoreError
from inspector.resources import bundled
from inspector.store.connections import creator_engine, reader_engine, writer_engine
from inspector.store.faults import translated

CURRENT_REVISION = "0018"
"""The newest revision in ``db/migrations/versions``; revisions are numbered in order."""

BACKUP_FOLDER = "backups"

_log = logging.getLogger(__name__)


def create(path: Path) -> None:
    """Create a database from ``schema.sql``, which a test holds against the revisions."""
    schema = bundled("schema.sql").read_text("utf-8")
    with _drafted(path) as draft, translated(path):
        engine = creator_engine(draft)
        try:
            with closing(engine.raw_connection()) as connection:
                script = f"BEGIN IMMEDIATE;\n{schema}\nCOMMIT;"
                connection.cursor().executescript(script)
        finally:
            engine.dispose()


def create_at(path: Path, revision: str) -> None:
    """Create a database as the revisions up to this one make it."""
    with _drafted(path) as draft:
        _upgrade(creator_engine(draft), draft, revision, bundled("migrations"))


@contextmanager
def _drafted(path: Path) -> Iterator[Path]:
    """Another name, renamed in the end: a half-made database is never found."""
    draft = path.with_name(f"{path.name}.new")
    for leftover in (draft, *_sidecars(draft)):
        leftover.unlink(missing_ok=True)
    yield draft
    draft.replace(path)


def migrate(path: Path, present: str, scripts: Path | None = None) -> Path:
    """Back the database up, then upgrade it; a failing revision leaves it as it was.

    Args:
        path: The database.
        present: Its revision.
        scripts: The folder of the revisions, by default the bundled one.

    Returns:
        The backup.
    """
    backup = _back_up(path, present)
    _log.info("migrating %s from revision %s; backup: %s", path, present, backup)
    _upgrade(writer_engine(path), path, "head", scripts or bundled("migrations"))
    return backup


def _upgrade(engine: Engine, path: Path, revision: str, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    try:
        with translated(path), engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    except CommandError as error:
        raise StoreError(f"{path}: {error}") from error
    finally:
        engine.dispose()


def _back_up(path: Path, present: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    backup = path.parent / BACKUP_FOLDER / f"{path.stem}-{present}-{stamp}{path.suffix}"
    draft = backup.with_name(f"{backup.name}.new")
    try:
        backup.parent.mkdir(exist_ok=True)
        with translated(path):
            _copy(path, draft)
        draft.replace(backup)
    except OSError as error:
        raise FolderNotWritableError(f"{backup}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
    return backup


def _copy(path: Path, target: Path) -> None:
    """Copy a consistent state, including what still stands in the write-ahead log."""
    engine = reader_engine(path)
    copy = sqlite3.connect(target)
    try:
        with engine.connect() as connection:
            source = connection.connection.driver_connection
            if isinstance(source, sqlite3.Connection):
                source.backup(copy)
    finally:
        copy.close()
        engine.dispose()


def _sidecars(path: Path) -> tuple[Path, Path]:
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")
