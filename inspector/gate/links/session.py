"""Keeps a Modbus client connected: a new connection after each failure, soon and without end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from inspector.domain.errors.plc import PlcError
from inspector.plc.client import ModbusClient

_log = logging.getLogger(__name__)
_RETRY_MIN_S: Final = 0.05
_RETRY_MAX_S: Final = 0.5


class Session:
    """Talks to one device until :meth:`stop`.

    Nothing is queued while the device is away, and nothing that failed is repeated: what is said
    next is how things are then.

    Args:
        client: The device.
        talk: Speaks on a fresh connection; returns when the session is to end, else by raising.
        on_lost: Called after each failure, before the next attempt.

    Attributes:
        error: What the last attempt failed by; ``None`` while the device answers.
        failures: How often a connection was lost or could not be made.
        ending: Whether the talk is to come to its end.
    """

    def __init__(
        self,
        client: ModbusClient,
        talk: Callable[[], Awaitable[None]],
        on_lost: Callable[[], object] = lambda: None,
    ) -> None:
        self._client = client
        self._talk = talk
        self._on_lost = on_lost
        self._task: asyncio.Task[None] | None = None
        self._retry_s = _RETRY_MIN_S
        self.error: PlcError | None = None
        self.failures = 0
        self.ending = False

    def start(self) -> None:
        """Begin in the running event loop."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    def check(self) -> None:
        """Raise what has ended the session unasked; the gate must not go on without its link."""
        if self._task is not None and self._task.done():
            self._task.result()

    async def stop(self, farewell_s: float = 0.0) -> None:
        """Disconnect; let the talk come to its end first, but wait no longer than this for it."""
        self.ending = True
        if self._task is not None:
            await asyncio.wait([self._task], timeout=farewell_s)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._client.close()

    def succeeded(self) -> None:
        """The device answers as it should."""
        self._retry_s = _RETRY_MIN_S
        if self.error is not None:
            self.error = None
            _log.warning("the link to the fieldbus works again")

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while not self.ending:
            begun = loop.time()
            try:
                await self._client.connect()
                await self._talk()
            except PlcError as error:
                self._fail(error)
                await asyncio.sleep(max(begun + self._retry_s - loop.time(), 0))
                self._retry_s = min(2 * self._retry_s, _RETRY_MAX_S)

    def _fail(self, error: PlcError) -> None:
        self._client.close()
        self._complain(error)
        self.error = error
        self.failures += 1
        self._on_lost()

    def _complain(self, error: PlcError) -> None:
        """Once per kind: it may come back twenty times a second."""
        if self.error is None or error.code != self.error.code:
            _log.warning("%s; parts are rejected. Remedy: %s", error, error.remedy)
