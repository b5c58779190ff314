"""Waiting for frames with an eye on the device."""

from __future__ import annotations

from collections.abc import Callable

from inspector.clock import monotonic_ns
from inspector.domain.frame import Frame

_PROBE_AFTER_NS = 1_000_000_000
_NS = 1_000_000_000


class Vigil:
    """An idle line is normal; but after a second of silence the device has to answer.

    Args:
        probe: Reads a register; raises ``CameraLostError`` when the device does not answer.
    """

    def __init__(self, probe: Callable[[], None]) -> None:
        self._probe = probe
        self._heard_ns = 0
        self.restart()

    def restart(self) -> None:
        """Acquisition begins."""
        self._heard_ns = monotonic_ns()

    def wait(self, take: Callable[[float], Frame | None], timeout_s: float) -> Frame | None:
        """The next frame, or ``None`` when none came in time.

        Args:
            take: Waits at most so many seconds for a frame.
            timeout_s: Longest wait in all.

        Raises:
            CameraLostError: the device no longer answers.
        """
        deadline_ns = monotonic_ns() + round(timeout_s * _NS)
        while True:
            until_ns = min(deadline_ns, self._heard_ns + _PROBE_AFTER_NS)
            frame = take(max(until_ns - monotonic_ns(), 0) / _NS)
            now_ns = monotonic_ns()
            if frame is not None:
                self._heard_ns = now_ns
                return frame
            if now_ns >= self._heard_ns + _PROBE_AFTER_NS:
                self._probe()
                self._heard_ns = monotonic_ns()
            if now_ns >= deadline_ns:
                return None
