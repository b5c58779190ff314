"""The engine's end of the pipe as a process: it sees what the campaign shows it, and misbehaves.

``python -m inspector.bench.faults.scripted_engine ADDRESS_FILE RECORDS SEED``; its orders come
through standard input, and it ends when that closes.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
import threading
from collections import OrderedDict, deque
from pathlib import Path

from inspector.bench.faults.record_file import RecordFile
from inspector.bench.faults.script import Answer, Order, Picture, answers
from inspector.domain.errors.plc import PipeError
from inspector.pipe.channel import discover
from inspector.pipe.records import (
    RECORD_BYTES,
    ClearAlarms,
    Committed,
    EngineHello,
    EngineStatus,
    GateStatus,
    LiveTrigger,
    Maintenance,
    RecipeRequested,
    Record,
    decode,
    encode,
)

RECIPES = (1, 2)
"""Numbers of the recipes that it has."""
_STATUS_S = 0.05
_RETRY_S = 0.02
_CHANGEOVER_S = 0.06
_PICTURES_KEPT = 256
_REACH = 200
_ALL_ALARMS = 0xFFFF
_EXECUTING = 5


class ScriptedEngine:
    """One engine; judges each part by the picture that was taken at its encoder count."""

    def __init__(self, address_file: Path, records: RecordFile, seed: str) -> None:
        self._address_file = address_file
        self._records = records
        self._moment = random.Random(seed)  # noqa: S311
        self._orders: deque[Order] = deque()
        self._pictures: OrderedDict[int, Picture] = OrderedDict()
        self._recipe = RECIPES[0]
        self._refused = 0
        self._epoch = 0
        self._maintained: bool | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def run(self) -> None:
        """Attach to the gate, again and again, until cancelled."""
        while True:
            with contextlib.suppress(OSError, PipeError, asyncio.IncompleteReadError):
                await self._attach()
            self._writer = None
            await asyncio.sleep(_RETRY_S)

    def obey(self, line: str) -> None:
        """Take in one line from the campaign."""
        word, *numbers = line.split()
        if word == "see":
            encoder, kind = int(numbers[0]), int(numbers[1])
            self._pictures[encoder] = Picture(encoder, None if kind < 0 else bool(kind))
            while len(self._pictures) > _PICTURES_KEPT:
                self._pictures.popitem(last=False)
        elif word == "clear":
            self._send(ClearAlarms(_ALL_ALARMS))
        elif word == "maintain":
            self._maintained = bool(int(numbers[0]))
            self._send(Maintenance(self._maintained, 0, 0))
        else:
            self._orders.append(Order(word))

    async def _attach(self) -> None:
        address = discover(self._address_file)
        reader, writer = await asyncio.open_connection(address.host, address.port)
        try:
            await reader.readexactly(RECORD_BYTES)
            self._writer = writer
            self._send(EngineHello(address.token, self._records.position))
            beat = asyncio.create_task(self._beat())
            try:
                while True:
                    self._take(await reader.readexactly(RECORD_BYTES))
            finally:
                beat.cancel()
        finally:
            writer.transport.abort()

    async def _beat(self) -> None:
        while True:
            self._send(EngineStatus(1, _EXECUTING, 0, self._recipe, self._refused, self._epoch))
            if self._maintained is not None:  # the end as well: its one word may have been lost
                self._send(Maintenance(self._maintained, 0, 0))
            await asyncio.sleep(_STATUS_S)

    def _take(self, raw: bytes) -> None:
        sequence, record = decode(raw)
        if sequence:
            self._records.append(raw, sequence)
            self._send(Committed(sequence))
        elif isinstance(record, GateStatus):
            self._records.note_status(raw)
            self._epoch = record.epoch
        elif isinstance(record, LiveTrigger) and not record.rejected:
            self._inspect(record)
        elif isinstance(record, RecipeRequested):
            self._change_over(record.recipe_number)

    def _inspect(self, trigger: LiveTrigger) -> None:
        order = self._orders.popleft() if self._orders else Order.ANSWER
        picture = self._picture_at(trigger.encoder)
        loop = asyncio.get_running_loop()
        for answer in answers(order, trigger, picture, self._moment):
            loop.call_later(answer.after_ms / 1e3, self._say, answer)

    def _picture_at(self, encoder: int) -> Picture | None:
        """The picture of this trigger: the nearest, and none when that is too far off."""
        nearest = min(self._pictures, key=lambda count: abs(count - encoder), default=None)
        if nearest is None or abs(nearest - encoder) > _REACH:
            return None
        return self._pictures[nearest]

    def _change_over(self, recipe: int) -> None:
        """The request comes with each beat until it is so."""
        if recipe in RECIPES:
            asyncio.get_running_loop().call_later(_CHANGEOVER_S, self._in_force, recipe)
        else:
            self._refused = recipe

    def _in_force(self, recipe: int) -> None:
        self._recipe = recipe

    def _say(self, answer: Answer) -> None:
        if self._writer is not None:
            self._writer.write(b"".join(encode(verdict) for verdict in answer.verdicts))

    def _send(self, record: Record) -> None:
        if self._writer is not None:
            self._writer.write(encode(record))


async def _serve(arguments: list[str]) -> None:
    address_file, records, seed = arguments
    store = RecordFile(Path(records))
    engine = ScriptedEngine(Path(address_file), store, seed)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(engine.obey, line)
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=listen, name="orders", daemon=True).start()
    work = asyncio.create_task(engine.run())
    await ended.wait()
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    store.close()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1:]))
