"""Notices a belt that runs backwards."""

from __future__ import annotations

_COUNTS = 1 << 32


class BeltWatch:
    """Follows the encoder's count, which may wrap.

    Args:
        limit: How many counts backwards are too many, 0 for any number.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._furthest: int | None = None

    def note(self, encoder: int, *, running: bool) -> bool:
        """Take in a count; whether the belt has run too far backwards just now."""
        if self._furthest is None or not running:
            self._furthest = encoder
            return False
        ahead = (encoder - self._furthest) % _COUNTS
        if ahead < _COUNTS // 2:
            self._furthest = encoder
        elif 0 < self._limit < _COUNTS - ahead:
            self._furthest = encoder
            return True
        return False

    def restart(self) -> None:
        """The counts begin anew."""
        self._furthest = None
