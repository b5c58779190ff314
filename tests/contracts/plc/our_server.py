"""Our Modbus server with a register bank, in a thread of its own, for peers to talk to."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator

from inspector.plc.bank import RegisterBank
from inspector.plc.registers import VISION_WORDS
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp, Transport

_START_S = 10.0
LOCAL = Tcp("127.0.0.1", 0)


class OurServer:
    """The server; ``writes`` holds all of block P as it was after each write."""

    def __init__(self, transport: Transport, limits: ServerLimits) -> None:
        self.writes: list[list[int]] = []
        self.bank = RegisterBank(lambda: self.writes.append(list(self.bank.plc.words)))
        self.bank.vision.words = [1000 + offset for offset in range(VISION_WORDS)]
        self.server = ModbusServer(self.bank, transport, limits)
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="our server")

    def start(self) -> None:
        self._thread.start()
        assert self._up.wait(_START_S), "our server does not start"

    def stop(self) -> None:
        if not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self.port = await self.server.start()
        self._up.set()
        try:
            await self._stopping.wait()
        finally:
            await self.server.stop()
            async with asyncio.timeout(_START_S):
                while self.server._connections:  # each says goodbye; TLS waits for the answer
                    await asyncio.sleep(0.001)


@contextlib.contextmanager
def our_server(
    transport: Transport = LOCAL, limits: ServerLimits | None = None
) -> Iterator[OurServer]:
    """A running server."""
    served = OurServer(transport, limits or ServerLimits())
    served.start()
    try:
        yield served
    finally:
        served.stop()
