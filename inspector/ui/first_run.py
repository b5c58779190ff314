"""A station that was never checked is shown its check, but for one that inspects already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.wire.station import StationSnapshot, StationState
from inspector.wire.station_check import CheckRun, CheckRunState

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink


class FirstRun(QObject):
    """Asks once, at the first connection.

    Args:
        requests: Answers the question.
        show: Turns to the page of the check.
        parent: Its owner.
    """

    def __init__(
        self, requests: RequestLink, show: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._show = show
        self._asked = False

    def look(self) -> None:
        """The station answers."""
        if not self._asked:
            self._asked = True
            self._requests.ask(
                "last check",
                lambda station: (station.check.last(), station.snapshot()),
                self._tell,
                self._miss,
            )

    def _tell(self, found: tuple[CheckRun, StationSnapshot]) -> None:
        run, snapshot = found
        inspects = snapshot.state is StationState.CONTINUOUS_EXECUTION
        if run.state is CheckRunState.NEVER and not inspects:
            self._show()

    def _miss(self, error: InspectorError) -> None:
        self._asked = False
