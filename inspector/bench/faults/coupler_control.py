"""The line without a PLC: the gate drives a virtual coupler."""

from __future__ import annotations

import asyncio

from inspector.bench.faults.evidence import Evidence, Passage
from inspector.bench.faults.line_camera import LineCamera
from inspector.clock import monotonic_ns
from inspector.plc.coupler import CouplerOutput
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp
from inspector.sim.coupler import VirtualCoupler
from inspector.sim.coupler_line import CouplerLine
from inspector.sim.world import Geometry, Seen, World

_QUIET_NS = 1_500_000_000
_AWAY_NS = 200_000_000
"""So long at most the gate was busy with the coupler's silence when it sets the watchdog."""
_LOOK_S = 0.05


class WatchedCoupler(VirtualCoupler):
    """Notes when the gate begins with it anew, which it tells by setting up the watchdog.

    Attributes:
        powered: Without power a request that was on its way is not executed.
    """

    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self.powered = True
        self._evidence = evidence

    def write_coils(self, address: int, values: list[bool]) -> None:
        """Switch outputs."""
        if self.powered:
            super().write_coils(address, values)

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        """Set the watchdog's time."""
        now = monotonic_ns()
        self._evidence.disturbed.append((now - _AWAY_NS, now))
        super().write_holding_registers(address, values)


class CouplerControl:
    """A :class:`inspector.bench.faults.control.Control`.

    Attributes:
        coupler: The coupler.

    Args:
        world: Sensors and actuators.
        geometry: Distances along the belt, which runs empty at first.
        evidence: Where it is written down what passed the photo-eye.
        camera: Hangs on the photo-eye.
    """

    def __init__(
        self, world: World, geometry: Geometry, evidence: Evidence, camera: LineCamera
    ) -> None:
        self.coupler = WatchedCoupler(evidence)
        self._line = CouplerLine(self.coupler, world, geometry.ejector + geometry.pitch)
        self._server = ModbusServer(self.coupler, Tcp("127.0.0.1", 0), ServerLimits(silence_s=0.5))
        self._evidence = evidence
        self._camera = camera
        self._seen_ns = monotonic_ns()

    @property
    def ready(self) -> bool:
        """Whether the gate lets parts come."""
        return CouplerOutput.INFEED in self.coupler.outputs

    @property
    def alarmed(self) -> bool:
        """Whether the beacon is on."""
        return CouplerOutput.ALARM in self.coupler.outputs

    @property
    def settled(self) -> bool:
        """Whether no sensor has seen a part for long enough that the gate has seen it too."""
        return monotonic_ns() - self._seen_ns > _QUIET_NS and self.ready

    async def start(self, port: int) -> int:
        """Listen; the cable leads here and not to the gate."""
        del port
        return await self._server.start()

    async def run(self) -> None:
        """Serve until cancelled."""
        try:
            while True:
                await asyncio.sleep(_LOOK_S)
        finally:
            await self._server.stop()

    def scan(self, now_ms: float, seen: Seen) -> None:
        """The belt has moved."""
        line = seen.inputs
        if line.photo_eye or line.bin_chute or line.exit_eye:
            self._seen_ns = monotonic_ns()
        numbers = self._camera.expose(seen)
        self._line.scan(now_ms, seen)
        for number, count in zip(numbers, line.photo_eye, strict=True):
            self._evidence.passages.append(Passage(number, count, monotonic_ns()))

    def press_reset(self, *, held: bool) -> None:
        """No key is wired to the coupler; alarms are cleared in the operator's app."""

    def stick_encoder(self, *, stuck: bool) -> None:
        """The encoder that the gate reads."""
        self.coupler.encoder_stuck_at = self.coupler.encoder if stuck else None
