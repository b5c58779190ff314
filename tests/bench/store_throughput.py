"""Print how fast each kind of result is stored: ``python tests/bench/store_throughput.py [ROWS]``.

``inspector bench history`` measures the same beside somebody who reads.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "rigs"))

from store_examples import JOURNAL, example, passed, view_of, with_view

from inspector.bench.history.writing import BATCH
from inspector.domain.drift import ImageHealth, Shift
from inspector.domain.record import ResultRecord
from inspector.store.opening import open_store

HEALTH = ImageHealth(0.25, 0.5, 0.75, 1.5, Shift(1.0, 2.0, 0.5))


def one_view(index: int) -> ResultRecord:
    return with_view(example(index))


def measured(index: int) -> ResultRecord:
    """As a station with one camera stores it: with novelty and what its picture told."""
    record = with_view(example(index, novelty=0.5))
    view = replace(record.views[0], novelty=0.5, health=HEALTH)
    return replace(record, views=(view,))


def two_views(index: int) -> ResultRecord:
    record = example(index)
    return replace(record, views=(view_of(record, 0, "top"), view_of(record, 1, "side")))


def write(folder: Path, rows: int, make: Callable[[int], ResultRecord]) -> float:
    """Commit all rows; the seconds that ``commit`` took, without making the records."""
    store, seconds = open_store(folder), 0.0
    for start in range(0, rows, BATCH):
        batch = [make(index) for index in range(start, start + BATCH)]
        outcomes = [passed(record) for record in batch]
        begun = time.perf_counter()
        store.commit(JOURNAL, start + BATCH, batch, outcomes, [])
        seconds += time.perf_counter() - begun
    store.close()
    return seconds


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        for make in (one_view, measured, two_views):
            rate = rows / write(Path(folder, make.__name__), rows, make)
            print(f"{make.__name__}: {rate:,.0f} records/s with outcomes, in batches of {BATCH}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
