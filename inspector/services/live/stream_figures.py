"""How steadily frames come."""

from __future__ import annotations

import math
from dataclasses import dataclass

from inspector.domain.frame import Frame


@dataclass(frozen=True, slots=True)
class StreamFigures:
    """Counts and timing of a stream.

    Attributes:
        frames: Frames that arrived, complete or not.
        incomplete: Frames of them that cannot be judged.
        lost: Frame ids that never arrived.
        rate_hz: Arrivals per second; 0 before the second.
        jitter_ms: Standard deviation of the time between two arrivals.
        longest_gap_ms: Longest time between two arrivals.
    """

    frames: int
    incomplete: int
    lost: int
    rate_hz: float
    jitter_ms: float
    longest_gap_ms: float


class StreamMeter:
    """Takes the arrivals of a stream one after another, in constant memory."""

    def __init__(self) -> None:
        self._frames = self._incomplete = self._lost = 0
        self._first_ns = self._last_ns = 0
        self._mean_ns = self._squares = 0.0
        self._longest_ns = 0

    def add(self, frame: Frame) -> None:
        """The next frame of the stream."""
        self._lost += frame.missed_since_last
        self._incomplete += not frame.complete
        self._frames += 1
        if self._frames == 1:
            self._first_ns = frame.host_ns
        else:
            self._add_interval(frame.host_ns - self._last_ns)
        self._last_ns = frame.host_ns

    def _add_interval(self, interval_ns: int) -> None:
        """Welford's running mean and sum of squared deviations (Technometrics 4, 1962)."""
        deviation = interval_ns - self._mean_ns
        self._mean_ns += deviation / (self._frames - 1)
        self._squares += deviation * (interval_ns - self._mean_ns)
        self._longest_ns = max(self._longest_ns, interval_ns)

    def figures(self) -> StreamFigures:
        """The figures so far."""
        intervals = self._frames - 1
        span_ns = self._last_ns - self._first_ns
        jitter_ns = math.sqrt(self._squares / intervals) if intervals > 0 else 0.0
        return StreamFigures(
            frames=self._frames,
            incomplete=self._incomplete,
            lost=self._lost,
            rate_hz=round(intervals / (span_ns / 1e9), 2) if span_ns > 0 else 0.0,
            jitter_ms=round(jitter_ns / 1e6, 3),
            longest_gap_ms=round(self._longest_ns / 1e6, 3),
        )
