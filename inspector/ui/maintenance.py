"""Taking the station out of service and forcing its outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.domain.people import Right
from inspector.ui.two_touch import TwoTouch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.requests import RequestLink
    from inspector.ui.session import SessionControl
    from inspector.wire.plc import MaintenanceState

RENEW_MS = 1000
"""The station ends the maintenance when it hears nothing for some seconds."""


class MaintenanceControl(QObject):
    """Begins with two touches and holds on by renewing; without this app it ends by itself.

    Signals:
        changed: It began or ended here, an output was forced or released, or the switch was armed.
        refused: With the error.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(
        self, requests: RequestLink, session: SessionControl, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._session = session
        self._period = 0
        self._forced: dict[str, bool] = {}
        self._beginning = TwoTouch(self)
        self._beginning.changed.connect(self.changed)
        self._renewal = QTimer(self, interval=RENEW_MS)
        self._renewal.timeout.connect(self._renew)
        session.changed.connect(self._follow_session)

    @property
    def active(self) -> bool:
        """Whether this screen holds the maintenance."""
        return self._period > 0

    @property
    def armed(self) -> bool:
        """Whether the next touch on the switch begins."""
        return self._beginning.armed

    @property
    def forced(self) -> Mapping[str, bool]:
        """The outputs that were taken over here, and what they are."""
        return self._forced

    def switch(self) -> None:
        """End it, or begin it at the second touch; first somebody has to sign in."""
        if self.active:
            self._forget()
            self._ask(lambda station: station.line.end_maintenance(), _accept)
        elif not self._session.may(Right.MAINTAIN):
            self._session.ask_who()
        elif self._beginning.touch():
            self._ask(lambda station: station.line.begin_maintenance(), self._begin)

    def force(self, output: str, on: bool | None) -> None:
        """Switch an output on or off, or give it back to the station with ``None``."""
        if self.active:
            forced = {name: value for name, value in self._forced.items() if name != output}
            self._forced = forced if on is None else forced | {output: on}
            self._renew()
            self.changed.emit()

    def _renew(self) -> None:
        period, forced = self._period, dict(self._forced)
        self._ask(lambda station: station.line.renew_maintenance(period, forced), _accept)

    def _ask(
        self,
        call: Callable[[StationClient], MaintenanceState],
        answered: Callable[[MaintenanceState], None],
    ) -> None:
        self._requests.ask("maintenance", call, answered, self._refuse)

    def _begin(self, state: MaintenanceState) -> None:
        self._period = state.period
        self._renewal.start()
        self.changed.emit()

    def _refuse(self, error: InspectorError) -> None:
        self._forget()
        self.refused.emit(error)

    def _follow_session(self) -> None:
        self._beginning.disarm()
        if self._session.person is None:
            self._forget()

    def _forget(self) -> None:
        self._renewal.stop()
        self._period, self._forced = 0, {}
        self._beginning.disarm()
        self.changed.emit()


def _accept(state: MaintenanceState) -> None:
    """What came of it stands among the registers."""
