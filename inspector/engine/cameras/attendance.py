"""How long a camera's frames may have waited because its thread was busy or had no turn."""

from __future__ import annotations

from dataclasses import replace

from inspector.domain.frame import Frame

_MOMENT_NS = 10_000_000


class Attendance:
    """Follows when a camera's thread asks for frames, and when it is answered.

    After a pause several frames come together, and each of them may be as old as the pause.

    Args:
        timeout_ns: Longest wait of a grab whose thread gets its turn.
        now_ns: Monotonic time.
    """

    def __init__(self, timeout_ns: int, now_ns: int) -> None:
        self._timeout_ns = timeout_ns
        self._answered_ns = now_ns
        self._away_ns = 0
        self._until_ns = now_ns

    def note(self, asked_ns: int, answered_ns: int) -> None:
        """The thread has asked for a frame and been answered, with one or without."""
        stood_ns = max(answered_ns - asked_ns - self._timeout_ns, 0)
        away_ns = asked_ns - self._answered_ns + stood_ns
        self._answered_ns = answered_ns
        if away_ns >= self._away_ns or answered_ns > self._until_ns:
            self._away_ns = away_ns
            self._until_ns = answered_ns + away_ns

    def noted(self, frame: Frame) -> Frame:
        """The frame of this answer, which says how long it may have waited."""
        if self._away_ns < _MOMENT_NS:
            return frame
        return replace(frame, waited_max_ns=self._away_ns)
