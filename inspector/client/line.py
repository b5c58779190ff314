"""Registers and outputs of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Mapping

from inspector.client.routes import Routes
from inspector.wire.plc import MaintenanceRequest, MaintenanceState, PlcState


class LineClient(Routes):
    """The line of one station. Methods raise as those of the station client."""

    def plc(self) -> PlcState:
        """Both register blocks, the signals and the link as they stand now."""
        return self._get(PlcState, "/v1/plc")

    def begin_maintenance(self) -> MaintenanceState:
        """Take the station out of service; renew it within its ``renew_within_s``.

        Raises:
            NotSignedInError: sign in first.
            RightMissingError: the role may not do this.
            CommandNotAllowedError: the station inspects parts.
            MaintenanceHeldError: somebody works on it already.
        """
        return self._maintain(MaintenanceRequest(active=True))

    def renew_maintenance(self, period: int, forced: Mapping[str, bool]) -> MaintenanceState:
        """Go on with the maintenance of this number; these outputs and no others are forced.

        Raises:
            MaintenanceOverError: it has ended meanwhile; otherwise as :meth:`begin_maintenance`.
        """
        return self._maintain(MaintenanceRequest(active=True, period=period, forced=dict(forced)))

    def end_maintenance(self) -> MaintenanceState:
        """Release all outputs and end the maintenance; raises as :meth:`begin_maintenance`."""
        return self._maintain(MaintenanceRequest(active=False))

    def _maintain(self, request: MaintenanceRequest) -> MaintenanceState:
        return self._send(MaintenanceState, "POST", "/v1/maintenance", request)
