"""A gate in any role on the fieldbus, and the virtual PLC that is polled."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

from gate_rig import LOCAL, until

from inspector.clock import monotonic_ns
from inspector.gate.link import Link
from inspector.gate.links.client import BlockExchange, ClientLink
from inspector.gate.links.coupler import CouplerLink, CouplerSettings
from inspector.gate.links.coupler_io import CouplerWiring
from inspector.gate.links.coupler_watchdog import WatchdogSetting
from inspector.gate.process import Gate
from inspector.gate.settings import GateSettings
from inspector.plc.bank import IllegalFunctionError, RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.line.program import LineProgram
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp, Transport
from inspector.sim.belt import Belt, counts_per_ms
from inspector.sim.coupler import COILS, ENCODER, INPUTS, WATCHDOG_MS, VirtualCoupler
from inspector.sim.coupler_line import CouplerLine
from inspector.sim.plc_server import PlcRegisters, PlcServer
from inspector.sim.soft_plc import SoftPlc, line_layout
from inspector.sim.world import Geometry, World

_STEP = 100
_SCAN_S = 0.004


@contextlib.asynccontextmanager
async def gate_with(
    folder: Path, make_link: Callable[[RegisterBank], Link], settings: GateSettings = LOCAL
) -> AsyncIterator[Gate]:
    """A gate in this event loop, until the block ends."""
    address_file = folder / "gate.json"
    address_file.unlink(missing_ok=True)
    gate = Gate(settings, folder / "journal", address_file, make_link)
    task = asyncio.create_task(gate.run())
    try:
        await until(lambda: address_file.exists() or task.done())
        yield gate
    finally:
        gate.stop()
        await task


def polls(
    transport: Transport,
    exchange: BlockExchange | None = None,
    links: list[ClientLink] | None = None,
) -> Callable[[RegisterBank], ClientLink]:
    """Makes a link that polls a PLC; it is also put into ``links``."""

    def make(bank: RegisterBank) -> ClientLink:
        link = ClientLink(
            ModbusClient(transport, timeout_s=0.5), bank, exchange or BlockExchange(cycle_ms=4)
        )
        if links is not None:
            links.append(link)
        return link

    return make


class PolledPlc:
    """The virtual PLC on a belt, as a Modbus server."""

    def __init__(
        self,
        transport: Transport,
        parts: int = 0,
        vision_base: int = 1000,
        plc_base: int = 100,
    ) -> None:
        self.left: list[tuple[int, bool]] = []
        self.world = World(Geometry(), parts, lambda *left: self.left.append(left))
        self.plc = SoftPlc(line_layout(Geometry()), self.world)
        self._transport = transport
        self._bases = (vision_base, plc_base)
        self._belt: asyncio.Task[None] | None = None
        self._server: PlcServer | None = None
        self._serving: asyncio.Task[None] | None = None
        self._runs = False
        self._encoder = 0

    @property
    def program(self) -> LineProgram:
        return self.plc.program

    @property
    def done(self) -> bool:
        """Whether every part has left and the gate knows it."""
        return self.world.empty and self.program.settled

    def start(self) -> None:
        self._belt = asyncio.create_task(self._scan())
        self.connect()

    def connect(self) -> None:
        """Begin to serve, or again."""
        registers = PlcRegisters(self.plc, *self._bases)
        self._server = PlcServer(self.plc, registers, self._transport)
        self._serving = asyncio.create_task(self._server.run())

    async def disconnect(self) -> None:
        """Close every connection and listen no more."""
        self._server.stop()
        await self._serving

    def run_belt(self) -> None:
        self._runs = True

    async def stop(self) -> None:
        self._belt.cancel()
        await asyncio.gather(self._belt, return_exceptions=True)
        await self.disconnect()

    async def _scan(self) -> None:
        while True:
            if self._runs:
                self._encoder += _STEP
            self.plc.scan(monotonic_ns() / 1e6, self.world.advance(self._encoder))
            await asyncio.sleep(_SCAN_S)


class EmptyBank:
    """A device with no table at all; a test gives it those that it needs."""

    def read_coils(self, address: int, count: int) -> list[bool]:
        raise IllegalFunctionError

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        raise IllegalFunctionError

    def read_input_registers(self, address: int, count: int) -> list[int]:
        raise IllegalFunctionError

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        raise IllegalFunctionError

    def write_coils(self, address: int, values: list[bool]) -> None:
        raise IllegalFunctionError

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        raise IllegalFunctionError


def local(port: int) -> Tcp:
    return Tcp("127.0.0.1", port)


WIRING = CouplerWiring(inputs=INPUTS, outputs=COILS, encoder=ENCODER)
WATCHDOG = (WatchdogSetting(WATCHDOG_MS, 40),)
PITCH = Geometry().pitch
SLOW = Geometry(decision=3500, ejector=6200, exit=6700)
"""Parts are decided before the one ahead of them is at the ejector."""


def coupler_settings(
    geometry: Geometry = SLOW, method: TrackingMethod = "encoder", rate_per_min: float = 600, **more
) -> CouplerSettings:
    """What fits the virtual coupler."""
    settings = CouplerSettings(
        wiring=WIRING,
        layout=line_layout(geometry, method, counts_per_ms(geometry, rate_per_min)),
        method=method,
        watchdog=WATCHDOG,
        watchdog_ms=40,
        cycle_ms=4,
    )
    return replace(settings, **more)


def drives(
    transport: Transport,
    settings: CouplerSettings | None = None,
    links: list[CouplerLink] | None = None,
) -> Callable[[RegisterBank], CouplerLink]:
    """Makes a link that drives a coupler; it is also put into ``links``."""

    def make(bank: RegisterBank) -> CouplerLink:
        client = ModbusClient(transport, timeout_s=0.2)
        link = CouplerLink(client, bank, settings or coupler_settings())
        if links is not None:
            links.append(link)
        return link

    return make


class CoupledBelt:
    """The virtual line wired to a virtual coupler, which is a Modbus server."""

    def __init__(
        self,
        transport: Transport,
        parts: int = 0,
        geometry: Geometry = SLOW,
        rate_per_min: float = 600,
    ) -> None:
        self.left: list[tuple[int, bool]] = []
        self.world = World(geometry, parts, lambda *left: self.left.append(left))
        self.coupler = VirtualCoupler()
        self.belt = Belt(geometry, rate_per_min, self.world, CouplerLine(self.coupler, self.world))
        self.transport = transport
        self.spots: dict[int, int] = {}
        self._pitch = geometry.pitch
        self._server: ModbusServer | None = None
        self._moving: asyncio.Task[None] | None = None
        self._runs = True

    async def start(self) -> None:
        self._moving = asyncio.create_task(self._move())
        await self.connect()

    async def connect(self) -> None:
        """Begin to serve, or again."""
        self._server = ModbusServer(self.coupler, self.transport, ServerLimits(silence_s=0.0))
        await self._server.start()

    async def disconnect(self) -> None:
        """Close every connection and listen no more."""
        await self._server.stop()

    async def stop(self) -> None:
        self._moving.cancel()
        await asyncio.gather(self._moving, return_exceptions=True)
        await self.disconnect()

    def run_belt(self, *, runs: bool = True) -> None:
        self._runs = runs

    async def _move(self) -> None:
        while True:
            self.belt.move(monotonic_ns(), runs=self._runs, see=self._see)
            await asyncio.sleep(0.002)

    def _see(self, number: int) -> None:
        """Parts are told apart by where they lie: whoever was away has counted fewer."""
        self.spots[number] = round(self.coupler.encoder / self._pitch)

    def passed(self) -> list[int]:
        """Where the parts lay that were not ejected."""
        return [self.spots[number] for number, ejected in self.left if not ejected]
