"""The clock that deadlines go by."""

from __future__ import annotations

import sys
import time

import pytest

from inspector.clock import monotonic_ns


@pytest.mark.skipif(sys.platform != "linux", reason="QueryPerformanceCounter does so by itself")
def test_deadlines_go_on_while_the_computer_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer that woke up found the deadline of a part that had gone long ago still ahead."""
    clocks = {time.CLOCK_MONOTONIC: 5, time.CLOCK_BOOTTIME: 3_600_000_000_005}
    monkeypatch.setattr(time, "clock_gettime_ns", clocks.__getitem__)
    monkeypatch.setattr(time, "perf_counter_ns", lambda: clocks[time.CLOCK_MONOTONIC])
    assert monotonic_ns() == 3_600_000_000_005
