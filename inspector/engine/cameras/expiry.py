"""The thread that gives up parts whose frames can no longer come."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from inspector.engine.cameras.lane import Lane
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds

_log = logging.getLogger(__name__)
_EXPIRE_S = 0.01
_IDLE_MAX_S = 0.05


class Expiry:
    """A lane that fails leaves its parts to the gate's deadline, and the others alone.

    While no part waits it looks seldom: still twice within the time that a frame may take.

    Args:
        lanes: The cameras.
    """

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._lanes = [
            (lane, Bulkhead(_log, f"{lane.settings.name} keeps time again")) for lane in lanes
        ]
        shortest_s = min((lane.settings.window.late_ns for lane in lanes), default=0) / 1e9
        self._idle_s = min(max(shortest_s / 2, _EXPIRE_S), _IDLE_MAX_S)
        self._rounds = Rounds("expiry", self._look, _EXPIRE_S, Bulkhead(_log))

    def start(self) -> None:
        """Begin to watch the time."""
        self._rounds.start()

    def stop(self) -> None:
        """End."""
        self._rounds.stop()

    def _look(self) -> None:
        waits = False
        for lane, bulkhead in self._lanes:
            with bulkhead.contain():
                waits |= lane.expire()
                bulkhead.clear()
        self._rounds.every_s = _EXPIRE_S if waits else self._idle_s
