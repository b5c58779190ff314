"""A fixed cycle on the monotonic clock."""

from __future__ import annotations

import asyncio


class Pace:
    """The beginnings of cycles, ``period_s`` apart; a cycle that takes longer delays the next.

    Attributes:
        overruns: Cycles that took longer than the period.
    """

    def __init__(self, period_s: float) -> None:
        self._period_s = period_s
        self._due_s: float | None = None
        self.overruns = 0

    def restart(self) -> None:
        """The next cycle begins now."""
        self._due_s = None

    def next_s(self) -> float:
        """When the next cycle is due, in the time of the event loop; call once a cycle."""
        now = asyncio.get_running_loop().time()
        due = now if self._due_s is None else self._due_s + self._period_s
        self.overruns += due < now
        self._due_s = max(due, now)
        return self._due_s

    async def turn(self) -> None:
        """Wait until the next cycle is due."""
        due = self.next_s()
        await asyncio.sleep(max(due - asyncio.get_running_loop().time(), 0))
