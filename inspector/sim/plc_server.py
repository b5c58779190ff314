"""The virtual PLC as a Modbus server: the station writes block V into it and reads block P."""

from __future__ import annotations

import asyncio
from typing import Final

from inspector.clock import monotonic_ns
from inspector.plc.bank import IllegalAddressError, IllegalFunctionError
from inspector.plc.registers import PLC_WORDS, VISION_WORDS
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Transport
from inspector.sim.periods import Periods
from inspector.sim.soft_plc import SoftPlc

VISION_BASE: Final = 1000
PLC_BASE: Final = 100
"""Where the blocks lie in the virtual PLC unless something else is asked for."""
_SILENCE_NS: Final = 300_000_000
_LOOK_S: Final = 0.05


class PlcRegisters:
    """The holding registers of the virtual PLC; implements :class:`inspector.plc.bank.Bank`.

    A frozen PLC goes on to answer with what stood in its registers last, as one does whose fieldbus
    is served by a processor of its own.

    Attributes:
        writes: How often block V is written.

    Args:
        plc: What runs the line program.
        vision_base: First register of block V.
        plc_base: First register of block P.
    """

    def __init__(
        self, plc: SoftPlc, vision_base: int = VISION_BASE, plc_base: int = PLC_BASE
    ) -> None:
        self._plc = plc
        self._vision_base = vision_base
        self._plc_base = plc_base
        self.writes = Periods()

    def read_coils(self, address: int, count: int) -> list[bool]:
        """There are none."""
        raise IllegalFunctionError

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        """There are none."""
        raise IllegalFunctionError

    def read_input_registers(self, address: int, count: int) -> list[int]:
        """There are none."""
        raise IllegalFunctionError

    def write_coils(self, address: int, values: list[bool]) -> None:
        """There are none."""
        raise IllegalFunctionError

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        """Words of either block."""
        program = self._plc.program
        if _lies_in(address, count, self._plc_base, PLC_WORDS):
            offset = address - self._plc_base
            return program.plc.words[offset : offset + count]
        if _lies_in(address, count, self._vision_base, VISION_WORDS):
            offset = address - self._vision_base
            return program.vision.words[offset : offset + count]
        raise IllegalAddressError

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        """Words of block V."""
        if not _lies_in(address, len(values), self._vision_base, VISION_WORDS):
            raise IllegalAddressError
        if self._plc.frozen:
            return
        self.writes.note()
        program, offset = self._plc.program, address - self._vision_base
        program.vision.words[offset : offset + len(values)] = values
        program.on_exchange()


class PlcServer:
    """Serves the virtual PLC's registers, and lets its program know when nobody writes them.

    Attributes:
        port: Where it listens.
    """

    def __init__(self, plc: SoftPlc, registers: PlcRegisters, transport: Transport) -> None:
        self.port = 0
        self._plc = plc
        self._registers = registers
        self._server = ModbusServer(registers, transport, ServerLimits(units=frozenset({1})))
        self._stopping = False

    @property
    def fault(self) -> str:
        """What is wrong with the link now, empty for nothing."""
        return "the station does not poll this PLC" if self._silent else ""

    @property
    def _silent(self) -> bool:
        return monotonic_ns() - self._registers.writes.last_ns > _SILENCE_NS

    async def run(self) -> None:
        """Serve until :meth:`stop`.

        Raises:
            PlcError: the port cannot be listened on.
        """
        self.port = await self._server.start()
        try:
            while not self._stopping:
                if self._silent:
                    self._plc.program.on_link_lost()
                await asyncio.sleep(_LOOK_S)
        finally:
            await self._server.stop()

    def stop(self) -> None:
        """Leave :meth:`run`."""
        self._stopping = True

    def exchange_ms(self) -> dict[str, float]:
        """From one exchange to the next, ``p50`` and ``p99``."""
        return self._registers.writes.percentiles_ms()


def _lies_in(address: int, count: int, base: int, words: int) -> bool:
    return count > 0 and base <= address and address + count <= base + words
