"""How exactly the pass gate is switched."""

from __future__ import annotations

from collections import deque
from typing import Final

_KEPT: Final = 20_000


class SwitchTiming:
    """Statistics of the switches of one coupler.

    Attributes:
        unforeseen: Switches that were not timed but made at a reading, because the belt had changed
            its speed or a verdict its part.
    """

    def __init__(self) -> None:
        self.unforeseen = 0
        self._errors_ms: deque[float] = deque(maxlen=_KEPT)

    @property
    def errors_ms(self) -> tuple[float, ...]:
        """How much too late, or with a minus too early, each of the last timed switches was."""
        return tuple(self._errors_ms)

    def note(self, wanted_s: float, switched_s: float) -> None:
        """A timed switch."""
        self._errors_ms.append((switched_s - wanted_s) * 1e3)
