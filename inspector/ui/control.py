"""Start, stop and reset the station; stopping takes two deliberate touches."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.domain.errors.base import InspectorError
from inspector.ui.actions.lacking import Lacking
from inspector.ui.two_touch import TwoTouch
from inspector.wire.station import StationCommand, StationState

if TYPE_CHECKING:
    from inspector.ui.requests import RequestLink

OFFERED: Mapping[StationState, frozenset[StationCommand]] = MappingProxyType(
    {
        StationState.PREOPERATIONAL: frozenset(),
        StationState.HALTED: frozenset(),
        StationState.ERROR: frozenset({StationCommand.RESET}),
        StationState.INITIALIZED: frozenset(),
        StationState.READY: frozenset({StationCommand.START}),
        StationState.SINGLE_EXECUTION: frozenset(),
        StationState.CONTINUOUS_EXECUTION: frozenset({StationCommand.STOP}),
    }
)
"""What the screen offers in each state; the station itself decides what it allows."""
_NOT_STARTED: Mapping[StationState, Lacking] = MappingProxyType(
    {
        StationState.PREOPERATIONAL: Lacking.READINESS,
        StationState.INITIALIZED: Lacking.READINESS,
        StationState.HALTED: Lacking.PROGRAM,
        StationState.ERROR: Lacking.RESET,
        StationState.SINGLE_EXECUTION: Lacking.REST,
        StationState.CONTINUOUS_EXECUTION: Lacking.REST,
    }
)


class StationControl(QObject):
    """Sends commands. ``changed`` when what is offered or armed changes."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, requests: RequestLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._state: StationState | None = None
        self._maintained = False
        self._stopping = TwoTouch(self)
        self._stopping.changed.connect(self.changed)

    @property
    def stop_armed(self) -> bool:
        """Whether the next touch on Stop stops the station."""
        return self._stopping.armed

    def offers(self, command: StationCommand) -> bool:
        """Whether the command makes sense now."""
        return self.lacking(command) is None

    def lacking(self, command: StationCommand) -> Lacking | None:
        """Why the command makes no sense now; ``None`` where it does."""
        state, starts = self._state, command is StationCommand.START
        if state is None:
            return Lacking.ANSWER
        if self._maintained and starts:
            return Lacking.END_OF_MAINTENANCE
        if command in OFFERED[state]:
            return None
        if starts:
            return _NOT_STARTED[state]
        return Lacking.FAULT if command is StationCommand.RESET else Lacking.INSPECTION

    def show_state(self, state: StationState | None, *, maintained: bool = False) -> None:
        """Follow the station; ``None`` while nobody knows its state.

        While somebody works on it, it cannot be started.
        """
        if (state, maintained) == (self._state, self._maintained):
            return
        self._state, self._maintained = state, maintained
        self._stopping.disarm()
        self.changed.emit()

    def start(self) -> None:
        """Start at once."""
        self._send(StationCommand.START)

    def reset(self) -> None:
        """Reset at once."""
        self._send(StationCommand.RESET)

    def stop(self) -> None:
        """Arm at the first touch, stop at the second."""
        if self.offers(StationCommand.STOP) and self._stopping.touch():
            self._send(StationCommand.STOP)

    def _send(self, command: StationCommand) -> None:
        if self.offers(command):
            self._requests.ask(
                "command", lambda station: station.command(command), _accept, self._refuse
            )

    def _refuse(self, error: InspectorError) -> None:
        self.refused.emit(error)


def _accept(reply: object) -> None:
    """The next live message shows what came of it."""
