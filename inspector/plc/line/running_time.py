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
        """Let time go by; return how much went by, for all of which the belt may have run.

        Whether it runs is known at the end of that time only.
        """
        elapsed = 0.0 if self._then_ms is None else max(now_ms - self._then_ms, 0.0)
        self._then_ms = now_ms
        if running:
            self._running_ms += elapsed
        return elapsed
