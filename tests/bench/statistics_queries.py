"""Print how long charts of a month take: ``python tests/bench/statistics_queries.py [ROWS]``.

Rows of 30 days, three lots a day, six classes and all scores; 10 million by default. Most rows are
made by SQL from some that the store wrote, with the triggers that a running station has.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "rigs"))

from store_examples import JOURNAL, example, with_view

from inspector.domain.statistics.calendar import Calendar
from inspector.services.statistics.service import StatisticsService
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.reading.history import SqliteHistory
from inspector.wire.statistics import ChartQuery, GroupedQuery, StatisticsQuery, SubgroupKind

DAYS = 30
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
_BEGIN_NS = round(BEGIN.timestamp()) * 10**9
_CLASS = "n * 7919 % 1000"
_REPEATS = 15


def values(rows: int) -> dict[str, str]:
    step_ns = DAYS * 86_400 * 10**9 // rows
    return {
        "sequence": "n",
        "result_id": "printf('%08x-%012d', 1, n)",
        "trigger_index": "n",
        "part_id": "n",
        "triggered_utc_ns": f"{_BEGIN_NS} + (n - 1) * {step_ns}",
        "evaluation": f"CASE WHEN {_CLASS} < 970 THEN 1 WHEN {_CLASS} < 995 THEN 2 "
        f"WHEN {_CLASS} < 999 THEN 3 ELSE 0 END",
        "class_name": f"CASE WHEN {_CLASS} < 970 THEN 'good' WHEN {_CLASS} < 980 THEN 'scratch' "
        f"WHEN {_CLASS} < 987 THEN 'dent' WHEN {_CLASS} < 992 THEN 'burr' "
        f"WHEN {_CLASS} < 999 THEN 'stain' ELSE '' END",
        "score": "0.3 + (n * 104729 % 7000) / 10000.0",
        "outcome": "1",
        "lot_id": f"1 + (n - 1) * 3 * {DAYS} / {rows}",
    }


def fill(folder: Path, rows: int) -> float:
    """The first row by the store itself, all others from it by SQL; rows a second."""
    store = open_store(folder)
    store.commit(JOURNAL, 1, [with_view(example(0))], [], [])
    store.close()
    connection = sqlite3.connect(folder / DATABASE_NAME)
    columns = [row[1] for row in connection.execute("PRAGMA table_xinfo(result)") if row[6] == 0]
    made = values(rows)
    chosen = ", ".join(made.get(name, f'"{name}"') for name in columns)
    named = ", ".join(f'"{name}"' for name in columns)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA cache_size = -262144;")
    connection.execute("UPDATE result SET triggered_utc_ns = 0")
    begun = time.perf_counter()
    for start in range(2, rows + 1, 200_000):
        connection.execute(
            f"WITH RECURSIVE k(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM k WHERE n < ?) "  # noqa: S608
            f"INSERT INTO result ({named}) SELECT {chosen} FROM k, "
            "(SELECT * FROM result WHERE sequence = 1)",
            (start, min(rows, start + 199_999)),
        )
        connection.commit()
    connection.close()
    return rows / (time.perf_counter() - begun)


def timed(name: str, ask: Callable[[], object]) -> None:
    """The first answer and the median and slowest of the others, in milliseconds."""
    durations_ms = []
    for _ in range(_REPEATS + 1):
        begun = time.perf_counter()
        ask()
        durations_ms.append((time.perf_counter() - begun) * 1e3)
    first, others = durations_ms[0], durations_ms[1:]
    sys.stdout.write(
        f"{name}: first {first:.0f} ms, median {statistics.median(others):.0f} ms, "
        f"slowest {max(others):.0f} ms\n"
    )


def ask(folder: Path) -> None:
    store = open_store(folder)
    history: SqliteHistory = store.history()
    now = BEGIN + timedelta(days=DAYS)
    charts = StatisticsService(store.statistics(), Calendar(zone=UTC), lambda: now)
    month = {"since": BEGIN, "until": now}
    shift = {
        "since": BEGIN + timedelta(days=9, hours=6),
        "until": BEGIN + timedelta(days=9, hours=14),
    }
    hourly, daily = SubgroupKind.HOUR, SubgroupKind.DAY
    timed("Pareto of the month", lambda: charts.pareto(StatisticsQuery(**month)))
    timed("yield of the month by hour", lambda: charts.yields(GroupedQuery(**month)))
    timed(
        "yield of the month by lot",
        lambda: charts.yields(GroupedQuery(**month, subgroup=SubgroupKind.LOT)),
    )
    timed(
        "p-chart of the month by hour", lambda: charts.chart(ChartQuery(**month, subgroup=hourly))
    )
    timed("p-chart of the month by day", lambda: charts.chart(ChartQuery(**month, subgroup=daily)))
    timed("scores of the month", lambda: charts.scores(StatisticsQuery(**month)))
    timed(
        "reconciliation of the month by hour",
        lambda: charts.reconciliation(GroupedQuery(**month)),
    )
    timed("reviews of the month", lambda: charts.reviews(StatisticsQuery(**month)))
    timed("exact counts of a shift", lambda: charts.yields(GroupedQuery(**shift)))
    history.close()
    store.close()


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        sys.stdout.write(f"{fill(folder, rows):,.0f} rows/s made by SQL with all triggers\n")
        connection = sqlite3.connect(folder / DATABASE_NAME)
        cells = connection.execute("SELECT count(*) FROM verdict_rollup").fetchone()[0]
        sys.stdout.write(f"{cells:,} rows of counts for {rows:,} results\n")
        connection.close()
        ask(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
