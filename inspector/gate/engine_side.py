"""The gate's end of the pipe: one engine at a time, the journal streamed behind live triggers."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Callable

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PipeError
from inspector.gate.journal import Journal
from inspector.pipe.records import (
    RECORD_BYTES,
    Committed,
    EngineHello,
    GateHello,
    Record,
    decode,
    encode,
)

_log = logging.getLogger(__name__)
_WINDOW_RECORDS = 4096
_ADMIT_S = 2.0
_CHUNK_RECORDS = 256
_BACKLOG_MAX_BYTES = 2 * _WINDOW_RECORDS * RECORD_BYTES


class EngineSide:
    """Accepts the engine, feeds it and hears it.

    Args:
        journal: What is streamed to the engine from the position it names.
        hello: Identity of this gate run.
        token: What the engine must show.
        on_attached: Called when an engine has been admitted.
        on_record: Called with each record from the engine.
        on_lost: Called when the engine is gone.
    """

    def __init__(
        self,
        journal: Journal,
        hello: Callable[[], GateHello],
        token: bytes,
        on_attached: Callable[[], None],
        on_record: Callable[[Record], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._journal = journal
        self._hello = hello
        self._token = token
        self._on_attached = on_attached
        self._on_record = on_record
        self._on_lost = on_lost
        self._writer: asyncio.StreamWriter | None = None
        self._server: asyncio.Server | None = None
        self._sent = 0
        self._committed = 0
        self._fault = ""
        self.heard_ns = 0

    async def start(self) -> int:
        """Listen on loopback; return the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Close the listener and the connection."""
        if self._server is not None:
            self._server.close()
        self.drop()

    def drop(self) -> None:
        """Cut the connection to the engine, also to one that does not read; it may come back."""
        if self._writer is not None:
            self._writer.transport.abort()

    def send(self, record: Record) -> None:
        """Send one record ahead of the journal."""
        if self._writer is None:
            return
        if self._writer.transport.get_write_buffer_size() > _BACKLOG_MAX_BYTES:
            _log.warning("the engine does not read what it is told; it must attach again")
            self.drop()
            return
        self._writer.write(encode(record))

    def pump(self) -> None:
        """Send what is new in the journal, as far as the engine keeps up."""
        if self._writer is None:
            return
        try:
            self._stream(self._writer)
        except OSError as error:
            _log.error("the journal cannot be read (%s); the engine must attach again", error)
            self.drop()

    def _stream(self, writer: asyncio.StreamWriter) -> None:
        room = _WINDOW_RECORDS - (self._sent - self._committed)
        while room > 0 and self._sent < self._journal.synced_sequence:
            batch = self._journal.read(self._sent, min(room, _CHUNK_RECORDS))
            if not batch:
                return
            writer.write(b"".join(raw for _, raw in batch))
            self._sent = batch[-1][0]
            room -= len(batch)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(encode(self._hello()))
            position = await self._admit(reader)
            self._replace(writer)
            self._sent = self._committed = position
            self.heard_ns = monotonic_ns()
            self._on_attached()
            await self._listen(reader, writer)
        except PipeError as error:
            self._complain(str(error))
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            _log.info("engine link closed: %s", error)
        finally:
            if self._writer is writer:
                self.drop()
                self._writer = None
                self._on_lost()
            writer.close()

    def _replace(self, writer: asyncio.StreamWriter) -> None:
        """What waits for an engine that was here before waits for nobody now."""
        if self._writer is not None:
            self.drop()
            self._on_lost()
        self._writer = writer

    def _complain(self, fault: str) -> None:
        """Once: what is refused comes back twenty times a second."""
        if fault != self._fault:
            self._fault = fault
            _log.warning("engine refused: %s", fault)

    async def _admit(self, reader: asyncio.StreamReader) -> int:
        async with asyncio.timeout(_ADMIT_S):
            _, record = decode(await reader.readexactly(RECORD_BYTES))
        if not isinstance(record, EngineHello) or not hmac.compare_digest(
            record.token, self._token
        ):
            raise PipeError("a program without the token tried to attach to the gate")
        if record.position > self._journal.last_sequence:
            raise PipeError("the database is ahead of the journal: one of them was restored alone")
        return record.position

    async def _listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            _, record = decode(await reader.readexactly(RECORD_BYTES))
            if self._writer is not writer:
                return
            self.heard_ns = monotonic_ns()
            if isinstance(record, Committed):
                self._committed = max(self._committed, min(record.position, self._sent))
                self._journal.drop_through(self._committed)
            self._on_record(record)
            self.pump()
