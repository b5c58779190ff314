"""All statistics of a station in one value."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.services.statistics.running import MinuteTrend, ShiftCounts
from inspector.services.statistics.service import StatisticsService


@dataclass(frozen=True, slots=True)
class StatisticsDesk:
    """Charts, and what runs now."""

    charts: StatisticsService
    trend: MinuteTrend
    shift: ShiftCounts
