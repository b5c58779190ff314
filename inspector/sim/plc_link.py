"""The virtual PLC's Modbus side: both blocks in one transaction, again and again."""

from __future__ import annotations

import asyncio
import logging
from collections import deque

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PlcError
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_BASE, VISION_MIRROR_BASE, VISION_WORDS
from inspector.sim.periods import percentiles_ms
from inspector.sim.soft_plc import SoftPlc

_log = logging.getLogger(__name__)
_EXCHANGES_KEPT = 20_000
_RECONNECT_S = 0.05


class PlcLink:
    """Carries the blocks between PLC and station.

    Attributes:
        fault: What keeps the link from working now, if anything does.
    """

    def __init__(self, plc: SoftPlc, client: ModbusClient, poll_ms: float) -> None:
        self.fault: PlcError | None = None
        self._exchanges_ns: deque[int] = deque(maxlen=_EXCHANGES_KEPT)
        self._plc = plc
        self._client = client
        self._poll_s = poll_ms / 1e3
        self._stopping = False

    async def run(self) -> None:
        """Exchange until :meth:`stop`; a new connection after each failure."""
        while not self._stopping:
            try:
                await self._client.connect()
                while not self._stopping:
                    if not self._plc.frozen:
                        await self._exchange()
                    await asyncio.sleep(self._poll_s)
            except PlcError as error:
                _log.debug("exchange failed: %s", error)
                self.fault = error
                self._plc.program.on_link_lost()
                self._client.close()
                await asyncio.sleep(_RECONNECT_S)
        self._client.close()

    def stop(self) -> None:
        """Leave :meth:`run` after the exchange that is under way."""
        self._stopping = True

    def exchange_ms(self) -> dict[str, float]:
        """Median and 99th percentile of the last round trips."""
        return percentiles_ms(self._exchanges_ns)

    async def _exchange(self) -> None:
        program, begun = self._plc.program, monotonic_ns()
        words = await self._client.exchange(
            VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, program.plc.words
        )
        self._exchanges_ns.append(monotonic_ns() - begun)
        self.fault = None
        if program is self._plc.program and not self._plc.frozen:
            program.vision.load(words)
            program.on_exchange()
