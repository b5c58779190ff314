"""All measurements of a history, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspector.bench.history.line import measure_line_beside_questions
from inspector.bench.history.reading import measure_charts, measure_pages
from inspector.bench.history.rows import fill_history
from inspector.bench.history.settings import measure_line_by_settings
from inspector.bench.history.writing import measure_writing
from inspector.paths import DataFolder
from inspector.store.opening import DATABASE_NAME, open_store


@dataclass(frozen=True, slots=True)
class HistoryBenchOptions:
    """How much is measured.

    Attributes:
        rows: Of the history.
        seconds: Of writing, with and without readers.
        parts: Of each run of the line; 0 leaves them out.
        rounds: How often the line runs with each setting of archive and forwarding.
        server: That it forwards to, as in a station file; empty to leave forwarding out.
    """

    rows: int = 10_000_000
    seconds: float = 20.0
    parts: int = 300
    rounds: int = 3
    server: str = ""


def measure_history(
    options: HistoryBenchOptions, folder: Path, tell: Callable[[str], object]
) -> dict[str, Any]:
    """Fill a history of its own below ``folder`` and measure it.

    Raises:
        LineUnreconciledError: the line beside it did not account for every part.
    """
    data = DataFolder(folder / f"{options.rows}-rows")
    data.database.mkdir(parents=True, exist_ok=True)
    fill_history(data.database, options.rows, tell)
    store = open_store(data.database)
    history = store.history()
    try:
        tell("pages")
        pages = measure_pages(history, options.rows)
        tell("charts")
        charts = measure_charts(store.statistics())
        tell("writing")
        writing = measure_writing(store, history, options.seconds)
    finally:
        history.close()
        store.close()
    figures = {
        "rows": options.rows,
        "database_gib": round((data.database / DATABASE_NAME).stat().st_size / 2**30, 2),
        "pages": pages,
        "charts": charts,
        "writing": writing,
    }
    if options.parts:
        tell("the line beside questions")
        figures["line_latency_ms"] = measure_line_beside_questions(data, options.parts)
    if options.parts and options.rounds:
        tell("the line by its settings")
        figures["line_by_settings_ms"] = measure_line_by_settings(
            folder / "settings", options.parts, options.rounds, options.server
        )
    return figures
