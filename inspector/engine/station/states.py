"""States and transitions of the station (OPC 40100-1), as a table."""

from __future__ import annotations

import threading
from enum import StrEnum

from inspector.clock import utc_ns
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.phrases.station import StationPhrase
from inspector.domain.station import StationCommand, StationState


class StationEvent(StrEnum):
    """What happens to the station by itself."""

    INITIALIZED = "initialized"
    PREPARED = "prepared"
    FAULT = "fault"
    HALT = "halt"


Cause = StationCommand | StationEvent

TRANSITIONS: dict[tuple[StationState, Cause], StationState] = {
    (StationState.PREOPERATIONAL, StationEvent.INITIALIZED): StationState.INITIALIZED,
    (StationState.INITIALIZED, StationEvent.PREPARED): StationState.READY,
    (StationState.READY, StationCommand.START): StationState.CONTINUOUS_EXECUTION,
    (StationState.CONTINUOUS_EXECUTION, StationCommand.STOP): StationState.READY,
    (StationState.ERROR, StationCommand.RESET): StationState.READY,
    **{
        (state, StationEvent.FAULT): StationState.ERROR
        for state in (
            StationState.PREOPERATIONAL,
            StationState.INITIALIZED,
            StationState.READY,
            StationState.CONTINUOUS_EXECUTION,
        )
    },
    **{(state, StationEvent.HALT): StationState.HALTED for state in StationState},
}


class StateMachine:
    """The present state; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = StationState.PREOPERATIONAL
        self._since_utc_ns = utc_ns()

    @property
    def state(self) -> StationState:
        """The present state."""
        return self._state

    @property
    def since_utc_ns(self) -> int:
        """When it was entered."""
        return self._since_utc_ns

    def apply(self, cause: Cause) -> StationState:
        """Change state.

        Raises:
            CommandNotAllowedError: the table has no such transition.
        """
        with self._lock:
            target = TRANSITIONS.get((self._state, cause))
            if target is None:
                raise CommandNotAllowedError(
                    StationPhrase.COMMAND_NOT_ALLOWED(command=str(cause), state=str(self._state))
                )
            self._state = target
            self._since_utc_ns = utc_ns()
            return target
