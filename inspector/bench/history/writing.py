"""How fast one writer stores results while somebody pages and counts."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from inspector.bench.history.reading import PAGE
from inspector.bench.history.rows import JOURNAL, record
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.history import HistoryFilter
from inspector.domain.record import OutcomeUpdate

if TYPE_CHECKING:
    from inspector.store.reading.history import SqliteHistory
    from inspector.store.result_store import SqliteResultStore

BATCH = 256
_PAUSE_S = 0.02


def measure_writing(
    store: SqliteResultStore, history: SqliteHistory, seconds: float
) -> dict[str, Any]:
    """Records with their outcomes, in groups of 256, by the clock; records are made beforehand."""
    known = history.page(HistoryFilter(), None, 1)[0].sequence
    place = max(known, store.position(JOURNAL))
    alone = _write(store, place, seconds)
    with _reading(history) as pages_ms:
        beside = _write(store, place + alone[0], seconds)
    return {
        "batch": BATCH,
        "alone_per_s": round(alone[0] / alone[1]),
        "beside_readers_per_s": round(beside[0] / beside[1]),
        "pages_meanwhile": len(pages_ms),
        "pages_meanwhile_ms_p95": round(float(np.percentile(pages_ms, 95)), 1),
    }


def _write(store: SqliteResultStore, place: int, seconds: float) -> tuple[int, float]:
    written, busy = 0, 0.0
    while busy < seconds:
        first = place + written + 1
        batch = [record(number) for number in range(first, first + BATCH)]
        outcomes = [
            OutcomeUpdate(each.result_id, Outcome.PASSED, each.decided_utc_ns) for each in batch
        ]
        begun = time.perf_counter()
        store.commit(JOURNAL, first + BATCH, batch, outcomes, [])
        busy += time.perf_counter() - begun
        written += BATCH
    return written, busy


@contextmanager
def _reading(history: SqliteHistory) -> Iterator[list[float]]:
    """A person who pages through the rejects and has them counted, fifty times a second at most."""
    stop = threading.Event()
    took_ms: list[float] = []
    wanted = HistoryFilter(evaluation=Evaluation.NOT_OK)

    def read() -> None:
        before = None
        while not stop.wait(_PAUSE_S):
            begun = time.perf_counter()
            rows = history.page(wanted, before, PAGE)
            took_ms.append((time.perf_counter() - begun) * 1e3)
            before = rows[-1].sequence if len(rows) == PAGE else None

    reader = threading.Thread(target=read, name="bench-reader")
    reader.start()
    try:
        yield took_ms
    finally:
        stop.set()
        reader.join()
