"""Both blocks of a running station, read over Modbus."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PlcError
from inspector.plc.block import RegisterBlock
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_BLOCK, PLC_WORDS, VISION_BLOCK, VISION_WORDS
from inspector.plc.tools.endpoint import Endpoint

_TIMEOUT_S = 1.0


@dataclass(frozen=True, slots=True)
class Blocks:
    """Both blocks at one moment.

    Attributes:
        read_ns: When they were read, on the monotonic clock.
        round_trip_ms: How long the slower of the two requests took.
        vision: Block V.
        plc: Block P, as the station got it last.
    """

    read_ns: int
    round_trip_ms: float
    vision: RegisterBlock
    plc: RegisterBlock


class BlockReader:
    """Reads the blocks of one station; a lost connection is made again by the next read."""

    def __init__(self, endpoint: Endpoint, timeout_s: float = _TIMEOUT_S) -> None:
        self._endpoint = endpoint
        self._client = ModbusClient(endpoint.transport, timeout_s, endpoint.device_id)
        self._connected = False

    async def read(self) -> Blocks:
        """Read block V, then block P.

        Raises:
            PlcConnectionError: nobody listens there, or no answer came in time.
            PlcExceptionResponseError: the peer has no such registers, so it is no station.
            PlcEchoMismatchError: the answer has the wrong length.
        """
        try:
            if not self._connected:
                await self._client.connect()
                self._connected = True
            vision, vision_ms = await self._timed(self._endpoint.vision_base, VISION_WORDS)
            plc, plc_ms = await self._timed(self._endpoint.plc_base, PLC_WORDS)
        except PlcError:
            self.close()
            raise
        blocks = Blocks(
            monotonic_ns(),
            max(vision_ms, plc_ms),
            RegisterBlock(VISION_BLOCK, VISION_WORDS),
            RegisterBlock(PLC_BLOCK, PLC_WORDS),
        )
        blocks.vision.load(vision)
        blocks.plc.load(plc)
        return blocks

    def close(self) -> None:
        """Disconnect; may be called at any time."""
        self._connected = False
        self._client.close()

    async def _timed(self, address: int, count: int) -> tuple[list[int], float]:
        begun = monotonic_ns()
        words = await self._client.read_holding_registers(address, count)
        return words, (monotonic_ns() - begun) / 1e6
