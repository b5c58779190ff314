"""How many answers may still come on a line whose answers have no number."""

from __future__ import annotations

from collections import deque

from inspector.clock import monotonic_ns


class Unanswered:
    """Requests that a device may still answer.

    Args:
        lost_s: After how long a request or its answer must have been lost.
    """

    def __init__(self, lost_s: float) -> None:
        self._lost_ns = int(lost_s * 1e9)
        self._asked_ns: deque[int] = deque()

    @property
    def count(self) -> int:
        """How many answers may still come."""
        return len(self._asked_ns)

    def ask(self) -> None:
        """One more request is sent."""
        now = monotonic_ns()
        while self._asked_ns and now - self._asked_ns[0] > self._lost_ns:
            self._asked_ns.popleft()
        self._asked_ns.append(now)

    def hear(self, answers: int) -> None:
        """So many of the oldest are answered."""
        for _ in range(min(answers, len(self._asked_ns))):
            self._asked_ns.popleft()

    def forget(self) -> None:
        """All are answered."""
        self._asked_ns.clear()
