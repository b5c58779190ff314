"""Charts and running counts of a station, put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING

from inspector.config.shift import WEEKDAYS
from inspector.domain.statistics.calendar import Calendar, Shift

if TYPE_CHECKING:
    from inspector.config.shift import ShiftConfig
    from inspector.services.statistics.desk import StatisticsDesk
    from inspector.store.result_store import SqliteResultStore


def make_statistics(shifts: Sequence[ShiftConfig], store: SqliteResultStore) -> StatisticsDesk:
    """Statistics over the results of a store, in the local time of this computer."""
    from inspector.services.statistics.desk import StatisticsDesk
    from inspector.services.statistics.running import MinuteTrend, ShiftCounts
    from inspector.services.statistics.service import StatisticsService

    now = partial(datetime.now, UTC)
    calendar, counts = Calendar([_shift(each) for each in shifts]), store.statistics()
    return StatisticsDesk(
        charts=StatisticsService(counts, calendar, now),
        trend=MinuteTrend(counts, now),
        shift=ShiftCounts(counts, calendar, now),
    )


def _shift(config: ShiftConfig) -> Shift:
    return Shift(
        name=config.name,
        begin=time.fromisoformat(config.begin),
        end=time.fromisoformat(config.end),
        weekdays=frozenset(WEEKDAYS.index(day) for day in config.days),
    )
