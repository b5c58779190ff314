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
    """Written by the threads of recorder, inspectors and gate link, read by any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latencies_ms: deque[float] = deque(maxlen=_PARTS)
        self._counted: deque[tuple[int, int]] = deque()
        self._inspections_ms: deque[float] = deque(maxlen=_INSPECTIONS)

    def note(self, recorded: Recorded) -> None:
        """Take in a commit."""
        with self._lock:
            for row, inspection in recorded.results:
                if inspection is not None and row.latency_ns is not None:
                    self._latencies_ms.append(row.latency_ns / 1e6)

    def note_counted(self, triggered: int) -> None:
        """The gate has counted so many parts by now."""
        with self._lock:
            if self._counted and triggered < self._counted[-1][1]:  # another journal
                self._counted.clear()
            self._counted.append((monotonic_ns(), triggered))

    def forget_counted(self) -> None:
        """Nobody hears the gate: what it counts next came at nobody knows which time."""
        with self._lock:
            self._counted.clear()

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
        """Parts per minute over the last ten seconds, or since the gate is heard if that is less.

        The gate's own count: what is stored late, as after a start, has not come any faster.
        """
        now = monotonic_ns()
        with self._lock:
            while self._counted and now - self._counted[0][0] > _RATE_WINDOW_S * 1e9:
                self._counted.popleft()
            if not self._counted:
                return 0.0
            begun_ns, before = self._counted[0]
            parts = self._counted[-1][1] - before
        return parts * 60 / max((now - begun_ns) / 1e9, 1.0)
