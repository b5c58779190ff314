"""One question, asked again and again while somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink


class Watch(QObject):
    """Asks no further question while one is under way.

    Signals:
        told: With the newest answer.
        missed: With the error of an answer that did not come.

    Args:
        requests: Who asks.
        key: Names the question.
        ask: The question.
        interval_ms: Between two questions.
        parent: Its owner.
    """

    told = Signal(object)
    missed = Signal(object)

    def __init__(
        self,
        requests: RequestLink,
        key: str,
        ask: Callable[[StationClient], object],
        interval_ms: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._key = key
        self._ask = ask
        self._under_way = False
        self._timer = QTimer(self, interval=interval_ms)
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
            self._requests.ask(self._key, self._ask, self._tell, self._miss)

    def _tell(self, answer: object) -> None:
        self._under_way = False
        if self._timer.isActive():
            self.told.emit(answer)

    def _miss(self, error: InspectorError) -> None:
        self._under_way = False
        self.missed.emit(error)
