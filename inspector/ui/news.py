"""What the station tells, shown by every part of the window that it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.ui.actions.needs import Standing
from inspector.ui.actions.window import WindowAction
from inspector.ui.link import LinkPhase, LinkStatus, Sight

if TYPE_CHECKING:
    from inspector.ui.window import OperatorWindow
    from inspector.wire.station import StationSnapshot


class StationNews(QObject):
    """Hands on what the live socket and the pulse bring, and whether anybody answers."""

    def __init__(self, window: OperatorWindow) -> None:
        super().__init__(window)
        self._window = window
        self._maintained_here = False
        window.link.sight_arrived.connect(self._show_sight)
        window.link.status_changed.connect(self._show_status)
        window.pulse.felt.connect(self._show_pulse)

    def _show_sight(self, sight: Sight) -> None:
        self._show_snapshot(sight.update.snapshot)
        self._window.pages.show_sight(sight)

    def _show_pulse(self, snapshot: StationSnapshot) -> None:
        self._window.link.confirm_pulse()
        self._show_snapshot(snapshot)
        self._window.pages.show_snapshot(snapshot)

    def _show_snapshot(self, snapshot: StationSnapshot) -> None:
        window = self._window
        window.strip.show_anywhere(snapshot.maintenance)
        window.control.show_state(snapshot.state, maintained=snapshot.maintenance)
        self._show_standing(Standing(state=snapshot.state, maintained=snapshot.maintenance))
        window.header.show_snapshot(snapshot)
        window.footer.show_snapshot(snapshot)
        window.messages.show_alarms(snapshot.alarms, snapshot.alarms_returned)
        alarm = window.messages.clearable
        window.board.require(WindowAction.CLEAR_ALARM, None if alarm is None else alarm.clearing)

    def _show_standing(self, standing: Standing) -> None:
        """What is said to be at rest at this screen may take a moment to be so at the station."""
        here = self._window.maintenance.active or (self._maintained_here and standing.maintained)
        self._maintained_here = here
        self._window.board.show_standing(replace(standing, maintained_here=here))

    def _show_status(self, status: LinkStatus) -> None:
        window, connected = self._window, status.phase is LinkPhase.CONNECTED
        if connected:
            window.first_run.look()
            window.links.renew()
        else:
            window.control.show_state(None)
            self._show_standing(Standing(lost=status.phase is LinkPhase.LOST))
        window.messages.show_link(status)
        window.header.show_stale(not connected)
        window.footer.show_stale(not connected)
        window.pages.show_stale(not connected)
