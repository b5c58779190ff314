"""Where the shared history is, with secrets from the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from inspector.domain.errors.shared_history import SharedHistoryAddressError
from inspector.domain.phrases.records import SharedHistoryPhrase

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_DRIVER = "postgresql+psycopg"


def server_address(text: str, environment: Mapping[str, str]) -> URL:
    """The URL with each ``${NAME}`` replaced by a variable, whatever characters that holds.

    Raises:
        SharedHistoryAddressError: it is no URL of a PostgreSQL server, or a variable is not set.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise SharedHistoryAddressError(
            SharedHistoryPhrase.ADDRESS_NO_URL(),
            remedy=f"Write {_DRIVER}://ACCOUNT:${{NAME}}@HOST/DATABASE.",
        ) from error
    if url.drivername != _DRIVER:
        raise SharedHistoryAddressError(
            SharedHistoryPhrase.ADDRESS_BEGINS(scheme=url.drivername),
            remedy=f"Begin it with {_DRIVER}://.",
        )

    def expand(part: str | None) -> str | None:
        return None if part is None else _VARIABLE.sub(variable, part)

    def variable(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in environment:
            raise SharedHistoryAddressError(SharedHistoryPhrase.VARIABLE_MISSING(name=name))
        return environment[name]

    return URL.create(
        _DRIVER,
        username=expand(url.username),
        password=expand(url.password),
        host=expand(url.host),
        port=url.port,
        database=expand(url.database),
        query=url.query,
    )
