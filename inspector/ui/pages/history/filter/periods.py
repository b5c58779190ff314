"""The times that are asked for most, as one touch each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum, auto
from types import MappingProxyType

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP


class Period(Enum):
    """A time that ends now, but for yesterday."""

    ALL = auto()
    HOUR = auto()
    SHIFT = auto()
    TODAY = auto()
    YESTERDAY = auto()
    WEEK = auto()


PERIODS: Mapping[Period, str] = MappingProxyType(
    {
        Period.ALL: QT_TRANSLATE_NOOP("Period", "All times"),
        Period.HOUR: QT_TRANSLATE_NOOP("Period", "Last hour"),
        Period.SHIFT: QT_TRANSLATE_NOOP("Period", "This shift"),
        Period.TODAY: QT_TRANSLATE_NOOP("Period", "Today"),
        Period.YESTERDAY: QT_TRANSLATE_NOOP("Period", "Yesterday"),
        Period.WEEK: QT_TRANSLATE_NOOP("Period", "Last 7 days"),
    }
)


def period_text(period: Period) -> str:
    """What a period is called."""
    return translate("Period", PERIODS[period])


def extent(
    period: Period, now: datetime, shift_since: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """When a period began and ended; ``None`` where it has no beginning, or ends now.

    Args:
        period: The period.
        now: Local time, with its zone.
        shift_since: When the present shift began; ``None`` where the station knows none.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if period is Period.YESTERDAY:
        return midnight - timedelta(days=1), midnight
    beginnings = {
        Period.HOUR: now - timedelta(hours=1),
        Period.SHIFT: shift_since,
        Period.TODAY: midnight,
        Period.WEEK: now - timedelta(days=7),
    }
    return beginnings.get(period), None
