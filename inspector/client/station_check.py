"""The station's check of itself as a program sees it."""

from __future__ import annotations

from inspector.client.routes import Routes
from inspector.wire.station_check import CheckRequest, CheckRun

_PATH = "/v1/station/check"


class StationCheckClient(Routes):
    """The check of one station. Methods raise as those of the station client."""

    def last(self) -> CheckRun:
        """The check that runs with what it has found so far, or the last one."""
        return self._get(CheckRun, _PATH)

    def begin(self, client_version: str = "") -> CheckRun:
        """Begin a check.

        Raises:
            RightMissingError: the role may not do this.
            CommandNotAllowedError: one runs already.
        """
        return self._send(CheckRun, "POST", _PATH, CheckRequest(client_version=client_version))

    def cancel(self) -> CheckRun:
        """Break off the check that runs, if one does."""
        return self._send(CheckRun, "DELETE", _PATH)
