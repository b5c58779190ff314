"""Role client: the station polls the PLC, in whose registers both blocks lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from inspector.domain.alarm import Alarm
from inspector.domain.errors.plc import (
    PlcBlocksRefusedError,
    PlcError,
    PlcExceptionResponseError,
)
from inspector.gate.links.pace import Pace
from inspector.gate.links.session import Session
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_BASE, PLC_WORDS, VISION_WORDS


@dataclass(frozen=True, slots=True)
class BlockExchange:
    """Where the blocks lie in the PLC, and how often they are exchanged.

    Attributes:
        vision_base: First holding register of block V.
        plc_base: First holding register of block P.
        cycle_ms: From one exchange to the next.
        function: One request for both blocks, or one for each.
    """

    vision_base: int = 1000
    plc_base: int = 100
    cycle_ms: float = 10.0
    function: Literal["fc23", "fc16_fc3"] = "fc23"


class ClientLink:
    """Implements :class:`inspector.gate.link.Link`: writes block V and reads block P each cycle.

    On each new connection block P is read before block V is written, so that a gate that has
    restarted takes over where this PLC stands before it shows anything.
    """

    inputs = 0
    outputs = 0

    def __init__(self, client: ModbusClient, bank: RegisterBank, exchange: BlockExchange) -> None:
        self._client = client
        self._bank = bank
        self._exchange = exchange
        self._session = Session(client, self._talk)
        self._pace = Pace(exchange.cycle_ms / 1e3)

    @property
    def alarms(self) -> Alarm:
        """A PLC that is away shows by its heartbeat."""
        self._session.check()
        return Alarm(0)

    @property
    def fault(self) -> PlcError | None:
        """Why the PLC is not exchanged with."""
        return self._session.error

    @property
    def overruns(self) -> int:
        """Exchanges that took longer than the cycle."""
        return self._pace.overruns

    @property
    def failures(self) -> int:
        """How often a connection was lost or could not be made."""
        return self._session.failures

    async def start(self) -> int:
        """Begin to look for the PLC; nothing is listened on."""
        self._session.start()
        return 0

    async def stop(self) -> None:
        """Disconnect; the heartbeat in the PLC stops and the PLC diverts."""
        await self._session.stop()

    def force(self, forced: int, values: int) -> None:
        """This role drives no outputs itself: the PLC does, as ``request`` asks."""

    async def _talk(self) -> None:
        try:
            self._take(await self._read())
            self._pace.restart()
            while True:
                await self._pace.turn()
                self._take(await self._swap())
                self._session.succeeded()
        except PlcExceptionResponseError as error:
            raise self._refusal(error) from error

    async def _swap(self) -> list[int]:
        """Write block V as it is now, whole, and read block P."""
        words, base = self._bank.vision.words, self._exchange.vision_base
        if self._exchange.function == "fc23":
            return await self._client.exchange(self._exchange.plc_base, PLC_WORDS, base, words)
        await self._client.write_holding_registers(base, words)
        return await self._read()

    async def _read(self) -> list[int]:
        return await self._client.read_holding_registers(self._exchange.plc_base, PLC_WORDS)

    def _take(self, words: list[int]) -> None:
        """From here on it is as if the PLC had written block P in role server."""
        self._bank.write_holding_registers(PLC_BASE, words)

    def _refusal(self, error: PlcExceptionResponseError) -> PlcBlocksRefusedError:
        vision, plc = self._exchange.vision_base, self._exchange.plc_base
        return PlcBlocksRefusedError(
            f"{error.detail}; block V is looked for at holding registers {vision} to "
            f"{vision + VISION_WORDS - 1}, block P at {plc} to {plc + PLC_WORDS - 1}"
        )
