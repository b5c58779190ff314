"""Bringing the shared history to the schema of this program, forward only.

Alembic is imported only here and only when there is something to do.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, inspect, select, text

from inspector.domain.errors.shared_history import (
    SharedHistoryError,
    SharedHistoryNotReadyError,
    SharedHistoryTooNewError,
)
from inspector.domain.phrases.records import SharedHistoryPhrase
from inspector.resources import bundled
from inspector.store.database import Database
from inspector.store.shared.connections import SCHEMA

CURRENT_REVISION = "0001"
"""The newest revision in ``db/shared/versions``."""

WRITING = 0x494E5350
"""The lock that whoever writes holds until the end of the transaction: so results become visible
in the order of their sequences, and nobody who follows them misses one."""


def lock(connection: Connection) -> None:
    """Wait until nobody else writes."""
    connection.execute(select(func.pg_advisory_xact_lock(WRITING)))


def prepare(database: Database) -> None:
    """Make the schema, or bring it up to date.

    Raises:
        SharedHistoryTooNewError: a newer program has made it; nothing was changed.
        SharedHistoryError: the server cannot be reached or refuses.
    """
    with database.writing() as connection:
        lock(connection)
        present = _revision(connection)
        if present is None:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        if present != CURRENT_REVISION:
            _refuse_newer(present)
            _upgrade(connection)


def require_current(database: Database) -> None:
    """Refuse to read what this program does not know.

    Raises:
        SharedHistoryTooNewError: a newer program has made it.
        SharedHistoryNotReadyError: there is none, or an older program has made it.
    """
    with database.reading() as connection:
        present = _revision(connection)
    _refuse_newer(present)
    if present != CURRENT_REVISION:
        raise SharedHistoryNotReadyError(
            SharedHistoryPhrase.SHARED_SCHEMA_OTHER(known=CURRENT_REVISION, present=present)
            if present
            else SharedHistoryPhrase.SHARED_SCHEMA_ABSENT(known=CURRENT_REVISION)
        )


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version", schema=SCHEMA):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {SCHEMA}.alembic_version"))  # noqa: S608
    return None if found is None else str(found)


def _refuse_newer(present: str | None) -> None:
    if present is not None and present > CURRENT_REVISION:
        raise SharedHistoryTooNewError(
            SharedHistoryPhrase.SHARED_TOO_NEW(present=present, known=CURRENT_REVISION)
        )


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(bundled("shared")).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, CURRENT_REVISION)
    except CommandError as error:
        raise SharedHistoryError(str(error)) from error
