"""The engine's end of the gate's pipe, reduced to a judge that answers at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from inspector.domain.evaluation import Evaluation
from inspector.pipe.channel import discover
from inspector.pipe.records import (
    RECORD_BYTES,
    Committed,
    Decided,
    EngineHello,
    EngineStatus,
    GateStatus,
    LiveTrigger,
    Record,
    Verdict,
    decode,
    encode,
)

_STATUS = EngineStatus(ready=1, state=5, fault_reason=0, recipe_number=1)
_STATUS_S = 0.05


class Judge:
    """Judges every part OK.

    Attributes:
        published_ns: When each result was published, on the monotonic clock, by result_seq.
    """

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._seen_ns: dict[int, int] = {}
        self._status = _STATUS
        self.published_ns: dict[int, int] = {}

    async def talk(self) -> None:
        """Say again and again that there is an engine."""
        while True:
            self.send(self._status)
            await asyncio.sleep(_STATUS_S)

    async def listen(self) -> None:
        """Answer each trigger."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                self._take(*decode(await self._reader.readexactly(RECORD_BYTES)))

    def send(self, record: Record) -> None:
        """Send a record to the gate."""
        self._writer.write(encode(record))

    def _take(self, sequence: int, record: Record) -> None:
        if isinstance(record, LiveTrigger) and not record.rejected:
            self._seen_ns[record.trigger_index] = record.seen_ns
            self.send(Verdict(record.trigger_index, Evaluation.OK, 0, 0, 0, 1.0))
        elif isinstance(record, GateStatus):
            self._status = replace(_STATUS, epoch=record.epoch)
        elif isinstance(record, Decided) and record.trigger_index in self._seen_ns:
            seen_ns = self._seen_ns.pop(record.trigger_index)
            self.published_ns[record.result_seq] = seen_ns + record.latency_ns
        if sequence:
            self.send(Committed(sequence))


@asynccontextmanager
async def judging(address_file: Path) -> AsyncIterator[Judge]:
    """A judge on the gate of this address file, while the context lasts."""
    address = discover(address_file)
    reader, writer = await asyncio.open_connection(address.host, address.port)
    judge = Judge(reader, writer)
    await reader.readexactly(RECORD_BYTES)  # the gate's hello
    judge.send(EngineHello(address.token, 0))
    tasks = [asyncio.create_task(judge.talk()), asyncio.create_task(judge.listen())]
    try:
        yield judge
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
