"""Notices that somebody has set the wall clock; nothing is timed by it, but records cite it."""

from __future__ import annotations

_STEP_NS = 500_000_000


class ClockWatch:
    """Compares the wall clock with the monotonic one. A slow correction is no step."""

    def __init__(self) -> None:
        self._offset_ns: int | None = None

    def note(self, utc_ns: int, monotonic_ns: int) -> bool:
        """Take in both clocks, a few times a second; whether the wall clock was set meanwhile."""
        before, self._offset_ns = self._offset_ns, utc_ns - monotonic_ns
        return before is not None and abs(self._offset_ns - before) > _STEP_NS
