"""Moments of a request as the records have them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_NS = 2**63 - 1


def utc_ns_of(moment: datetime) -> int:
    """Unix nanoseconds without the rounding of a float, within what the database can hold.

    >>> utc_ns_of(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000000
    """
    ns = (moment - _EPOCH) // timedelta(microseconds=1) * 1000
    return max(-_LATEST_NS, min(ns, _LATEST_NS))
