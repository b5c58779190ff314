"""How old the PLC's word may be when it is heard."""

from __future__ import annotations

from typing import Final

_TOGETHER_NS: Final = 1_000_000_000
"""What had to wait is heard this soon after a wire moves again, however long it stood."""


class WireWatch:
    """Follows the pauses between the PLC's words.

    What a word tells of may have happened at any moment since the word before, or longer ago: when
    a wire or this computer has stood still, the words of that time come together, and all of them
    may be as old as the pause.
    """

    def __init__(self, now_ns: int) -> None:
        self._heard_ns = now_ns
        self._pause_ns = 0
        self._until_ns = now_ns

    def note(self, now_ns: int) -> int:
        """Take in a word; return the longest time ago that what it tells can have happened."""
        pause_ns = now_ns - self._heard_ns
        self._heard_ns = now_ns
        if pause_ns >= self._pause_ns or now_ns > self._until_ns:
            self._pause_ns = pause_ns
            self._until_ns = now_ns + min(pause_ns, _TOGETHER_NS)
        return self._pause_ns
