"""How fast pages, counts and charts come."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from inspector.bench.history.questions import SHIFT_BEGINS_H, SHIFT_ENDS_H, filters
from inspector.bench.history.rows import BEGIN, END
from inspector.domain.statistics.calendar import Calendar
from inspector.services.statistics.service import StatisticsService
from inspector.wire.statistics import GroupedQuery, StatisticsQuery, SubgroupKind

if TYPE_CHECKING:
    from inspector.domain.history import HistoryFilter
    from inspector.store.reading.history import SqliteHistory
    from inspector.store.reading.statistics import SqliteCounts

PAGE = 100
_DEEP_PAGES = 3
_REPEATS = 15
_SLOWEST = 5


def measure_pages(history: SqliteHistory, rows: int) -> dict[str, Any]:
    """The newest page of every filter, twice, and a few from deep within."""
    chance = np.random.default_rng(0)
    newest, again, deep, cpu = [], [], [], []
    for name, wanted in filters():
        begun = time.thread_time()
        newest.append((_page_ms(history, wanted, None), name))
        cpu.append(((time.thread_time() - begun) * 1e3, name))
        again.append((_page_ms(history, wanted, None), name))
        for place in chance.integers(rows // 4, rows, _DEEP_PAGES):
            deep.append((_page_ms(history, wanted, int(place)), name))
    return {
        "filters": len(newest),
        "newest_ms": _spread(newest),
        "newest_processor_ms": _spread(cpu),
        "newest_again_ms": _spread(again),
        "deep_ms": _spread(deep),
        "slowest": [
            {"filter": name, "ms": round(took, 1)} for took, name in sorted(newest)[-_SLOWEST:]
        ],
    }


def measure_charts(counts: SqliteCounts) -> dict[str, Any]:
    """Exact counts of a shift; Pareto and yield by the hour of a month."""
    charts = StatisticsService(counts, Calendar(zone=UTC), lambda: END)
    shift = GroupedQuery(
        since=BEGIN + timedelta(hours=SHIFT_BEGINS_H), until=BEGIN + timedelta(hours=SHIFT_ENDS_H)
    )
    month = StatisticsQuery(since=BEGIN, until=END)
    hours = GroupedQuery(since=BEGIN, until=END, subgroup=SubgroupKind.HOUR)
    return {
        "counts_of_a_shift_ms": _repeated(lambda: charts.yields(shift)),
        "pareto_of_a_month_ms": _repeated(lambda: charts.pareto(month)),
        "yield_of_a_month_by_hour_ms": _repeated(lambda: charts.yields(hours)),
    }


def _page_ms(history: SqliteHistory, wanted: HistoryFilter, before: int | None) -> float:
    begun = time.perf_counter()
    history.page(wanted, before, PAGE)
    return (time.perf_counter() - begun) * 1e3


def _repeated(ask: Callable[[], object]) -> dict[str, float]:
    took = []
    for _ in range(_REPEATS):
        begun = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begun) * 1e3)
    return {
        "first": round(took[0], 1),
        "p50": round(float(np.median(took)), 1),
        "max": round(max(took), 1),
    }


def _spread(took: list[tuple[float, str]]) -> dict[str, float]:
    p50, p95, p99 = np.percentile([each for each, _ in took], [50, 95, 99])
    return {
        "p50": round(float(p50), 1),
        "p95": round(float(p95), 1),
        "p99": round(float(p99), 1),
        "max": round(max(took)[0], 1),
    }
