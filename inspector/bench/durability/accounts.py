"""What the history says after a run, held against the line and against itself."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from inspector.bench.durability.power_cuts import stored_rows
from inspector.demo.report import Run, disagreements, percentiles
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.history import HistoryFilter, ResultSummary
from inspector.paths import DataFolder
from inspector.store.consistency.verify import verify
from inspector.store.opening import open_history
from inspector.store.reading.history import SqliteHistory
from inspector.store.seals.proof import prove

_PAGE = 7
_QUARTER_NS = 900 * 10**9
_COUNTING_S = 60.0
_UNCLEARED = "SELECT count(*) FROM result WHERE outcome = ? AND evaluation <> ?"
_OF_PHASE = """
SELECT evaluation, latency_ns, image_wait_ns + preprocessing_ns + inference_ns, inference_ns,
    image_path <> '', reason FROM result ORDER BY sequence LIMIT ? OFFSET ?
"""


def account(run: Run, data: DataFolder) -> dict[str, Any]:
    """Hold the history of a run against the line and against itself.

    Returns:
        ``parts``, ``results``, how many are ``lost`` and ``doubled``, how many passed
        ``uncleared``, and whether all that the history says of itself agrees.
    """
    database = Path(run.database)
    rows = stored_rows(database)
    parts = Counter((row[1], row[2]) for row in rows)
    passed_by = int(run.line["triggered"])
    findings = verify(data, lambda _name, _total: lambda: None)
    cleared = run.rows.evaluations[Evaluation.OK]
    with closing(open_history(data.database)) as history:
        paged = _pages_are_whole(history, [str(row[1]) for row in rows])
        timed = _quarters_add_up(history, len(rows))
    return {
        "parts": passed_by,
        "results": len(rows),
        "lost": max(0, passed_by - len(rows)),
        "doubled": sum(count - 1 for count in parts.values()) + max(0, len(rows) - passed_by),
        "uncleared": max(_passed_uncleared(database), int(run.line["passed"]) - cleared),
        "pages_whole": paged,
        "times_add_up": timed,
        "seals_hold": prove(database, lambda: None).holds,
        "pictures_missing_or_changed": len(findings.missing) + len(findings.changed),
        "integrity_ok": not findings.database,
        "disagreements": disagreements(run),
    }


def of_phase(database: Path, first: int, end: int | None) -> dict[str, Any]:
    """The parts of one phase: by verdict, with pictures, and how long verdicts took."""
    limit = -1 if end is None else end - first
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(_OF_PHASE, (limit, first)).fetchall()
    judged = [row for row in rows if row[3] and row[1] is not None]
    return {
        "parts": len(rows),
        "undefined": dict(Counter(Reason(row[5]).name for row in rows if not row[0])),
        "pictures": sum(row[4] for row in rows),
        "latency_ms": percentiles([row[1] / 1e6 for row in judged]),
        "overhead_ms": percentiles([(row[1] - row[2]) / 1e6 for row in judged]),
    }


def _passed_uncleared(database: Path) -> int:
    """Parts that went past the ejector though no row clears them."""
    with closing(sqlite3.connect(database)) as connection:
        found: int = connection.execute(_UNCLEARED, (Outcome.PASSED, Evaluation.OK)).fetchone()[0]
    return found


def _pages_are_whole(history: SqliteHistory, wanted: list[str]) -> bool:
    """Whether pages in both directions show every row once and in its place."""
    everything = HistoryFilter()
    newest = _followed(lambda shown: history.page(everything, shown, _PAGE))
    oldest = _followed(lambda shown: history.page_after(everything, shown or 0, _PAGE))
    return newest == wanted[::-1] and oldest == wanted


def _followed(page_behind: Callable[[int | None], list[ResultSummary]]) -> list[str]:
    found: list[ResultSummary] = []
    while page := page_behind(found[-1].sequence if found else None):
        found += page
    return [row.result_id for row in found]


def _quarters_add_up(history: SqliteHistory, results: int) -> bool:
    """Whether each result lies in one quarter of an hour, wherever the clock stood."""
    rows = history.page(HistoryFilter(), None, results)
    quarters = {row.triggered_utc_ns // _QUARTER_NS * _QUARTER_NS for row in rows}
    counted = [
        history.count(
            HistoryFilter(since_utc_ns=start, until_utc_ns=start + _QUARTER_NS), _COUNTING_S
        ).count
        for start in quarters
    ]
    return sum(counted) == results
