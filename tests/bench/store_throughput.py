"""Print how fast results are stored and read: ``python tests/bench/store_throughput.py [ROWS]``."""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "rigs"))

from store_examples import JOURNAL, START_UTC_NS, example, passed, view_of, with_view

from inspector.domain.drift import ImageHealth, Shift
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter
from inspector.domain.record import ResultRecord
from inspector.store.archive import FileImageArchive
from inspector.store.opening import DATABASE_NAME, open_store
from inspector.store.reading.history import SqliteHistory
from inspector.store.result_store import SqliteResultStore

BATCH = 256
HEALTH = ImageHealth(0.25, 0.5, 0.75, 1.5, Shift(1.0, 2.0, 0.5))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def one_view(index: int) -> ResultRecord:
    return with_view(example(index))


def two_views(index: int) -> ResultRecord:
    record = example(index)
    return replace(record, views=(view_of(record, 0, "top"), view_of(record, 1, "side")))


def write(
    store: SqliteResultStore, rows: int, make: Callable[[int], ResultRecord] = one_view
) -> float:
    """Commit all rows; the seconds that ``commit`` took, without making the records."""
    seconds = 0.0
    for start in range(0, rows, BATCH):
        batch = [make(index) for index in range(start, start + BATCH)]
        outcomes = [passed(record) for record in batch]
        begun = time.perf_counter()
        store.commit(JOURNAL, start + BATCH, batch, outcomes, [])
        seconds += time.perf_counter() - begun
    return seconds


def measured(index: int) -> ResultRecord:
    """As a station with one camera stores it: with novelty and what its picture told."""
    record = with_view(example(index, novelty=0.5))
    view = replace(record.views[0], novelty=0.5, health=HEALTH)
    return replace(record, views=(view,))


MAKERS = (one_view, measured, two_views)


def write_alone(folder: Path, rows: int, make: Callable[[int], ResultRecord]) -> float:
    store = open_store(folder)
    seconds = write(store, rows, make)
    store.close()
    return seconds


@contextmanager
def paging(history: SqliteHistory) -> Iterator[list[float]]:
    """Page through the history without a pause meanwhile; the durations in milliseconds."""
    stop = threading.Event()
    durations_ms: list[float] = []

    def page() -> None:
        before = None
        while not stop.is_set():
            begun = time.perf_counter()
            rows = history.page(HistoryFilter(), before, 100)
            durations_ms.append((time.perf_counter() - begun) * 1e3)
            before = rows[-1].sequence if len(rows) == 100 else None

    reader = threading.Thread(target=page)
    reader.start()
    try:
        yield durations_ms
    finally:
        stop.set()
        reader.join()


def save_pictures(folder: Path) -> list[float]:
    noise = np.random.default_rng(0).normal(128, 6, (224, 224, 3)).astype(np.uint8)
    archive = FileImageArchive(folder, reserve_bytes=0)
    durations_ms = []
    for index in range(300):
        begun = time.perf_counter()
        archive.save(f"00c0ffee-{index:012d}", START_UTC_NS, noise)
        durations_ms.append((time.perf_counter() - begun) * 1e3)
    return durations_ms


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        store = open_store(folder)
        history = store.history()
        with paging(history) as pages_ms:
            seconds = write(store, rows)
        say(f"{rows / seconds:,.0f} records/s with outcomes, in batches of {BATCH}")
        say(f"{len(pages_ms)} pages meanwhile, median {statistics.median(pages_ms):.1f} ms")
        log = folder / f"{DATABASE_NAME}-wal"
        say(f"write-ahead log {log.stat().st_size / 2**20:.1f} MiB")
        begun = time.perf_counter()
        counts = store.counts(JOURNAL)
        elapsed_ms = (time.perf_counter() - begun) * 1e3
        say(f"{counts.by_evaluation[Evaluation.OK]} rows counted in {elapsed_ms:.1f} ms")
        history.close()
        store.close()
        begun = time.perf_counter()
        open_store(folder).close()
        say(f"reopened in {(time.perf_counter() - begun) * 1e3:.0f} ms")
        alone = [rows / write_alone(folder / make.__name__, rows, make) for make in MAKERS]
        text = "{:,.0f} records/s of one view, {:,.0f} measured, {:,.0f} of two, without a reader"
        say(text.format(*alone))
        pictures_ms = save_pictures(folder / "archive")
        say(f"picture 224 x 224 x 3 saved in {statistics.median(pictures_ms):.2f} ms (median)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
