"""Role coupler: no PLC; the station reads the sensors and drives the pass gate itself.

What a PLC would run runs here: the line program, which exchanges the blocks with the gate in
memory. The coupler's own watchdog drops the outputs when this process falls silent.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from dataclasses import dataclass
from typing import Final

from inspector.domain.alarm import Alarm
from inspector.domain.errors.plc import (
    CouplerAddressError,
    CouplerSharedError,
    PlcError,
    PlcExceptionResponseError,
)
from inspector.gate.links.coupler_edges import CouplerEdges
from inspector.gate.links.coupler_io import ALL_OFF, CouplerIo, CouplerWiring, Reading
from inspector.gate.links.coupler_watchdog import CouplerWatchdog, WatchdogSetting
from inspector.gate.links.pace import Pace
from inspector.gate.links.pass_gate import GateGeometry, PassGate
from inspector.gate.links.session import Session
from inspector.gate.links.switch_timing import SwitchTiming
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.line.program import LineProgram
from inspector.plc.registers import PLC_BASE

_SESSION_MAX: Final = 0xFFFF
_FAREWELL_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class CouplerSettings:
    """What hangs on the coupler, and how the line is built.

    Attributes:
        wiring: What is wired where.
        layout: Where things are on the belt.
        method: How parts are followed.
        watchdog: What sets up the coupler's own watchdog.
        watchdog_ms: The time that these registers set.
        cycle_ms: From one reading to the next.
        heartbeat_timeout_ms: Silence of the gate's core after which every part is rejected.
    """

    wiring: CouplerWiring
    layout: LineLayout
    method: TrackingMethod
    watchdog: tuple[WatchdogSetting, ...]
    watchdog_ms: float
    cycle_ms: float = 10.0
    heartbeat_timeout_ms: float = 300.0


class CouplerLink:
    """Implements :class:`inspector.gate.link.Link` with a remote I/O coupler.

    Attributes:
        program: The line program.
        timing: How exactly the pass gate is switched.
        edges: Turns what is polled into edges.
    """

    def __init__(self, client: ModbusClient, bank: RegisterBank, settings: CouplerSettings) -> None:
        self.program = LineProgram(
            settings.layout,
            secrets.randbelow(_SESSION_MAX) + 1,
            settings.method,
            settings.heartbeat_timeout_ms,
        )
        self.timing = SwitchTiming()
        self.edges = CouplerEdges(settings.wiring)
        watchdog_s, cycle_s = settings.watchdog_ms / 1e3, settings.cycle_ms / 1e3
        self._bank = bank
        self._io = CouplerIo(client, settings.wiring)
        self._watchdog = CouplerWatchdog(client, settings.watchdog, watchdog_s)
        layout = settings.layout
        self._gate = PassGate(GateGeometry(layout.window, layout.ejector, watchdog_s, cycle_s))
        self._pace = Pace(cycle_s)
        self._session = Session(client, self._talk, self._on_lost)
        self._talking = self._looked = False
        self._inputs = CouplerInput(0)
        self._wanted = self._driven = self._forced = self._values = ALL_OFF
        self._switched_s = 0.0
        self._half_write_s = 0.0

    @property
    def alarms(self) -> Alarm:
        """Whether the coupler does not guard its own outputs."""
        self._session.check()
        return Alarm.COUPLER_UNSAFE if self._watchdog.fault is not None else Alarm(0)

    @property
    def fault(self) -> PlcError | None:
        """Why the coupler is not driven, or not trusted."""
        return self._session.error or self._watchdog.fault

    @property
    def inputs(self) -> int:
        """The sensors that are on, as :class:`inspector.plc.coupler.CouplerInput`."""
        return self._inputs

    @property
    def outputs(self) -> int:
        """The actuators that are on, as :class:`inspector.plc.coupler.CouplerOutput`."""
        return self._driven

    @property
    def overruns(self) -> int:
        """Cycles that took longer than they may."""
        return self._pace.overruns

    @property
    def failures(self) -> int:
        """How often a connection was lost or could not be made."""
        return self._session.failures

    async def start(self) -> int:
        """Begin to look for the coupler; nothing is listened on."""
        self._session.start()
        return 0

    async def stop(self) -> None:
        """Switch all outputs off and disconnect."""
        await self._session.stop(_FAREWELL_S)

    def force(self, forced: int, values: int) -> None:
        """Take over these outputs from the next cycle on, or give them back."""
        self._forced, self._values = CouplerOutput(forced), CouplerOutput(values)

    async def _talk(self) -> None:
        try:
            await self._begin()
            while not self._session.ending:
                await self._switch_until(self._pace.next_s())
                await self._turn()
                self._session.succeeded()
            await self._io.write(ALL_OFF)
        except PlcExceptionResponseError as error:
            raise CouplerAddressError(error.detail) from error

    async def _begin(self) -> None:
        """Whatever was left energised is let go before anything else."""
        with contextlib.suppress(PlcExceptionResponseError):  # a tripped watchdog may refuse
            await self._io.write(ALL_OFF)
        await self._watchdog.set_up()
        await self._write(ALL_OFF)
        self._pace.restart()
        self._talking, self._looked = True, False

    async def _turn(self) -> None:
        """One cycle: sensors, line program, actuators; then the blocks."""
        if self._looked:  # before anything is written: what others wrote since still stands
            await self._require_alone()
        reading = await self._io.read()
        before = self._wanted
        self._wanted = self._scan(reading)
        self.timing.unforeseen += CouplerOutput.PASS_GATE in (before ^ self._wanted)
        await self._write(self._wanted)
        self._exchange()
        was_safe = self._watchdog.safe
        self._looked = await self._watchdog.look_after()
        if was_safe and not self._watchdog.safe:
            self.program.lose_tracking()
            await self._write(ALL_OFF)

    async def _require_alone(self) -> None:
        """The coils are as this station has written them.

        Raises:
            CouplerSharedError: somebody else writes them too.
        """
        self._watchdog.require_fed()
        try:
            found = await self._io.read_outputs()
        except PlcExceptionResponseError:  # a coupler that shows its inputs only
            return
        if found != self._driven:
            raise CouplerSharedError(
                f"the coupler's outputs are {found!r}, and this station wrote {self._driven!r}"
            )

    def _scan(self, reading: Reading) -> CouplerOutput:
        """Run the line program; return what it wants."""
        self._inputs = reading.inputs
        inputs = self.edges.take(reading)
        if self.edges.counter_was_reset:
            self.program.lose_tracking()
        self._exchange()
        outputs = self.program.scan(reading.at_s * 1e3, inputs)
        approaching = self.program.approaching()
        for trigger_seq in self._gate.observe(reading.at_s, self.program.place, approaching):
            self.program.divert(trigger_seq)
        self._switched_s = reading.at_s
        wanted = ALL_OFF
        if outputs.pass_gate and self._is_open_since(reading.at_s):
            wanted |= CouplerOutput.PASS_GATE
        if outputs.infeed:
            wanted |= CouplerOutput.INFEED
        return wanted | CouplerOutput.ALARM if outputs.alarm else wanted

    async def _switch_until(self, due_s: float) -> None:
        """Wait for the next cycle; switch the gate whenever the belt demands it meanwhile.

        A switch that would fall into the next reading comes before it, and the reading waits. One
        for which this comes too late is made only if it is still right.
        """
        loop = asyncio.get_running_loop()
        while (switch := self._gate.next_switch(self._switched_s, is_open=self._gate_wanted)) and (
            switch.at_s <= due_s + 2 * self._half_write_s
        ):
            await asyncio.sleep(max(switch.at_s - self._half_write_s - loop.time(), 0))
            now = loop.time()
            opens = switch.opens if now <= switch.at_s else self._gate.is_open_at(now)
            self._switched_s = max(switch.at_s, now)
            if opens is not self._gate_wanted:
                self._wanted ^= CouplerOutput.PASS_GATE
                self.timing.note(switch.at_s, await self._write(self._wanted))
        await asyncio.sleep(max(due_s - loop.time(), 0))

    def _is_open_since(self, read_s: float) -> bool:
        """Whether the gate was to be open at the reading and still is now."""
        now = asyncio.get_running_loop().time()
        return self._gate.is_open_at(read_s) and self._gate.is_open_at(now)

    @property
    def _gate_wanted(self) -> bool:
        return CouplerOutput.PASS_GATE in self._wanted

    async def _write(self, wanted: CouplerOutput) -> float:
        """Drive the actuators, as far as nobody has taken them over and they are safe to drive.

        Returns:
            When they were switched, event loop time.
        """
        sent_s = asyncio.get_running_loop().time()
        sent_ns = self._watchdog.require_fed()
        coils = (wanted & ~self._forced) | (self._values & self._forced)
        if not self._watchdog.safe:
            coils = CouplerOutput.ALARM
        coils &= self._io.wired
        switched_s = await self._io.write(coils)
        self._watchdog.feed(sent_ns)
        self._half_write_s = switched_s - sent_s
        self._driven = coils
        return switched_s

    def _exchange(self) -> None:
        """Both blocks, as a PLC would exchange them over the fieldbus."""
        self._bank.write_holding_registers(PLC_BASE, self.program.plc.words)
        self.program.vision.load(self._bank.vision.words)
        self.program.on_exchange()

    def _on_lost(self) -> None:
        """What the sensors see now nobody knows, and the coupler drops its outputs by itself."""
        if self._talking:
            self.program.lose_tracking()
        self._talking = False
        self.edges.restart()
        self._gate.restart()
        self._inputs = CouplerInput(0)
        self._wanted = self._driven = ALL_OFF
