"""A running gate, an engine that does what the test says, and the virtual PLC on a belt."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PlcError
from inspector.domain.evaluation import Evaluation
from inspector.gate.links.server import ServerLink
from inspector.gate.process import Gate
from inspector.gate.settings import GateSettings
from inspector.pipe.channel import GateAddress, discover
from inspector.pipe.records import (
    RECORD_BYTES,
    Decided,
    EngineHello,
    EngineStatus,
    GateHello,
    GateStatus,
    LiveTrigger,
    OutcomeSeen,
    PartSeen,
    Record,
    Verdict,
    decode,
    encode,
)
from inspector.plc.bank import RegisterBank
from inspector.plc.block import RegisterBlock, next_sequence
from inspector.plc.client import ModbusClient
from inspector.plc.line.program import LineProgram
from inspector.plc.registers import (
    PLC_BASE,
    PLC_BLOCK,
    PLC_WORDS,
    VISION_BLOCK,
    VISION_MIRROR_BASE,
    VISION_WORDS,
    ConfirmCode,
)
from inspector.plc.server import ModbusServer
from inspector.plc.transport import Tcp
from inspector.sim.soft_plc import line_layout
from inspector.sim.world import Geometry, World

READY = EngineStatus(ready=1, state=5, fault_reason=0, recipe_number=3)
LOCAL = GateSettings()
Judge = Callable[..., int]
"""Evaluation of a part, given its trigger and, where there are several, the view."""


def served_on(port: int) -> Callable[[RegisterBank], ServerLink]:
    """Makes a link that serves one PLC on loopback."""
    return lambda bank: ServerLink(ModbusServer(bank, Tcp("127.0.0.1", port)))


@contextlib.asynccontextmanager
async def running_gate(
    folder: Path, settings: GateSettings = LOCAL, port: int = 0
) -> AsyncIterator[Gate]:
    """A gate in this event loop, until the block ends."""
    address_file = folder / "gate.json"
    address_file.unlink(missing_ok=True)
    gate = Gate(settings, folder / "journal", address_file, served_on(port))
    task = asyncio.create_task(gate.run())
    try:
        await until(lambda: address_file.exists() or task.done())
        yield gate
    finally:
        gate.stop()
        await task


async def until(condition: Callable[[], object], timeout_s: float = 20.0) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(timeout_s):
        while not condition():
            await asyncio.sleep(0.002)


class Engine:
    """The engine's end of the pipe; ``judge`` is asked about each part once for each view."""

    def __init__(self, address_file: Path, judge: Judge | None = None, views: tuple[int, ...] = ()):
        self._address_file = address_file
        self._judge = judge
        self._views = views
        self._tasks: list[asyncio.Task[None]] = []
        self.talking = True
        self.deaf = False
        self.hello: GateHello | None = None
        self.status: GateStatus | None = None
        self.triggers: list[LiveTrigger] = []
        self.journal: list[tuple[int, Record]] = []
        self.lost = False
        self.says = READY

    async def connect(
        self, position: int = 0, token: bytes | None = None, receive_bytes: int = 65536
    ) -> GateAddress:
        """Attach; without ``talking`` it says no more after its hello."""
        address = discover(self._address_file)
        link = socket.socket()
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        link.connect((address.host, address.port))
        self._reader, self._writer = await asyncio.open_connection(sock=link, limit=1024)
        _, hello = decode(await self._reader.readexactly(RECORD_BYTES))
        assert isinstance(hello, GateHello)
        self.hello = hello
        self.send(EngineHello(address.token if token is None else token, position))
        self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._talk())]
        return address

    def send(self, record: Record) -> None:
        self._writer.write(encode(record))

    def send_raw(self, raw: bytes) -> None:
        self._writer.write(raw)

    async def disconnect(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()

    def of(self, kind: type) -> list[Record]:
        """The journal records of one kind, as they came."""
        return [record for _, record in self.journal if isinstance(record, kind)]

    async def _talk(self) -> None:
        while True:
            self._say()
            await asyncio.sleep(0.05)

    def _say(self) -> None:
        """As the real one does, it also answers a PLC that counts anew at once."""
        if self.talking and not self.lost:
            epoch = 0 if self.status is None else self.status.epoch
            self.send(replace(self.says, epoch=epoch))

    async def _hear(self) -> None:
        try:
            while True:
                while self.deaf:
                    await asyncio.sleep(0.01)
                sequence, record = decode(await self._reader.readexactly(RECORD_BYTES))
                self._take(sequence, record)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.lost = True

    def _take(self, sequence: int, record: Record) -> None:
        if sequence:
            self.journal.append((sequence, record))
        elif isinstance(record, GateStatus):
            answered = self.status is not None and self.status.epoch == record.epoch
            self.status = record
            if not answered:
                self._say()
        elif isinstance(record, LiveTrigger) and not record.rejected:
            self.triggers.append(record)
            for view in self._views or (0,):
                self._answer(record, view)

    def _answer(self, trigger: LiveTrigger, view: int) -> None:
        if self._judge is not None:
            evaluation = self._judge(trigger, view) if self._views else self._judge(trigger)
            self.send(Verdict(trigger.trigger_index, evaluation, 0, 0, 42, 0.9, view))

    def see(self, detection: int) -> None:
        """Report a part that no PLC triggered."""
        self.send(PartSeen(detection, monotonic_ns()))


class VirtualPlc:
    """The line program of the virtual PLC, its belt, and its Modbus client."""

    def __init__(self, port: int, parts: int = 0, session: int = 5) -> None:
        self.geometry = Geometry()
        self.left: list[tuple[int, bool]] = []
        self.world = World(
            self.geometry, parts, lambda number, ejected: self.left.append((number, ejected))
        )
        self.program = LineProgram(line_layout(self.geometry), session, belt_empty=True)
        self._port = port
        self._tasks: list[asyncio.Task[None]] = []
        self._belt_runs = False
        self._encoder = 0

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._scan()), asyncio.create_task(self._talk())]

    def run_belt(self) -> None:
        self._belt_runs = True

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def done(self) -> bool:
        """Whether every part has left and the gate knows it."""
        return self.world.empty and self.program.settled

    async def _scan(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            if self._belt_runs:
                self._encoder += 100
            seen = self.world.advance(self._encoder)
            outputs = self.program.scan(loop.time() * 1e3, seen.inputs)
            self.world.gate_open = outputs.pass_gate
            self.world.infeed = outputs.infeed
            await asyncio.sleep(0.004)

    async def _talk(self) -> None:
        client = ModbusClient(Tcp("127.0.0.1", self._port), timeout_s=1.0)
        try:
            while True:
                try:
                    await client.connect()
                    while True:
                        words = await client.exchange(
                            VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, self.program.plc.words
                        )
                        self.program.vision.load(words)
                        self.program.on_exchange()
                        await asyncio.sleep(0.002)
                except PlcError:
                    self.program.on_link_lost()
                    client.close()
                    await asyncio.sleep(0.02)
        finally:
            client.close()


class ReadingPlc:
    """A PLC without a photo-eye: takes results, drives the ejector by them and confirms."""

    def __init__(self, port: int, session: int = 5) -> None:
        self.passed: list[int] = []
        self.rejected: list[int] = []
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self._plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        self._plc["plc_session"] = session
        self._port = port
        self._unconfirmed: list[tuple[int, int]] = []

    async def run(self) -> None:
        """Exchange the blocks until cancelled; go on when the gate comes back."""
        client = ModbusClient(Tcp("127.0.0.1", self._port), timeout_s=1.0)
        try:
            while True:
                with contextlib.suppress(PlcError):
                    await client.connect()
                    while True:
                        await self._exchange(client)
                client.close()
                await asyncio.sleep(0.02)
        finally:
            client.close()

    @property
    def settled(self) -> bool:
        """Whether the gate has taken over every confirmation."""
        told = self.vision["confirm_ack_seq"] == self._plc["confirm_seq"]
        return told and not self._unconfirmed

    async def _exchange(self, client: ModbusClient) -> None:
        self._plc["plc_heartbeat"] = next_sequence(self._plc["plc_heartbeat"])
        words = await client.exchange(VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, self._plc.words)
        self.vision.load(words)
        if self.vision["session_id"] != self._plc["session_ack"]:
            self._plc["session_ack"] = self.vision["session_id"]
            return
        self._take_result()
        if self._unconfirmed and self.vision["confirm_ack_seq"] == self._plc["confirm_seq"]:
            self._plc["confirm_trigger_seq"], self._plc["confirm_code"] = self._unconfirmed.pop(0)
            self._plc["confirm_seq"] = next_sequence(self._plc["confirm_seq"])
        await asyncio.sleep(0.002)

    def _take_result(self) -> None:
        sequence = self.vision["result_seq"]
        if sequence in (0, self._plc["result_ack_seq"]):
            return
        self._plc["result_ack_seq"] = sequence
        number = self.vision["result_trigger_seq"]
        if self.vision["evaluation"] == Evaluation.OK:
            self._plc["plc_passed"] += 1
            self.passed.append(number)
            self._unconfirmed.append((number, ConfirmCode.PASSED))
        else:
            self._plc["plc_rejected"] += 1
            self.rejected.append(number)
            self._unconfirmed.append((number, ConfirmCode.REJECT_CONFIRMED))


def exactly_once(engine: Engine, parts: int) -> bool:
    """Whether the journal told of one verdict and one outcome for each of ``parts``."""
    numbers = list(range(1, parts + 1))
    return [
        sorted(record.trigger_index for record in engine.of(kind))
        for kind in (Decided, OutcomeSeen)
    ] == [numbers, numbers]
