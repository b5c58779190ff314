"""Whether the station is alive: its heartbeat changes; a connection proves nothing."""

from __future__ import annotations


class Heartbeat:
    """Watches for silence.

    Args:
        timeout_ms: Silence after which the station counts as lost.
    """

    def __init__(self, timeout_ms: float) -> None:
        self._timeout_ms = timeout_ms
        self._heard = (0, 0)
        self._heard_ms: float | None = None
        self.alive = False

    def watch(self, now_ms: float, session: int, heartbeat: int) -> None:
        """Look at what stands in block V now."""
        if (session, heartbeat) != self._heard:
            self._heard = (session, heartbeat)
            self._heard_ms = now_ms
        self.alive = self._heard_ms is not None and now_ms - self._heard_ms <= self._timeout_ms
