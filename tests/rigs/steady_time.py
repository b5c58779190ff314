"""A clock that stands still while the machine holds the process up.

For devices that must not fall silent for some milliseconds and live in one event loop: a gate, the
coupler it drives and the belt are then held up alike, and none of them sees the others' silence.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_STEP_NS = 3_000_000
"""Longer than such a loop ever sleeps, and shorter than any silence it is tested for."""


class SteadyTime:
    """Runs with the real clock, but from one look to the next never further than a step."""

    def __init__(self) -> None:
        self._real_ns = time.perf_counter_ns
        self._slept_ns = 0
        self._seen_ns = self._now_ns = self._real_ns()
        self._lock = threading.Lock()

    def now_ns(self) -> int:
        with self._lock:
            real_ns = self._real_ns()
            self._now_ns += min(real_ns - self._seen_ns, _STEP_NS)
            self._seen_ns = real_ns
            return self._now_ns

    def now_s(self) -> float:
        return self.now_ns() / 1e9

    def awake_or_asleep_ns(self) -> int:
        return self.now_ns() + self._slept_ns

    def sleep(self, seconds: float) -> None:
        """The computer was suspended for so long, of which event loops do not know."""
        self._slept_ns += round(seconds * 1e9)

    def stall(self, seconds: float) -> None:
        """The process was held up for so long, and this time it counts."""
        with self._lock:
            self._now_ns += round(seconds * 1e9)


@contextmanager
def steady_time() -> Iterator[SteadyTime]:
    """Event loops and the station's own clock go by it until the block ends."""
    clock = SteadyTime()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "monotonic", clock.now_s)
        patch.setattr(time, "clock_gettime_ns", lambda _: clock.awake_or_asleep_ns())
        patch.setattr(time, "perf_counter_ns", clock.awake_or_asleep_ns)
        yield clock
