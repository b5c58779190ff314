"""A station that sends pictures of a 5-megapixel camera at any rate, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from fastapi import FastAPI

from inspector.api.live import live_router
from inspector.api.server import ApiServer
from inspector.clock import monotonic_ns
from inspector.domain.evaluation import Evaluation, Reason
from inspector.services.live.station_port import LiveMessage
from inspector.vision.encode import encode_jpeg, fitting_side_px
from inspector.wire.run_file import write_run_file
from inspector.wire.station import (
    Counters,
    LatencyMs,
    LiveResult,
    LiveUpdate,
    LiveWish,
    Reconciliation,
    StationCommand,
    StationSnapshot,
    StationState,
)

if TYPE_CHECKING:
    from pathlib import Path

    from inspector.domain.frame import Image

_HEIGHT_PX, _WIDTH_PX = 2048, 2448
_PICTURES = 8
_TOKEN = "b" * 32
_EVERY_NTH_BAD = 20
_STRIP = 12


class PictureStation:
    """Implements ``StationService``; every part is a new one with a picture of its own.

    Pictures are encoded once, in the size that the app asks for: encoding is the engine's work and
    would only take the processor away from what is measured.
    """

    def __init__(self, rate_hz: float) -> None:
        self._interval_ns = round(1e9 / rate_hz)
        self._begun_ns = monotonic_ns()
        self._pictures = [_picture(seed) for seed in range(_PICTURES)]
        self._encoded: dict[LiveWish, list[bytes]] = {}
        self._encoding = threading.Lock()

    def snapshot(self) -> StationSnapshot:
        """A running station."""
        parts = self._newest()
        return StationSnapshot(
            station_id="bench",
            app_version="0",
            state=StationState.CONTINUOUS_EXECUTION,
            since=datetime.now(UTC),
            gate_connected=True,
            plc_connected=True,
            camera_connected=True,
            simulated=True,
            counters=Counters(triggered=parts, ok=parts),
            reconciliation=Reconciliation(agreed=True, plc_triggered=parts),
            rate_per_min=60e9 / self._interval_ns,
            latency_ms=LatencyMs(p50=14, p99=23, max=30),
            model=None,
            recipe_id="bench",
            recipe_number=1,
            recipe_revision="9a" * 32,
            alarms=[],
        )

    def command(self, command: StationCommand) -> StationSnapshot:
        """Nothing is carried out."""
        return self.snapshot()

    def live(self, after: int, timeout_s: float, wish: LiveWish) -> LiveMessage | None:
        """The newest part, as soon as there is one that the client has not had."""
        until_ns = self._begun_ns + (after + 1) * self._interval_ns
        threading.Event().wait(min(timeout_s, max(0, until_ns - monotonic_ns()) / 1e9))
        newest = self._newest()
        if newest <= after:
            return None
        bad = [n for n in range(newest, max(newest - 400, 0), -1) if n % _EVERY_NTH_BAD == 0]
        update = LiveUpdate(
            snapshot=self.snapshot(),
            latest=_result(newest),
            last_rejects=[_result(number) for number in bad[:_STRIP]],
            preview_follows=True,
        )
        return LiveMessage(newest, update, self._in_size(wish)[newest % _PICTURES])

    def _in_size(self, wish: LiveWish) -> list[bytes]:
        """All pictures as an engine sends them; encoded once for each size that is asked for."""
        with self._encoding:
            if wish not in self._encoded:
                side_px = fitting_side_px(self._pictures[0], wish.width_px, wish.height_px)
                self._encoded[wish] = [
                    encode_jpeg(picture, max_side_px=side_px) for picture in self._pictures
                ]
            return self._encoded[wish]

    def _newest(self) -> int:
        return (monotonic_ns() - self._begun_ns) // self._interval_ns


@contextmanager
def serving(station: PictureStation, run_file: Path) -> Iterator[None]:
    """The live route of the station's API behind its own server."""
    api = FastAPI(openapi_url=None)
    api.include_router(live_router(station))
    server = ApiServer(api, "127.0.0.1", 0)
    port = server.start()
    try:
        write_run_file(run_file, f"http://127.0.0.1:{port}", _TOKEN)
        yield
    finally:
        server.stop()


def _result(number: int) -> LiveResult:
    good = number % _EVERY_NTH_BAD != 0
    return LiveResult(
        result_id=f"0000be7c-{number:012d}",
        part_id=number,
        trigger_index=number,
        evaluation=Evaluation.OK if good else Evaluation.NOT_OK,
        reason=Reason.CLASSIFIED,
        class_name="good" if good else "scratch",
        score=0.97,
        threshold=0.5,
        latency_ms=14.0,
        decided_at=datetime.now(UTC),
    )


def _picture(seed: int) -> Image:
    """Smooth light with a sensor's noise: neither of the two that JPEG finds easy or hard."""
    generator = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:_HEIGHT_PX, 0:_WIDTH_PX]
    light = 110 + 70 * np.sin(rows / 300 + seed) * np.cos(columns / 350)
    picture: Image = np.clip(light + generator.normal(0, 4, light.shape), 0, 255).astype(np.uint8)
    return picture
