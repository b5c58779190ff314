"""How long this process keeps a thread waiting: the test for a library that holds the GIL."""

from __future__ import annotations

import threading
import time
from types import TracebackType

from inspector.clock import monotonic_ns

_PERIOD_S = 0.001


class Ticker:
    """A thread that wants to run every millisecond, for as long as the context lasts.

    Attributes:
        ticks: How often it ran.
        worst_gap_ms: Longest time between two of its turns.
    """

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ticker", daemon=True)
        self.ticks = 0
        self.worst_gap_ms = 0.0

    def __enter__(self) -> Ticker:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        before = monotonic_ns()
        while not self._ended.is_set():
            time.sleep(_PERIOD_S)
            now = monotonic_ns()
            self.ticks += 1
            self.worst_gap_ms = max(self.worst_gap_ms, (now - before) / 1e6)
            before = now
