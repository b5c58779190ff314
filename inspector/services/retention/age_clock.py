"""Which time it is for retention: a clock that is set ahead must not cost a picture."""

from __future__ import annotations

from collections.abc import Callable

TRUSTED_AFTER_NS = 24 * 3600 * 10**9
"""So long a person has to see that the clock was set, which the gate raises an alarm for."""
_TOLERANCE_NS = 60 * 10**9


class AgeClock:
    """The wall clock; where it was set ahead in mid-run, what it would show had it not been.

    Args:
        utc_ns: The wall clock.
        monotonic_ns: The one that nobody sets.
    """

    def __init__(self, utc_ns: Callable[[], int], monotonic_ns: Callable[[], int]) -> None:
        self._utc_ns, self._monotonic_ns = utc_ns, monotonic_ns
        self._offset_ns = utc_ns() - monotonic_ns()
        self._doubted_since_ns: int | None = None

    def now_utc_ns(self) -> int:
        """Unix nanoseconds; a clock that is set ahead is believed after a day, one set back now."""
        utc_ns, monotonic_ns = self._utc_ns(), self._monotonic_ns()
        is_ahead = utc_ns > monotonic_ns + self._offset_ns + _TOLERANCE_NS
        if not is_ahead:
            self._doubted_since_ns = None
        elif self._doubted_since_ns is None:
            self._doubted_since_ns = monotonic_ns
        since_ns = self._doubted_since_ns
        if since_ns is None or monotonic_ns - since_ns >= TRUSTED_AFTER_NS:
            self._offset_ns, self._doubted_since_ns = utc_ns - monotonic_ns, None
        return monotonic_ns + self._offset_ns
