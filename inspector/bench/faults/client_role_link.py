"""For a gate that is the Modbus client: the virtual PLC serves its registers."""

from __future__ import annotations

import asyncio
from collections import deque

from inspector.bench.faults.link import REMEMBERED, Tamper
from inspector.bench.faults.plc import WatchedPlc
from inspector.clock import monotonic_ns
from inspector.plc.bank import IllegalAddressError
from inspector.plc.registers import PLC_WORDS, VISION_WORDS
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp
from inspector.sim.plc_server import PLC_BASE, VISION_BASE, PlcRegisters

_SILENCE_NS = 300_000_000
_LOOK_S = 0.05
_SHOWN_S = 1.0


class ClientRoleLink(PlcRegisters):
    """The registers of the virtual PLC. A :class:`inspector.bench.faults.link.PlcLink`."""

    def __init__(self, plc: WatchedPlc) -> None:
        super().__init__(plc)
        self.tamper: Tamper | None = None
        self.again = 0
        self.sent: deque[list[int]] = deque(maxlen=REMEMBERED)
        self.exchanges = 0
        self._watched = plc
        self._server = ModbusServer(self, Tcp("127.0.0.1", 0), ServerLimits(silence_s=0.5))
        self._held: list[int] | None = None
        self._once: deque[list[int]] = deque()
        self._told = (0, 0)

    @property
    def held(self) -> bool:
        """Whether the registers stay as they were, while the PLC scans on."""
        return self._held is not None

    @held.setter
    def held(self, held: bool) -> None:
        self._held = list(self._watched.program.plc.words) if held else None

    async def start(self, port: int) -> int:
        """Listen; the cable leads here and not to the gate."""
        del port
        return await self._server.start()

    async def run(self) -> None:
        """Serve until cancelled, and let the program know when nobody writes."""
        try:
            while True:
                if monotonic_ns() - self.writes.last_ns > _SILENCE_NS:
                    self._watched.program.on_link_lost()
                await asyncio.sleep(_LOOK_S)
        finally:
            await self._server.stop()

    async def show(self, words: list[int]) -> None:
        """The next reading finds these words."""
        self._once.append(words)
        deadline = monotonic_ns() + _SHOWN_S * 1e9
        while words in self._once and monotonic_ns() < deadline:
            await asyncio.sleep(_LOOK_S / 10)
        self._once.clear()

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        """Words of either block; block P may be a lie."""
        words = super().read_holding_registers(address, count)
        if (address, count) != (PLC_BASE, PLC_WORDS):
            return words
        plc = self._watched.program.plc
        self._told = (plc["plc_session"], plc["session_ack"])
        if self._once:
            return self._once.popleft()
        words = words if self._held is None else list(self._held)
        if self.tamper is not None:
            words = self.tamper(words)
        self.sent.append(list(words))
        return words

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        """Block V, always the whole of it."""
        if (address, len(values)) != (VISION_BASE, VISION_WORDS):
            raise IllegalAddressError
        self.writes.note()
        if self._held is not None or self._watched.frozen:
            return
        self.exchanges += 1
        program = self._watched.program
        program.vision.load(values)
        plc_session, session_told = self._told
        self._watched.note_exchange(
            session_told if plc_session == program.plc["plc_session"] else 0
        )
        program.on_exchange()
