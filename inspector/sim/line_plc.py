"""Who scans the sensors of the virtual line and drives its ejector, by the station's role."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final, Literal, Protocol

from inspector.clock import monotonic_ns
from inspector.plc.coupler import CouplerOutput
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Transport
from inspector.sim.coupler import VirtualCoupler
from inspector.sim.coupler_line import CouplerLine
from inspector.sim.soft_plc import SoftPlc
from inspector.sim.world import Geometry, Seen, World

PlcRole = Literal["server", "client", "coupler"]
"""What the station is on the fieldbus."""
_LOOK_S: Final = 0.05
_QUIET_NS: Final = 1_500_000_000


class Fieldbus(Protocol):
    """How a virtual PLC meets the station."""

    async def run(self) -> None:
        """Exchange the blocks until :meth:`stop`."""

    def stop(self) -> None:
        """Leave :meth:`run`."""

    def exchange_ms(self) -> dict[str, float]:
        """How long an exchange takes, ``p50`` and ``p99``."""


class LinePlc(Protocol):
    """The control of the virtual line."""

    @property
    def ready(self) -> bool:
        """Whether parts may come."""

    @property
    def settled(self) -> bool:
        """Whether the station knows all about the parts that have come."""

    @property
    def undecided(self) -> int:
        """Parts that wait for their verdict, as far as it is known here."""

    @property
    def counts(self) -> Mapping[str, int]:
        """``triggered``, ``plc_passed``, ``plc_rejected`` and ``diverted``, as far as known."""

    def scan(self, now_ms: float, seen: Seen) -> None:
        """The belt has moved."""

    async def run(self) -> None:
        """Meet the station until :meth:`stop`."""

    def stop(self) -> None:
        """Leave :meth:`run`."""

    def exchange_ms(self) -> dict[str, float]:
        """How long an exchange takes, ``p50`` and ``p99``."""


class ProgrammedLine:
    """A virtual PLC that runs the line program.

    Args:
        plc: The PLC.
        bus: How it meets the station.
    """

    def __init__(self, plc: SoftPlc, bus: Fieldbus) -> None:
        self._plc = plc
        self.scan = plc.scan
        self.run = bus.run
        self.stop = bus.stop
        self.exchange_ms = bus.exchange_ms

    @property
    def ready(self) -> bool:
        """Whether the station takes triggers."""
        return self._plc.program.trigger_ready

    @property
    def settled(self) -> bool:
        """Whether the station has taken over all that the PLC had to say."""
        return self._plc.program.settled

    @property
    def undecided(self) -> int:
        """Parts that wait for their verdict."""
        return self._plc.program.undecided

    @property
    def counts(self) -> Mapping[str, int]:
        """The PLC's own."""
        program = self._plc.program
        names = {"triggered": "plc_triggered"} | {n: n for n in ("plc_passed", "plc_rejected")}
        counts = {name: program.plc[register] for name, register in names.items()}
        return counts | {"diverted": program.diverted}


class CoupledLine:
    """No PLC: a virtual coupler that the station drives.

    The belt runs empty first, because whoever drives it cannot know that it is. How many parts
    passed and were rejected is counted by the line program, which runs in the station.

    Args:
        world: Sensors and actuators.
        geometry: Distances along the belt.
        transport: Where the coupler listens.
    """

    def __init__(self, world: World, geometry: Geometry, transport: Transport) -> None:
        self.coupler = VirtualCoupler()
        run_empty = geometry.ejector + geometry.pitch
        self._line = CouplerLine(self.coupler, world, run_empty)
        self._server = ModbusServer(self.coupler, transport, ServerLimits(silence_s=1.0))
        self._stopping = False
        self._seen_ns = monotonic_ns()

    @property
    def ready(self) -> bool:
        """Whether the station lets parts come."""
        return CouplerOutput.INFEED in self.coupler.outputs

    @property
    def settled(self) -> bool:
        """Whether no part was seen anywhere for long enough that the station has seen it too."""
        return monotonic_ns() - self._seen_ns > _QUIET_NS

    @property
    def undecided(self) -> int:
        """The station knows; here nobody does."""
        return 0

    @property
    def counts(self) -> Mapping[str, int]:
        """What the photo-eye has counted."""
        return {
            "triggered": self.coupler.photo_eye_count,
            "plc_passed": 0,
            "plc_rejected": 0,
            "diverted": 0,
        }

    def scan(self, now_ms: float, seen: Seen) -> None:
        """The belt has moved."""
        line = seen.inputs
        if line.photo_eye or line.bin_chute or line.exit_eye:
            self._seen_ns = monotonic_ns()
        self._line.scan(now_ms, seen)

    async def run(self) -> None:
        """Serve the coupler until :meth:`stop`.

        Raises:
            PlcError: its port cannot be listened on.
        """
        await self._server.start()
        try:
            while not self._stopping:
                await asyncio.sleep(_LOOK_S)
        finally:
            await self._server.stop()

    def stop(self) -> None:
        """Leave :meth:`run`."""
        self._stopping = True

    def exchange_ms(self) -> dict[str, float]:
        """From one write of the coils to the next."""
        return self.coupler.writes.percentiles_ms()
