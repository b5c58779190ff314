"""Connections to the server of the shared history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event

from inspector.domain.errors.shared_history import SharedHistoryDriverMissingError
from inspector.domain.phrases.records import SharedHistoryPhrase
from inspector.store.database import Database
from inspector.store.shared.faults import translated

if TYPE_CHECKING:
    from psycopg.abc import Buffer

SCHEMA = "inspector"
_SETTINGS = {
    "search_path": SCHEMA,
    "timezone": "UTC",
    "lock_timeout": "20s",
    "idle_in_transaction_session_timeout": "30s",
}
"""A sender whose network went away must not hold the others up for long."""
_READERS = 4
_LINK = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "application_name": "inspector",
}


def open_server(url: URL, *, statement_s: int = 60) -> Database:
    """Connections are made when they are needed; one of them writes.

    Args:
        url: The server.
        statement_s: How long one statement may take.

    Raises:
        SharedHistoryDriverMissingError: psycopg is not installed.
    """
    reader = _engine(url, _READERS, statement_s).execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    return Database(translated, reader, _engine(url, 1, statement_s))


def _engine(url: URL, size: int, statement_s: int) -> Engine:
    settings = _SETTINGS | {"statement_timeout": f"{statement_s}s"}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    try:
        engine = create_engine(
            url,
            pool_size=size,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args=_LINK | {"options": options},
        )
    except ModuleNotFoundError as error:
        raise SharedHistoryDriverMissingError(SharedHistoryPhrase.PSYCOPG_MISSING()) from error
    event.listen(engine, "connect", _replace_nul)
    return engine


def _replace_nul(connection: Any, _record: object) -> None:
    """PostgreSQL knows no text with NUL in it, be it kept or looked for."""
    from psycopg.types.string import StrDumper

    class Storable(StrDumper):
        def dump(self, obj: str) -> Buffer | None:
            return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))

    connection.adapters.register_dumper(str, Storable)
