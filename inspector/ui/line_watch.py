"""The registers and signals, while somebody looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.wire.plc import PlcState

INTERVAL_MS = 200
"""Five looks a second: the gate tells of its registers ten times."""


class LineWatch(QObject):
    """Asks one question at a time: ``told`` brings the newest state, ``missed`` says why none."""

    told = Signal(object)
    missed = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._under_way = False
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._look)

    def watch(self, watched: bool) -> None:
        """Begin or end to ask."""
        self._under_way = False
        if watched:
            self._timer.start()
            self._look()
        else:
            self._timer.stop()

    def _look(self) -> None:
        if not self._under_way:
            self._under_way = True
            self._requests.ask("plc", lambda station: station.line.plc(), self._tell, self._miss)

    def _tell(self, state: PlcState) -> None:
        self._under_way = False
        if self._timer.isActive():
            self.told.emit(state)

    def _miss(self, error: InspectorError) -> None:
        self._under_way = False
        self.missed.emit(error)
