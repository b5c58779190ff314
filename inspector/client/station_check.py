"""The station's check of itself as a program sees it."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inspector.client.answers import parsed
from inspector.wire.station_check import CheckRequest, CheckRun

_PATH = "/v1/station/check"


class StationCheckClient:
    """The check of one station. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def last(self) -> CheckRun:
        """The check that runs with what it has found so far, or the last one."""
        return parsed(CheckRun, self._exchange("GET", _PATH).content)

    def begin(self, client_version: str = "") -> CheckRun:
        """Begin a check.

        Raises:
            RightMissingError: the role may not do this.
            CommandNotAllowedError: one runs already.
        """
        body = CheckRequest(client_version=client_version).model_dump(mode="json")
        return parsed(CheckRun, self._exchange("POST", _PATH, json=body).content)

    def cancel(self) -> CheckRun:
        """Break off the check that runs, if one does."""
        return parsed(CheckRun, self._exchange("DELETE", _PATH).content)
