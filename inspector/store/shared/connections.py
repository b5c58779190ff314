"""Connections to the server of the shared history."""

from __future__ import annotations

from sqlalchemy import URL, Engine, create_engine

from inspector.domain.errors.shared_history import SharedHistoryDriverMissingError
from inspector.store.database import Database
from inspector.store.shared.faults import translated

SCHEMA = "inspector"
_SETTINGS = {
    "search_path": SCHEMA,
    "timezone": "UTC",
    "lock_timeout": "20s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "30s",
}
"""A sender whose network went away must not hold the others up for long."""
_LINK = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "application_name": "inspector",
}


def open_server(url: URL, *, readers: int = 4) -> Database:
    """Connections are made when they are needed; one of them writes.

    Raises:
        SharedHistoryDriverMissingError: psycopg is not installed.
    """
    reader = _engine(url, readers).execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    return Database(translated, reader, _engine(url, 1))


def _engine(url: URL, size: int) -> Engine:
    options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    try:
        return create_engine(
            url,
            pool_size=size,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args=_LINK | {"options": options},
        )
    except ModuleNotFoundError as error:
        raise SharedHistoryDriverMissingError("psycopg is not installed") from error
