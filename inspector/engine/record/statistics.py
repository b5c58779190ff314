"""Rate and latency over the last parts."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np

from inspector.clock import monotonic_ns
from inspector.domain.inspection import StageTimings
from inspector.engine.judging.inspection_time import InspectionTime, work_ms
from inspector.engine.record.recorder import Recorded

_PARTS = 1000
_INSPECTIONS = 10_000
_RATE_WINDOW_S = 10.0


@dataclass(frozen=True, slots=True)
class Latency:
    """Trigger to verdict in milliseconds; ``None`` before the first part."""

    p50: float | None = None
    p99: float | None = None
    max: float | None = None


class Statistics:
    """Written by the recorder's and the inspectors' threads, read by any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latencies_ms: deque[float] = deque(maxlen=_PARTS)
        self._arrivals: deque[tuple[int, int]] = deque()
        self._inspections_ms: deque[float] = deque(maxlen=_INSPECTIONS)

    def note(self, recorded: Recorded) -> None:
        """Take in a commit."""
        now = monotonic_ns()
        with self._lock:
            self._arrivals.append((now, len(recorded.results)))
            for row, inspection in recorded.results:
                if inspection is not None and row.latency_ns is not None:
                    self._latencies_ms.append(row.latency_ns / 1e6)
            self._forget(now)

    def latency(self) -> Latency:
        """Percentiles over the last inspected parts."""
        with self._lock:
            values = np.array(self._latencies_ms)
        if not values.size:
            return Latency()
        p50, p99 = np.percentile(values, [50, 99])
        return Latency(round(p50, 3), round(p99, 3), round(float(values.max()), 3))

    def note_inspection(self, timings: StageTimings) -> None:
        """One picture has been judged."""
        if timings.inference_ns:
            with self._lock:
                self._inspections_ms.append(work_ms(timings))

    def forget_inspections(self) -> None:
        """Another model judges from now on."""
        with self._lock:
            self._inspections_ms.clear()

    def inspection_time(self) -> InspectionTime:
        """Preprocessing, inference and decision of one picture, over the last ones."""
        with self._lock:
            durations_ms = tuple(self._inspections_ms)
        return InspectionTime.of(durations_ms)

    def rate_per_min(self) -> float:
        """Parts per minute over the last ten seconds, or since the first part if it is younger."""
        now = monotonic_ns()
        with self._lock:
            self._forget(now)
            if not self._arrivals:
                return 0.0
            parts = sum(count for _, count in self._arrivals)
            span_s = max((now - self._arrivals[0][0]) / 1e9, 1.0)
        return parts * 60 / span_s

    def _forget(self, now: int) -> None:
        while self._arrivals and now - self._arrivals[0][0] > _RATE_WINDOW_S * 1e9:
            self._arrivals.popleft()
