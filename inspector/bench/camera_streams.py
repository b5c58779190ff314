"""Figures of one camera: its stream, its trigger, and what both cost this process."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

import numpy as np
import psutil

from inspector.bench.ticker import Ticker
from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import FeatureError
from inspector.domain.ports import Camera
from inspector.services.live.camera_tools import Exposure, opened, streaming
from inspector.services.live.stream_figures import StreamMeter

_GRAB_S = 0.2
_WARM_UP_FRAMES = 3
_WARM_UP_S = 5.0
_LATE_S = 2.0


def measure_stream(
    camera: Camera, settings: dict[str, Any], seconds: float, others: Collection[int]
) -> dict[str, Any]:
    """Stream, count, and watch processor and ticker meanwhile.

    Args:
        camera: A closed camera; it is closed again.
        settings: What it is set to.
        seconds: How long.
        others: Processes below this one that are not the client's, such as simulators.
    """
    meter = StreamMeter()
    with opened(camera, settings, Exposure.FREE_RUN), streaming(camera):
        _warm_up(camera)
        busy_s, begun_ns = _busy_s(others), monotonic_ns()
        with Ticker() as ticker:
            while monotonic_ns() - begun_ns < seconds * 1e9:
                frame = camera.grab(_GRAB_S)
                if frame is not None:
                    meter.add(frame)
        span_s = (monotonic_ns() - begun_ns) / 1e9
        busy_s = _busy_s(others) - busy_s
    return asdict(meter.figures()) | {
        "cpu_percent_of_a_core": round(100 * busy_s / span_s, 1),
        "ticker": ticker_figures(ticker, span_s),
    }


def ticker_figures(ticker: Ticker, span_s: float) -> dict[str, float]:
    """Its worst gap and how many of its turns it got."""
    return {
        "worst_gap_ms": round(ticker.worst_gap_ms, 2),
        "ticks": ticker.ticks,
        "ticks_per_s": round(ticker.ticks / span_s, 1),
    }


def measure_trigger(
    camera: Camera, settings: dict[str, Any], repeats: int
) -> dict[str, float] | None:
    """Time from a software trigger to the picture in an array of ours.

    Returns:
        Percentiles in milliseconds; ``None`` for a camera without a software trigger.
    """
    with opened(camera, settings, Exposure.SOFTWARE):
        try:
            if camera.get("trigger_mode") != "On":
                return None
        except FeatureError:
            return None
        with streaming(camera):
            delays = [_delay_ms(camera) for _ in range(repeats + _WARM_UP_FRAMES)]
    arrived = [each for each in delays[_WARM_UP_FRAMES:] if each is not None]
    return latency_figures(arrived, repeats)


def latency_figures(delays_ms: Iterable[float], repeats: int) -> dict[str, float]:
    """Percentiles of the delays, and how many of the triggers gave a picture."""
    delays = np.asarray(list(delays_ms))
    if delays.size == 0:
        return {"triggers": repeats, "pictures": 0}
    p50, p99 = np.percentile(delays, [50, 99], method="higher")
    return {
        "triggers": repeats,
        "pictures": int(delays.size),
        "p50_ms": round(float(p50), 2),
        "p99_ms": round(float(p99), 2),
    }


def _delay_ms(camera: Camera) -> float | None:
    begun_ns = monotonic_ns()
    camera.trigger()
    while monotonic_ns() - begun_ns < _LATE_S * 1e9:
        frame = camera.grab(_GRAB_S)
        if frame is not None:
            return (monotonic_ns() - begun_ns) / 1e6 if frame.complete else None
    return None


def _warm_up(camera: Camera) -> None:
    """Take the first frames uncounted: buffers are still being made."""
    deadline, taken = time.monotonic() + _WARM_UP_S, 0
    while taken < _WARM_UP_FRAMES and time.monotonic() < deadline:
        taken += camera.grab(_GRAB_S) is not None


def _busy_s(others: Collection[int]) -> float:
    """Processor time of this process and its children, an isolated camera's included."""
    this = psutil.Process()
    busy = 0.0
    for process in (this, *this.children(recursive=True)):
        if process.pid in others:
            continue
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        busy += times.user + times.system
    return busy
