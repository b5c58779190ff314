"""The virtual line as a process: belt, PLC and camera in real time, over a real Modbus link."""

from __future__ import annotations

import asyncio
import json
import math
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from inspector.clock import monotonic_ns
from inspector.plc.client import ModbusClient
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.transport import Tcp
from inspector.sim.belt import Belt, counts_per_ms
from inspector.sim.camera_server import CameraSettings
from inspector.sim.line_cameras import LineCameras
from inspector.sim.line_plc import CoupledLine, LinePlc, PlcRole, ProgrammedLine
from inspector.sim.plc_link import PlcLink
from inspector.sim.plc_server import PlcRegisters, PlcServer
from inspector.sim.report import Tally
from inspector.sim.soft_plc import SoftPlc, line_layout
from inspector.sim.world import Geometry, World

_SETTLE_S = 15.0
_REPORT_PERIOD_S = 0.2
_LEARN_PERIOD_S = 0.02


@dataclass(frozen=True, slots=True)
class LineSettings:
    """The virtual line.

    Attributes:
        plc_port: Where the station's Modbus server listens on loopback, or, in another role of the
            station, where the PLC or the coupler does.
        parts: How many parts come, 0 for no end.
        rate_per_min: Parts per minute.
        in_flight_max: The belt stops while this many parts wait for a verdict, 0 for never.
        scan_ms: Cycle time of the PLC task.
        poll_ms: Pause between two Modbus exchanges.
        geometry: Distances along the belt.
        more_cameras: Others that look at the same parts.
        tracking: How the PLC follows parts to the ejector.
        role: What the station is on the fieldbus.
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
    tracking: TrackingMethod = "encoder"
    role: PlcRole = "server"


class VirtualLine:
    """Runs the line once and reports on stdout, one JSON object a line.

    It says ``camera`` each time that the camera can be connected to, ``ready`` when the PLC sees
    that the station takes triggers, ``progress`` while the belt runs and ``report`` at the end.
    """

    def __init__(self, settings: LineSettings) -> None:
        self._settings = settings
        self._tally = Tally()
        speed = counts_per_ms(settings.geometry, settings.rate_per_min)
        layout = line_layout(settings.geometry, settings.tracking, speed)
        self._world = World(settings.geometry, settings.parts, self._tally.leave)
        self._plc = _control(settings, layout, self._world)
        self._belt = Belt(settings.geometry, settings.rate_per_min, self._world, self._plc)
        self._camera_ready = False
        self._go = False
        self._stopping = False
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def _settled(self) -> bool:
        return not self._world.fed or (self._plc.settled and self._tally.complete)

    async def run(self) -> None:
        """Wait for the station, run the belt, wait until all is confirmed, report."""
        cameras = LineCameras((self._settings.camera, *self._settings.more_cameras))
        self._tasks = [
            asyncio.create_task(self._plc.run()),
            asyncio.create_task(self._scan_forever(cameras)),
        ]
        try:
            await self._until(lambda: self._camera_ready)
            await self._until(lambda: self._plc.ready or self._go)
            self._say("ready")
            await self._until(lambda: self._go and self._world.empty)
            await self._until(lambda: self._settled, _SETTLE_S)
        finally:
            self._stopping = True
            self._plc.stop()
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
        next_report = next_lesson = monotonic_ns()
        while not self._stopping:
            now = monotonic_ns()
            if now >= next_lesson:
                next_lesson = now + int(_LEARN_PERIOD_S * 1e9)
                self._learn(cameras)
            self._belt.move(now, runs=self._go, see=cameras.expose, held=self._held)
            if self._go and now >= next_report:
                next_report = now + int(_REPORT_PERIOD_S * 1e9)
                self._say("progress")
            await asyncio.sleep(self._settings.scan_ms / 1e3)

    def _held(self) -> bool:
        limit = self._settings.in_flight_max
        return limit > 0 and self._plc.undecided >= limit

    def _learn(self, cameras: LineCameras) -> None:
        """Take in what the cameras say: that they are ready, and what each part really is."""
        for truth in cameras.truths():
            self._tally.learn(truth)
        if cameras.became_ready():
            self._say("camera", pids=cameras.pids)
            self._camera_ready = True

    def _say(self, event: str, **more: Any) -> None:
        tally = self._tally
        document = {
            "event": event,
            **self._plc.counts,
            "passed": tally.passed,
            "ejected": tally.ejected,
            "escapes": tally.escapes,
            "false_rejects": tally.false_rejects,
            "unknown_truth": tally.unknown_truth,
            **more,
        }
        if event == "report":
            document["labels"] = tally.labels
            document["exchange_ms"] = self._plc.exchange_ms()
        sys.stdout.write(json.dumps(document) + "\n")
        sys.stdout.flush()


def _control(settings: LineSettings, layout: LineLayout, world: World) -> LinePlc:
    transport = Tcp("127.0.0.1", settings.plc_port)
    if settings.role == "coupler":
        return CoupledLine(world, settings.geometry, transport)
    plc = SoftPlc(layout, world, settings.tracking)
    if settings.role == "client":
        return ProgrammedLine(plc, PlcServer(plc, PlcRegisters(plc), transport))
    return ProgrammedLine(plc, PlcLink(plc, ModbusClient(transport), settings.poll_ms))


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
