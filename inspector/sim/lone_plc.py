"""The virtual PLC on its own: belt, sensors and ejector are simulated, the station is a real one.

No camera sees the parts. They exist in the registers only, so that an integrator without a line can
prove the handshake; what the station says about each part depends on its own camera.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PlcAlreadyConnectedError
from inspector.plc.block import RegisterBlock
from inspector.plc.client import ModbusClient
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.registers import VISION_BLOCK, VISION_MIRROR_BASE, VISION_WORDS, Status
from inspector.plc.transport import Tcp
from inspector.sim.belt import Belt, counts_per_ms
from inspector.sim.plc_link import PlcLink
from inspector.sim.plc_server import PLC_BASE, VISION_BASE, PlcRegisters, PlcServer
from inspector.sim.soft_plc import SoftPlc, line_layout
from inspector.sim.world import Geometry, World

_READY_S = 3.0
_SETTLE_S = 15.0
_REPORT_PERIOD_S = 0.2


@dataclass(frozen=True, slots=True)
class LonePlcSettings:
    """What the virtual PLC drives.

    Attributes:
        host: Where the station's Modbus server listens, or where this PLC does.
        port: Its TCP port.
        parts: How many parts come, 0 for no end.
        rate_per_min: Parts per minute.
        scan_ms: Cycle time of the PLC task.
        poll_ms: Pause between two Modbus exchanges.
        geometry: Distances along the belt.
        tracking: How the PLC follows parts to the ejector.
        role: What the station is on the fieldbus: polled by this PLC, or polling it.
        vision_base: Where block V lies in this PLC when it is polled.
        plc_base: Where block P lies then.
    """

    host: str
    port: int
    parts: int
    rate_per_min: float
    scan_ms: float = 5.0
    poll_ms: float = 2.0
    geometry: Geometry = field(default_factory=Geometry)
    tracking: TrackingMethod = "encoder"
    role: Literal["server", "client"] = "server"
    vision_base: int = VISION_BASE
    plc_base: int = PLC_BASE


@dataclass(frozen=True, slots=True)
class LonePlcProgress:
    """Where the run stands.

    Attributes:
        triggered: Parts that passed the photo-eye.
        passed: Parts that left the belt at its end.
        rejected: Parts that the ejector struck.
        diverted: Cleared parts that were rejected because the station's heartbeat was silent.
        status: The station's status bits.
        fault: What keeps the link from working, empty when it works.
        exchange_ms: Round trips, ``p50`` and ``p99``.
        settled: Whether the station has taken over all that the PLC had to say.
    """

    triggered: int
    passed: int
    rejected: int
    diverted: int
    status: Status
    fault: str
    exchange_ms: dict[str, float]
    settled: bool


class LonePlc:
    """Runs the virtual PLC once against a station; made and run in one event loop.

    Args:
        settings: Where the station is, and how many parts come how fast.
        report: Called a few times a second.
    """

    def __init__(
        self, settings: LonePlcSettings, report: Callable[[LonePlcProgress], object]
    ) -> None:
        self._settings = settings
        self._report = report
        speed = counts_per_ms(settings.geometry, settings.rate_per_min)
        layout = line_layout(settings.geometry, settings.tracking, speed)
        self._world = World(settings.geometry, settings.parts, lambda _number, _ejected: None)
        self._plc = SoftPlc(layout, self._world, settings.tracking)
        self._belt = Belt(settings.geometry, settings.rate_per_min, self._world, self._plc)
        self._client = ModbusClient(Tcp(settings.host, settings.port))
        self._link = self._make_link()
        self._stopped = False
        self._belt_runs = False

    async def run(self) -> LonePlcProgress:
        """Wait until the station counts with this PLC, let the parts come, wait for the last.

        Raises:
            PlcError: nobody listens there, or this PLC cannot.
            PlcAlreadyConnectedError: another PLC is alive on this station.
        """
        if self._settings.role == "server":
            await self._require_no_plc()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._link.run())
            try:
                await self._run_belt()
            finally:
                self._link.stop()
        return self.progress()

    def _make_link(self) -> PlcLink | PlcServer:
        if self._settings.role == "server":
            return PlcLink(self._plc, self._client, self._settings.poll_ms)
        settings = self._settings
        registers = PlcRegisters(self._plc, settings.vision_base, settings.plc_base)
        return PlcServer(self._plc, registers, Tcp(settings.host, settings.port))

    def stop(self) -> None:
        """Let no further part come; what is on the belt runs out."""
        self._stopped = True
        self._world.stop_feeding()

    def progress(self) -> LonePlcProgress:
        """Where the run stands now."""
        plc = self._plc.program.plc
        return LonePlcProgress(
            triggered=plc["plc_triggered"],
            passed=plc["plc_passed"],
            rejected=plc["plc_rejected"],
            diverted=self._plc.program.diverted,
            status=Status(self._plc.program.vision["status"]),
            fault=str(self._link.fault or ""),
            exchange_ms=self._link.exchange_ms(),
            settled=self._synchronised and self._plc.program.settled,
        )

    @property
    def _synchronised(self) -> bool:
        vision = self._plc.program.vision
        return vision["session_id"] != 0 and not vision["status"] & Status.RESYNC_NEEDED

    async def _run_belt(self) -> None:
        await self._scan_until(lambda: self._synchronised or self._stopped)
        await self._scan_until(lambda: self._plc.program.trigger_ready or self._stopped, _READY_S)
        self._belt_runs = True
        await self._scan_until(lambda: self._world.empty)
        await self._scan_until(lambda: self._plc.program.settled, _SETTLE_S)

    async def _require_no_plc(self) -> None:
        vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        try:
            await self._client.connect()
            vision.load(await self._client.read_holding_registers(VISION_MIRROR_BASE, VISION_WORDS))
        finally:
            self._client.close()
        if not vision["status"] & Status.PLC_LOST:
            address = f"{self._settings.host}:{self._settings.port}"
            raise PlcAlreadyConnectedError(f"the station at {address} hears a PLC's heartbeat")

    async def _scan_until(self, done: Callable[[], bool], timeout_s: float = math.inf) -> None:
        """The PLC's cyclic task; it beats and scans whether or not the belt moves."""
        deadline = monotonic_ns() + timeout_s * 1e9
        next_report = monotonic_ns()
        while not done() and (now := monotonic_ns()) < deadline:
            self._belt.move(now, runs=self._belt_runs, see=lambda _number: None)
            if now >= next_report:
                next_report = now + int(_REPORT_PERIOD_S * 1e9)
                self._report(self.progress())
            await asyncio.sleep(self._settings.scan_ms / 1e3)
