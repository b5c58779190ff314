"""When the next picture of a file source is due: at a trigger, or at a fixed rate."""

from __future__ import annotations

import threading
import time
from typing import Protocol

from inspector import clock

_NS = 1_000_000_000


class Pacing(Protocol):
    """Decides when one more picture is exposed."""

    def wait(self, timeout_s: float) -> bool:
        """Wait until a picture is due; ``False`` when none is within the time."""

    def trigger(self) -> None:
        """A software trigger; safe from another thread."""


class OnTrigger:
    """One picture per software trigger, none is forgotten."""

    def __init__(self) -> None:
        self._pending = threading.Semaphore(0)

    def wait(self, timeout_s: float) -> bool:
        """Take one trigger."""
        return self._pending.acquire(timeout=max(0.0, timeout_s))

    def trigger(self) -> None:
        """Ask for one picture."""
        self._pending.release()


class FixedRate:
    """Pictures at a fixed rate from the first wait on; one taken late does not delay the next."""

    def __init__(self, rate_hz: float) -> None:
        self._period_ns = round(_NS / rate_hz)
        self._due_ns: int | None = None

    def wait(self, timeout_s: float) -> bool:
        """Sleep until the next picture is due, but not beyond the time-out."""
        now_ns = clock.monotonic_ns()
        if self._due_ns is None:
            self._due_ns = now_ns
        remaining_ns = self._due_ns - now_ns
        timeout_ns = round(timeout_s * _NS)
        if remaining_ns > timeout_ns:
            time.sleep(timeout_ns / _NS)
            return False
        if remaining_ns > 0:
            time.sleep(remaining_ns / _NS)
        self._due_ns += self._period_ns
        return True

    def trigger(self) -> None:
        """In free run a software trigger has no effect."""
