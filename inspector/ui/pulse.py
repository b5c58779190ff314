"""A look at the station while nothing is heard from it: quiet, or gone?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.station import StationSnapshot


class Pulse(QObject):
    """One look at a time.

    Signals:
        felt: The station answers; with its snapshot.
    """

    felt = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject) -> None:
        super().__init__(parent)
        self._requests = requests
        self._under_way = False

    def take(self) -> None:
        """Ask, unless it is asked already."""
        if not self._under_way:
            self._under_way = True
            self._requests.ask(
                "pulse", lambda station: station.snapshot(), self._confirm, self._give_up
            )

    def _confirm(self, snapshot: StationSnapshot) -> None:
        self._under_way = False
        self.felt.emit(snapshot)

    def _give_up(self, error: InspectorError) -> None:
        self._under_way = False
