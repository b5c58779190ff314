"""The line with a PLC: roles server and client of the gate."""

from __future__ import annotations

from inspector.bench.faults.link import PlcLink
from inspector.bench.faults.plc import WatchedPlc
from inspector.plc.registers import Status
from inspector.sim.world import Seen


class PlcControl:
    """A :class:`inspector.bench.faults.control.Control`.

    Attributes:
        plc: The virtual PLC.
        link: How it meets the gate.
    """

    def __init__(self, plc: WatchedPlc, link: PlcLink) -> None:
        self.plc = plc
        self.link = link

    @property
    def ready(self) -> bool:
        """Whether the gate says that it takes triggers."""
        return bool(self.plc.program.vision["status"] & Status.TRIGGER_READY)

    @property
    def alarmed(self) -> bool:
        """Whether the gate shows an alarm."""
        return bool(self.plc.program.vision["status"] & Status.ALARM)

    @property
    def settled(self) -> bool:
        """Whether gate and PLC have told each other all."""
        return self.plc.program.settled and self.ready

    async def start(self, port: int) -> int:
        """Begin; ``port`` is the near end of a cable to a gate that listens."""
        return await self.link.start(port)

    async def run(self) -> None:
        """Exchange with the gate until cancelled."""
        await self.link.run()

    def scan(self, now_ms: float, seen: Seen) -> None:
        """The belt has moved."""
        self.plc.scan(now_ms, seen)

    def press_reset(self, *, held: bool) -> None:
        """The PLC's key."""
        self.plc.reset = held

    def stick_encoder(self, *, stuck: bool) -> None:
        """The encoder that the PLC reads."""
        self.plc.encoder_stuck_at = self.plc.program.plc["encoder_now"] if stuck else None
