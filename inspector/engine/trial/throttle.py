"""How work beside the line takes its turn: when no part waits, and never for long."""

from __future__ import annotations

import threading
from collections.abc import Callable

_LOOK_S = 0.005
_NS_PER_S = 1_000_000_000


def patient_turn(may_work: Callable[[], bool], patience_s: float) -> Callable[[], None]:
    """What waits until it may work, and works all the same when that takes too long."""
    pause = threading.Event()

    def wait() -> None:
        for _ in range(round(patience_s / _LOOK_S)):
            if may_work() or pause.wait(_LOOK_S):
                return

    return wait


class Throttle:
    """Paces one thread.

    Args:
        duty_percent: Share of the time that it may work, more than 0 and at most 100.
        may_work: Whether nothing that matters waits.
    """

    def __init__(self, duty_percent: float, may_work: Callable[[], bool]) -> None:
        self._rest_per_work = 100 / duty_percent - 1
        self._may_work = may_work
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Wake the thread up for good."""
        self._stopping.set()

    def wait_for_turn(self) -> bool:
        """Wait until it may work; ``False`` when it shall end."""
        while not self._may_work():
            if self._stopping.wait(_LOOK_S):
                return False
        return not self._stopping.is_set()

    def rest(self, worked_ns: int) -> None:
        """Leave the computer to others for as long as the share demands."""
        self._stopping.wait(worked_ns * self._rest_per_work / _NS_PER_S)
