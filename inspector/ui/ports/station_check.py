"""The station's check of itself."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.station_check import CheckRun


class StationCheck(Protocol):
    """One check at a time; raises as :class:`Station`."""

    def last(self) -> CheckRun:
        """The check that runs with what it has found so far, or the last one."""

    def begin(self, client_version: str, /) -> CheckRun:
        """Begin a check."""

    def cancel(self) -> CheckRun:
        """Break off the check that runs."""
