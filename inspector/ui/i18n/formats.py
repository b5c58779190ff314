"""Numbers and times of day as the locale in force writes them, dates as ISO 8601 does."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QTimeZone

if TYPE_CHECKING:
    from datetime import datetime

NOTHING = "–"
"""Stands where there is no value."""


def count(number: int) -> str:
    """A count with group separators."""
    return QLocale().toString(number)


def identifier(number: int | None) -> str:
    """A name that happens to be a number: no group separators."""
    return NOTHING if number is None else str(number)


def decimal(number: float | None, places: int) -> str:
    """A number with a fixed count of decimal places."""
    if number is None or not isfinite(number):
        return NOTHING
    return QLocale().toString(float(number), "f", places)


def signed(number: float, places: int) -> str:
    """A difference; its sign is always written."""
    return f"{'+' if number >= 0 else '−'}{decimal(abs(number), places)}"


def percent(ratio: float | None) -> str:
    """A ratio in per cent with one decimal place."""
    return NOTHING if ratio is None else f"{decimal(ratio * 100, 1)} %"


def milliseconds(duration: float | None) -> str:
    """A duration in milliseconds with one decimal place."""
    return NOTHING if duration is None else f"{decimal(duration, 1)} ms"


def clock_time(moment: datetime) -> str:
    """Local time of day to the second."""
    return QLocale().toString(local_time(moment), "HH:mm:ss")


def date(moment: datetime) -> str:
    """Local date as ISO 8601 writes it: one that every reader reads alike."""
    return local_time(moment).toString("yyyy-MM-dd")


def short_date_and_time(moment: datetime) -> str:
    """Local date and time to the second."""
    return f"{date(moment)} {clock_time(moment)}"


def date_and_time(moment: datetime) -> str:
    """Local date and time to the millisecond."""
    return f"{date(moment)} {QLocale().toString(local_time(moment), 'HH:mm:ss.zzz')}"


def local_time(moment: datetime) -> QDateTime:
    """What the clock on the wall showed."""
    utc_ms = round(moment.timestamp() * 1000)
    return QDateTime.fromMSecsSinceEpoch(utc_ms, QTimeZone.systemTimeZone())
