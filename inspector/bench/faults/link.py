"""How a virtual PLC meets the gate, and how it can be made to lie on the way."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from inspector.bench.faults.plc import WatchedPlc
from inspector.domain.errors.plc import PlcError
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_BASE, VISION_MIRROR_BASE, VISION_WORDS
from inspector.plc.transport import Tcp

Tamper = Callable[[list[int]], list[int]]
"""Changes block P on its way to the gate."""
REMEMBERED = 400
_POLL_S = 0.002
_RECONNECT_S = 0.03


class PlcLink(Protocol):
    """One role of the virtual PLC on the fieldbus.

    Attributes:
        tamper: Changes block P on its way to the gate.
        held: Whether nothing new is exchanged, while the PLC scans on.
        again: How often the next exchange is repeated at once, where that is the PLC's to do.
        sent: Copies of block P that the gate got last, oldest first.
        exchanges: How many there were.
    """

    tamper: Tamper | None
    held: bool
    again: int
    sent: deque[list[int]]
    exchanges: int

    async def start(self, port: int) -> int:
        """Begin; ``port`` is the near end of the cable to a gate that listens.

        Returns:
            The port that is listened on, 0 for none.
        """

    async def run(self) -> None:
        """Exchange until cancelled."""

    async def show(self, words: list[int]) -> None:
        """Let the gate have this block P once."""


class ServerRoleLink:
    """For a gate that is the Modbus server: the virtual PLC polls it. A :class:`PlcLink`."""

    def __init__(self, plc: WatchedPlc) -> None:
        self.tamper: Tamper | None = None
        self.held = False
        self.again = 0
        self.sent: deque[list[int]] = deque(maxlen=REMEMBERED)
        self.exchanges = 0
        self._plc = plc
        self._client = ModbusClient(Tcp("127.0.0.1", 1))

    async def start(self, port: int) -> int:
        """Nothing is listened on."""
        self._client = ModbusClient(Tcp("127.0.0.1", port))
        return 0

    async def run(self) -> None:
        """Exchange until cancelled; a new connection after each failure."""
        try:
            while True:
                try:
                    await self._client.connect()
                    while True:
                        if not (self.held or self._plc.frozen):
                            await self._exchange()
                        await asyncio.sleep(_POLL_S)
                except PlcError:
                    self._plc.program.on_link_lost()
                    self._client.close()
                    await asyncio.sleep(_RECONNECT_S)
        finally:
            self._client.close()

    async def show(self, words: list[int]) -> None:
        """One more write."""
        with contextlib.suppress(PlcError):
            await self._write(words)

    async def _exchange(self) -> None:
        program = self._plc.program
        words = list(program.plc.words)
        if self.tamper is not None:
            words = self.tamper(words)
        session_told = program.plc["session_ack"]
        seen = await self._write(words)
        while self.again:
            self.again -= 1
            seen = await self._write(words)
        self.sent.append(words)
        if program is self._plc.program and not self._plc.frozen:
            self.exchanges += 1
            program.vision.load(seen)
            self._plc.note_exchange(session_told)
            program.on_exchange()

    async def _write(self, words: Sequence[int]) -> list[int]:
        return await self._client.exchange(VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, words)
