"""The two clocks of the station.

Deadlines and durations use :func:`monotonic_ns`; records carry :func:`utc_ns`. Nothing mixes them.
"""

import time
from datetime import UTC, datetime


def monotonic_ns() -> int:
    """Nanoseconds on a clock that never steps and is shared by all processes of this machine.

    ``perf_counter_ns`` is CLOCK_MONOTONIC on Linux and QueryPerformanceCounter on Windows: both are
    system-wide, and unlike ``time.monotonic`` on Windows with Python 3.11 not 15 ms coarse.
    """
    return time.perf_counter_ns()


def utc_ns() -> int:
    """Nanoseconds since the Unix epoch, for records only: this clock may step."""
    return time.time_ns()


def utc_datetime(nanoseconds: int) -> datetime:
    """The aware UTC datetime of a :func:`utc_ns` reading, to the microsecond."""
    return datetime.fromtimestamp(nanoseconds / 1e9, tz=UTC)
