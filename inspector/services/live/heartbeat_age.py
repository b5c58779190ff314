"""How long ago the PLC's heartbeat changed, for somebody who looks several times a second."""

from __future__ import annotations

import threading

_LOOKS_NS = 2_000_000_000
"""After a longer time without a look nobody knows when the last change was."""


class HeartbeatAge:
    """Compares what it is shown. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value: int | None = None
        self._looked_ns = 0
        self._changed_ns: int | None = None

    def look(self, value: int, told_ns: int) -> int | None:
        """The time of the last change that was seen; ``None`` before one was.

        Args:
            value: The heartbeat as it was told.
            told_ns: When it was told, on the monotonic clock.
        """
        with self._lock:
            if self._value is None or told_ns - self._looked_ns > _LOOKS_NS:
                self._changed_ns = None
            elif value != self._value:
                self._changed_ns = told_ns
            self._value, self._looked_ns = value, told_ns
            return self._changed_ns
