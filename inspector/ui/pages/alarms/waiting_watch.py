"""What waits for somebody, while the page is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.alarms import AlarmsWaiting

INTERVAL_MS = 1000


class WaitingWatch(QObject):
    """Asks one question at a time.

    Signals:
        told: With what waits.
        missed: With the error of an answer that did not come.
    """

    told = Signal(object)
    missed = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._under_way = False
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, watched: bool) -> None:
        """Begin or end to ask."""
        self._under_way = False
        if watched:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Ask now."""
        if not self._under_way:
            self._under_way = True
            self._requests.ask(
                "waiting alarms", lambda station: station.alarms.waiting(), self._tell, self._miss
            )

    def _tell(self, waiting: AlarmsWaiting) -> None:
        self._under_way = False
        if self._timer.isActive():
            self.told.emit(waiting)

    def _miss(self, error: InspectorError) -> None:
        self._under_way = False
        self.missed.emit(error)
