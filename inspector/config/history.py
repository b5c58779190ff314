"""Where the history goes that several stations share."""

from __future__ import annotations

import re
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from inspector.config.base import ConfigModel

_VARIABLE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
_SCHEME = "postgresql+psycopg"


class HistoryConfig(ConfigModel):
    """The station's own history is a file in its data folder; a copy may go to a server."""

    url: str | None = Field(
        None,
        max_length=1024,
        description="PostgreSQL server that several stations share, "
        "`postgresql+psycopg://ACCOUNT:${NAME}@HOST/DATABASE`; ${NAME} stands for an environment "
        "variable; absent for no shared history",
    )

    @model_validator(mode="after")
    def _require_address(self) -> Self:
        # A validator of the entry alone would repeat a password that was written here.
        if self.url is None:
            return self
        try:
            parts = urlsplit(self.url)
            password = parts.password
            is_address = parts.scheme == _SCHEME and bool(parts.hostname and parts.path.strip("/"))
        except ValueError:
            password, is_address = None, False
        if password is not None and not _VARIABLE.fullmatch(password):
            raise ValueError(
                "the password in url must be ${NAME}: it stands in that environment variable, not "
                "in this file"
            )
        if not is_address:
            raise ValueError(f"url must be {_SCHEME}://ACCOUNT:${{NAME}}@HOST/DATABASE")
        return self
