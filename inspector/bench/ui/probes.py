"""What is measured inside the app's own process, on its own window."""

# ruff: noqa: N802

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import psutil
from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from inspector.clock import monotonic_ns
from inspector.ui.link import Sight
from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.keys import PageKey
from inspector.ui.window import OperatorWindow

_PATIENCE_MS = 30_000
_TICK_MS = 5
_SPARING_TICK_MS = 20
"""Where the share of the processor is measured, of which the probe takes part."""
_FRAME_MS = 16
_SAMPLE_MS = 1000
_QUIET_MS = 5000
"""Until the pages that are made behind the first one have their first answers."""
_MIB = 1 << 20
Done = Callable[[dict[str, Any]], None]


class PaintWatch(QObject):
    """Knows when a widget was painted last."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.painted_ns = 0
        watched.installEventFilter(self)

    def painted_since(self, moment_ns: int) -> bool:
        """Whether it was painted after a moment."""
        return self.painted_ns > moment_ns

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the time of each painting."""
        if event.type() == QEvent.Type.Paint:
            self.painted_ns = monotonic_ns()
        return False


class Ticker(QObject):
    """Finds out how long the event loop did not turn."""

    def __init__(self, parent: QObject, interval_ms: int = _TICK_MS) -> None:
        super().__init__(parent)
        self.worst_gap_ms = 0.0
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=interval_ms)
        self._timer.timeout.connect(self._tick)
        self._since.start()
        self._timer.start()

    def _tick(self) -> None:
        self.worst_gap_ms = max(self.worst_gap_ms, self._since.nsecsElapsed() / 1e6)
        self._since.restart()


def first_paint(window: OperatorWindow, done: Done) -> None:
    """When the first frame was painted, on the clock that all processes share."""
    watch = PaintWatch(window.live)

    def look() -> None:
        if watch.painted_ns:
            timer.stop()
            done({"painted_ns": monotonic_ns(), "cpu_s": round(time.process_time(), 2)})

    timer = QTimer(window, interval=0)
    timer.timeout.connect(look)
    timer.start()


def page_turns(window: OperatorWindow, repeats: int) -> dict[str, Any]:
    """Milliseconds from the command to the painted page, every page from every other one."""
    pages = {key: window.pages.page(key) for key in PAGES}
    watches = {key: PaintWatch(page) for key, page in pages.items()}
    durations: dict[PageKey, list[float]] = {key: [] for key in PAGES}
    window.turn_to(PageKey.IO)
    for _ in range(repeats):
        for key in PAGES:
            begun_ns = monotonic_ns()
            window.turn_to(key)
            _wait(_PATIENCE_MS, partial(watches[key].painted_since, begun_ns))
            durations[key].append((monotonic_ns() - begun_ns) / 1e6)
            _rest(200)
    return {
        key.name.lower(): {
            "first_ms": round(taken[0], 1),
            "p50_ms": _quantile(taken, 0.5),
            "p99_ms": _quantile(taken, 0.99),
        }
        for key, taken in durations.items()
    }


def history_scroll(window: OperatorWindow, seconds: float) -> dict[str, Any]:
    """Down from the newest row, then up from the oldest, a whole view at each of sixty steps/s."""
    window.turn_to(PageKey.HISTORY)
    listed, model = window.history.list.table, window.history.list.model
    bar = listed.verticalScrollBar()
    _wait(_PATIENCE_MS, lambda: model.rowCount() > 0)
    _rest(_QUIET_MS)
    if not listed.isVisible():
        raise RuntimeError(f"{window.pages.in_view} came in view in place of the history")

    def place() -> int:
        row = model.row(model.index(listed.rows_in_view().start, 0))
        return 0 if row is None else row.sequence

    ticker, passed, steps, newest = Ticker(window), 0, 0, place()
    for direction in (1, -1):
        begun, clock = place(), QElapsedTimer()
        clock.start()
        while clock.elapsed() < seconds * 500:
            bar.setValue(bar.value() + direction * listed.viewport().height())
            steps += 1
            _rest(_FRAME_MS)
        passed += abs(place() - begun)
        if direction == 1:
            window.board[HistoryAction.GO_TO_OLDEST].trigger()
            _wait(_PATIENCE_MS, lambda: place() not in (0, newest) and not model.waiting)
    return {
        "rows": newest,
        "steps": steps,
        "rows_passed": passed,
        "longest_stall_ms": round(ticker.worst_gap_ms, 1),
    }


def live_view(window: OperatorWindow, seconds: float) -> dict[str, Any]:
    """Share of one core, pictures drawn, age of the picture, and memory, while parts pass."""
    window.turn_to(PageKey.LIVE)
    _wait(_PATIENCE_MS, lambda: window.live.picture.image is not None)
    _rest(3000)
    shown, ages_ms = array("q"), array("f")  # an hour of objects would be what memory grows by

    def note(sight: Sight) -> None:
        if sight.picture is not None:
            shown.append(sight.picture.result.trigger_index)
            age = datetime.now(UTC) - sight.picture.result.decided_at
            ages_ms.append(age.total_seconds() * 1000)

    samples: list[tuple[float, float]] = []
    process, begun_ns, used = psutil.Process(), monotonic_ns(), time.process_time()
    sampling = QTimer(window, interval=_SAMPLE_MS)
    sampling.timeout.connect(
        lambda: samples.append(
            ((monotonic_ns() - begun_ns) / 60e9, process.memory_info().rss / _MIB)
        )
    )
    sampling.start()
    ticker = Ticker(window, _SPARING_TICK_MS)
    window.link.sight_arrived.connect(note)
    _rest(round(seconds * 1000))
    window.link.sight_arrived.disconnect(note)
    sampling.stop()
    elapsed_s = (monotonic_ns() - begun_ns) / 1e9
    sent = shown[-1] - shown[0] + 1 if shown else 0
    return {
        "seconds": round(elapsed_s, 1),
        "cpu_share": round((time.process_time() - used) / elapsed_s, 3),
        "sent": sent,
        "shown": len(shown),
        "skipped": sent - len(shown),
        "age_p50_ms": _quantile(ages_ms, 0.5),
        "age_p99_ms": _quantile(ages_ms, 0.99),
        "longest_stall_ms": round(ticker.worst_gap_ms, 1),
        "rss_mib": round(samples[-1][1], 1) if samples else 0.0,
        "rss_slope_mib_per_min": _slope(samples[len(samples) // 4 :]),
        "picture_px": [
            window.live.picture.room_px().width(),
            window.live.picture.room_px().height(),
        ],
    }


def _wait(limit_ms: int, until: Callable[[], bool]) -> None:
    """Turn the event loop as the app does, until something is so or the time is over."""
    if until():
        return
    loop, clock = QEventLoop(), QElapsedTimer()
    clock.start()
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: loop.quit() if until() or clock.hasExpired(limit_ms) else None)
    timer.start()
    loop.exec()
    QApplication.sendPostedEvents()


def _rest(duration_ms: int) -> None:
    """Turn the event loop for a time, and look at nothing meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()


def _quantile(values: Sequence[float], share: float) -> float:
    if not values:
        return 0.0
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def _slope(samples: Sequence[tuple[float, float]]) -> float:
    """Least squares, per unit of the first value."""
    if len(samples) < 2:
        return 0.0
    mean_x = sum(x for x, _ in samples) / len(samples)
    mean_y = sum(y for _, y in samples) / len(samples)
    spread = sum((x - mean_x) ** 2 for x, _ in samples)
    return round(sum((x - mean_x) * (y - mean_y) for x, y in samples) / spread, 2)
