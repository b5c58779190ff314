"""PostgreSQL's failures in the station's own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from inspector.domain.errors.shared_history import (
    SharedHistoryError,
    SharedHistoryNotReadyError,
    SharedHistoryRefusedError,
    SharedHistorySlowError,
    SharedHistoryUnreachableError,
)

_BY_CLASS: dict[str, type[SharedHistoryError]] = {
    "08": SharedHistoryUnreachableError,
    "28": SharedHistoryRefusedError,
    "3D": SharedHistoryRefusedError,
    "57": SharedHistoryUnreachableError,
}
_BY_STATE: dict[str, type[SharedHistoryError]] = {
    "25P03": SharedHistoryUnreachableError,
    "42501": SharedHistoryRefusedError,
    "42P01": SharedHistoryNotReadyError,
    "53300": SharedHistoryUnreachableError,
    "57014": SharedHistorySlowError,
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""
_STARTING = "the database system is"


@contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLAlchemy and psycopg raise into a :class:`SharedHistoryError`."""
    try:
        yield
    except DBAPIError as error:
        raise domain_error(error) from error
    except (SQLAlchemyError, OverflowError, UnicodeError) as error:
        raise SharedHistoryError(str(error)) from error


def domain_error(error: DBAPIError) -> SharedHistoryError:
    """The error of ours for one of the driver's; its text is the server's first line."""
    text = str(error.orig).strip().partition("\n")[0]
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        kind = _BY_STATE.get(state) or _BY_CLASS.get(state[:2], SharedHistoryError)
        return kind(text)
    if _was_refused(error.orig, text):
        return SharedHistoryRefusedError(text)
    return SharedHistoryUnreachableError(text)


def _was_refused(error: BaseException | None, text: str) -> bool:
    """A failed connection tells no state: libpq only says whether a password was asked for."""
    link = getattr(error, "pgconn", None)
    if link is not None and (link.used_password or link.needs_password):
        return True
    return "FATAL" in text and _STARTING not in text
