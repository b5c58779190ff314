"""Times as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

EXAMPLE = "2026-11-21 06:30"
_WRITTEN = re.compile(
    r"\s*(?:(?:(?P<year>\d{4})[-/.])?(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:\s+|T|$))?"
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?\s*"
)


def read_moment(written: str, now: datetime) -> datetime | None:
    """A local time as somebody wrote it: date and time, one of both, year and seconds optional.

    A time without a date is the last one of that time of day, a day without a year the last one.

    Args:
        written: What was written.
        now: Local time, with its zone.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    >>> read_moment("6:30", noon).isoformat()
    '2026-11-21T06:30:00+00:00'
    >>> read_moment("13:00", noon).isoformat()
    '2026-11-20T13:00:00+00:00'
    """
    found = _WRITTEN.fullmatch(written)
    if found is None or not written.strip():
        return None
    parts = {name: int(text) for name, text in found.groupdict().items() if text is not None}
    try:
        clock = time(parts.get("hour", 0), parts.get("minute", 0), parts.get("second", 0))
        if "month" not in parts:
            moment = datetime.combine(now.date(), clock, now.tzinfo)
            return moment if moment <= now else moment - timedelta(days=1)
        day = date(parts.get("year", now.year), parts["month"], parts["day"])
        moment = datetime.combine(day, clock, now.tzinfo)
        if "year" not in parts and moment > now:
            return moment.replace(year=now.year - 1)
    except ValueError:
        return None
    return moment


def write_moment(moment: datetime, now: datetime) -> str:
    """A time so that :func:`read_moment` reads it again, to the second."""
    return moment.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M:%S")
