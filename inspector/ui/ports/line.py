"""Registers and outputs of a station."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from inspector.wire.plc import MaintenanceState, PlcState


class Line(Protocol):
    """Registers and outputs; raises as :class:`Station`."""

    def plc(self) -> PlcState:
        """Both register blocks, the signals and the link."""

    def begin_maintenance(self) -> MaintenanceState:
        """Take the station out of service."""

    def renew_maintenance(self, period: int, forced: Mapping[str, bool], /) -> MaintenanceState:
        """Go on with it; these outputs and no others are forced."""

    def end_maintenance(self) -> MaintenanceState:
        """Release all outputs."""
