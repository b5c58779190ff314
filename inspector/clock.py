"""The two clocks of the station.

Deadlines and durations use :func:`monotonic_ns`; records carry :func:`utc_ns`. Nothing mixes them.
"""

import sys
import time
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_NS = 2**63 - 1


def monotonic_ns() -> int:
    """Nanoseconds on a clock that never steps and is shared by all processes of this machine.

    It goes on while the computer sleeps, as the belt does: CLOCK_BOOTTIME on Linux,
    QueryPerformanceCounter on Windows, where ``time.monotonic`` of Python 3.11 is 15 ms coarse.
    """
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    return time.perf_counter_ns()


def utc_ns() -> int:
    """Nanoseconds since the Unix epoch, for records only: this clock may step."""
    return time.time_ns()


def utc_datetime(nanoseconds: int) -> datetime:
    """The aware UTC datetime of a :func:`utc_ns` reading, to the microsecond."""
    return datetime.fromtimestamp(nanoseconds / 1e9, tz=UTC)


def utc_ns_of(moment: datetime) -> int:
    """The :func:`utc_ns` reading of an aware datetime, without the rounding of a float.

    A moment before 1970, or after 2262 where 64 bits end, is the nearest one that is not.

    >>> utc_ns_of(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000000
    """
    nanoseconds = (moment - _EPOCH) // timedelta(microseconds=1) * 1000
    return max(0, min(nanoseconds, _LATEST_NS))
