"""The virtual line as a process: belt, PLC and camera in real time, over a real Modbus link."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import secrets
import sys
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PlcError
from inspector.plc.modbus import ModbusClient
from inspector.plc.registers import PLC_BASE, VISION_MIRROR_BASE, VISION_WORDS
from inspector.sim.camera_server import CameraSettings
from inspector.sim.line_cameras import LineCameras
from inspector.sim.plc_program import PlcProgram
from inspector.sim.report import Tally
from inspector.sim.world import Geometry, World

_log = logging.getLogger(__name__)
_SETTLE_S = 15.0
_REPORT_PERIOD_S = 0.2
_EXCHANGES_KEPT = 20_000
_STEPS_PER_PITCH = 10


@dataclass(frozen=True, slots=True)
class LineSettings:
    """The virtual line.

    Attributes:
        plc_port: Where the station's Modbus server listens on loopback.
        parts: How many parts come, 0 for no end.
        rate_per_min: Parts per minute.
        in_flight_max: The belt stops while this many parts wait for a verdict, 0 for never.
        scan_ms: Cycle time of the PLC task.
        poll_ms: Pause between two Modbus exchanges.
        geometry: Distances along the belt.
        more_cameras: Others that look at the same parts.
    """

    plc_port: int
    camera: CameraSettings
    parts: int
    rate_per_min: float
    in_flight_max: int = 0
    scan_ms: float = 5.0
    poll_ms: float = 2.0
    geometry: Geometry = field(default_factory=Geometry)
    more_cameras: tuple[CameraSettings, ...] = ()


class VirtualLine:
    """Runs the line once and reports on stdout, one JSON object a line.

    It says ``camera`` each time that the camera can be connected to, ``ready`` when the PLC sees
    that the station takes triggers, ``progress`` while the belt runs and ``report`` at the end.
    """

    def __init__(self, settings: LineSettings) -> None:
        self._settings = settings
        self._tally = Tally()
        self._program = PlcProgram(settings.geometry, secrets.randbelow(0xFFFF) + 1)
        self._world = World(settings.geometry, settings.parts, self._tally.leave)
        self._client = ModbusClient("127.0.0.1", settings.plc_port)
        self._exchanges_ns: deque[int] = deque(maxlen=_EXCHANGES_KEPT)
        self._encoder = 0
        self._camera_ready = False
        self._go = False
        self._stopping = False
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def _settled(self) -> bool:
        return self._program.settled and self._tally.complete

    async def run(self) -> None:
        """Wait for the station, run the belt, wait until all is confirmed, report."""
        cameras = LineCameras((self._settings.camera, *self._settings.more_cameras))
        self._tasks = [
            asyncio.create_task(self._exchange_forever()),
            asyncio.create_task(self._scan_forever(cameras)),
        ]
        try:
            await self._until(lambda: self._camera_ready)
            await self._until(lambda: self._program.trigger_ready or self._go)
            self._say("ready")
            await self._until(lambda: self._go and self._world.empty)
            await self._until(lambda: self._settled, _SETTLE_S)
        finally:
            self._stopping = True
            await asyncio.gather(*self._tasks, return_exceptions=True)
            cameras.close()
        self._say("report", settled=self._settled)

    def go(self) -> None:
        """Start the belt."""
        self._go = True

    def stop(self) -> None:
        """Let no further part come; what is on the belt runs out."""
        self._world.stop_feeding()
        self._go = True

    async def _until(self, done: Callable[[], bool], timeout_s: float = math.inf) -> None:
        deadline = monotonic_ns() + timeout_s * 1e9
        while not done() and monotonic_ns() < deadline:
            for task in self._tasks:
                if task.done():
                    task.result()
            await asyncio.sleep(self._settings.scan_ms / 1e3)

    async def _scan_forever(self, cameras: LineCameras) -> None:
        """The PLC's cyclic task; it beats and scans whether or not the belt moves."""
        settings = self._settings
        counts_per_ns = settings.rate_per_min / 60e9 * settings.geometry.pitch
        encoder, then = 0.0, monotonic_ns()
        next_report = then
        while not self._stopping:
            now = monotonic_ns()
            if self._go and not self._held():
                encoder += (now - then) * counts_per_ns
            then = now
            self._learn(cameras)
            self._scan(now, int(encoder), cameras)
            if self._go and now >= next_report:
                next_report = now + int(_REPORT_PERIOD_S * 1e9)
                self._say("progress")
            await asyncio.sleep(settings.scan_ms / 1e3)

    def _held(self) -> bool:
        limit = self._settings.in_flight_max
        return limit > 0 and self._program.undecided >= limit

    def _scan(self, now_ns: int, encoder: int, cameras: LineCameras) -> None:
        """In steps that no sensor and no ejector can miss, as a PLC's fast inputs would see it."""
        step = max(self._settings.geometry.pitch // _STEPS_PER_PITCH, 1)
        for count in (*range(self._encoder + step, encoder, step), encoder):
            edges = self._world.advance(count)
            for number, _ in edges.photo_eye:
                cameras.expose(number)
            for strike in self._program.scan(now_ns / 1e6, count, edges):
                self._world.strike_at(strike)
        self._encoder = encoder

    async def _exchange_forever(self) -> None:
        """One function-23 transaction after another; a new connection after each failure."""
        while not self._stopping:
            try:
                await self._client.connect()
                while not self._stopping:
                    await self._exchange()
                    await asyncio.sleep(self._settings.poll_ms / 1e3)
            except PlcError as error:
                _log.debug("exchange failed: %s", error)
                self._program.on_link_lost()
                self._client.close()
                await asyncio.sleep(0.05)
        self._client.close()

    async def _exchange(self) -> None:
        begun = monotonic_ns()
        words = await self._client.exchange(
            VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, self._program.plc.words
        )
        self._exchanges_ns.append(monotonic_ns() - begun)
        self._program.vision.load(words)
        self._program.on_exchange()

    def _learn(self, cameras: LineCameras) -> None:
        """Take in what the cameras say: that they are ready, and what each part really is."""
        for truth in cameras.truths():
            self._tally.learn(truth)
        if cameras.became_ready():
            self._say("camera", pids=cameras.pids)
            self._camera_ready = True

    def _say(self, event: str, **more: Any) -> None:
        plc, tally = self._program.plc, self._tally
        document = {
            "event": event,
            "triggered": plc["plc_triggered"],
            "plc_passed": plc["plc_passed"],
            "plc_rejected": plc["plc_rejected"],
            "diverted": self._program.diverted,
            "passed": tally.passed,
            "ejected": tally.ejected,
            "escapes": tally.escapes,
            "false_rejects": tally.false_rejects,
            "unknown_truth": tally.unknown_truth,
            **more,
        }
        if event == "report":
            document["labels"] = tally.labels
            document["exchange_ms"] = _percentiles_ms(self._exchanges_ns)
        sys.stdout.write(json.dumps(document) + "\n")
        sys.stdout.flush()


def _percentiles_ms(durations_ns: Collection[int]) -> dict[str, float]:
    """Median and 99th percentile of the Modbus round trips."""
    ordered = sorted(durations_ns) or [0]
    return {
        name: ordered[min(int(len(ordered) * share), len(ordered) - 1)] / 1e6
        for name, share in (("p50", 0.5), ("p99", 0.99))
    }


def settings_to_json(settings: LineSettings) -> str:
    """For the command line of the line's process."""
    return json.dumps(asdict(settings))


def settings_from_json(text: str) -> LineSettings:
    """The inverse of :func:`settings_to_json`."""
    document = json.loads(text)
    camera = _camera(document.pop("camera"))
    more = tuple(_camera(each) for each in document.pop("more_cameras"))
    geometry = Geometry(**document.pop("geometry"))
    return LineSettings(camera=camera, more_cameras=more, geometry=geometry, **document)


def _camera(document: dict[str, Any]) -> CameraSettings:
    document["ok_classes"] = tuple(document["ok_classes"])
    return CameraSettings(**document)
