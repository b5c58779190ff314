"""A clock that runs while the belt runs; the place of a belt without encoder."""

from __future__ import annotations


class RunningTime:
    """Milliseconds for which the belt has been running."""

    def __init__(self) -> None:
        self._then_ms: float | None = None
        self._running_ms = 0.0

    @property
    def place(self) -> int:
        """Whole milliseconds."""
        return int(self._running_ms)

    def advance(self, now_ms: float, *, running: bool) -> float:
        """Let time go by; return for how many milliseconds the belt has run in it."""
        elapsed = 0.0 if self._then_ms is None else max(now_ms - self._then_ms, 0.0)
        self._then_ms = now_ms
        moved = elapsed if running else 0.0
        self._running_ms += moved
        return moved
