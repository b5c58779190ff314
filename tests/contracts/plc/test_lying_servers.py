"""A server that answers wrongly is never believed: scripted answers, one request at a time."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from random import Random

import pytest

from inspector.domain.errors.plc import PlcConnectionError, PlcEchoMismatchError, PlcError
from inspector.plc.client import ModbusClient
from inspector.plc.transport import RtuOverTcp, Tcp

TIMEOUT_S = 2.0
SHORT_TIMEOUT_S = 0.1
MBAP_BYTES = 7
RTU_TIMEOUT_S = 0.05
READ_BYTES = 8
LATE_SHARE = 0.2
Pdu = bytes
Lie = Callable[[Pdu], Pdu]
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Scenario = Callable[[ModbusClient], Awaitable[None]]


@contextlib.asynccontextmanager
async def listening(serve: Serve) -> AsyncIterator[int]:
    """The port of a server that serves each client so; all must have gone when the block ends."""
    tasks: list[asyncio.Task[None] | None] = []

    async def serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.append(asyncio.current_task())
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await serve(reader, writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    async with await asyncio.start_server(serve_one, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]
    await asyncio.gather(*filter(None, tasks))


def on_lying_tcp(lie: Lie, scenario: Scenario) -> None:
    """A Modbus TCP server that answers each request with what the lie makes of it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            header = await reader.readexactly(MBAP_BYTES)
            pdu = await reader.readexactly(int.from_bytes(header[4:6], "big") - 1)
            answer = lie(pdu)
            writer.write(header[:4] + struct.pack(">H", len(answer) + 1) + header[6:] + answer)

    async def run() -> None:
        async with listening(serve) as port:
            client = ModbusClient(Tcp("127.0.0.1", port), TIMEOUT_S)
            await client.connect()
            await scenario(client)
            client.close()

    asyncio.run(run())


async def write_coils(client: ModbusClient) -> None:
    await client.write_coils(5, [True])


async def write_registers(client: ModbusClient) -> None:
    await client.write_holding_registers(5, [7, 8])


async def read_registers(client: ModbusClient) -> None:
    await client.read_holding_registers(5, 2)


async def read_inputs(client: ModbusClient) -> None:
    await client.read_discrete_inputs(5, 9)


async def exchange(client: ModbusClient) -> None:
    await client.exchange(5, 2, 9, [1])


@pytest.mark.parametrize(
    ("ask", "lie"),
    [
        pytest.param(write_coils, lambda pdu: struct.pack(">BHH", 15, 999, 1), id="another coil"),
        pytest.param(write_coils, lambda pdu: struct.pack(">BHH", 15, 5, 2), id="more coils"),
        pytest.param(write_coils, lambda pdu: struct.pack(">BHH", 5, 5, 0xFF00), id="function 5"),
        pytest.param(write_registers, lambda pdu: struct.pack(">BHH", 16, 6, 2), id="another word"),
        pytest.param(write_registers, lambda pdu: struct.pack(">BHH", 16, 5, 1), id="fewer words"),
        pytest.param(write_registers, lambda pdu: pdu[:5] + b"\0", id="a byte too many"),
        pytest.param(write_registers, lambda pdu: pdu[:4], id="a byte too few"),
        pytest.param(read_registers, lambda pdu: b"\3\2\0\1", id="too few words"),
        pytest.param(read_registers, lambda pdu: b"\3\6\0\1\0\2\0\3", id="too many words"),
        pytest.param(read_registers, lambda pdu: b"\3\4\0\1\0", id="fewer bytes than said"),
        pytest.param(read_registers, lambda pdu: b"\3\2\0\1\0\2", id="more bytes than said"),
        pytest.param(read_registers, lambda pdu: b"\4\4\0\1\0\2", id="input registers"),
        pytest.param(read_inputs, lambda pdu: b"\2\1\xff", id="too few bits"),
        pytest.param(exchange, lambda pdu: b"\3\4\0\1\0\2", id="a read only"),
        pytest.param(exchange, lambda pdu: b"\x83\2", id="another function's exception"),
    ],
)
def test_no_wrong_answer_is_believed_and_the_link_is_given_up(ask: Scenario, lie: Lie) -> None:
    async def scenario(client: ModbusClient) -> None:
        with pytest.raises(PlcEchoMismatchError):
            await ask(client)
        with pytest.raises(PlcConnectionError):
            await ask(client)

    on_lying_tcp(lie, scenario)


def test_an_answer_to_an_older_request_is_not_the_answer_to_this_one() -> None:
    """Modbus TCP: each answer comes one request too late, with the number of its own request."""
    late: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readexactly(12)
        writer.write(late.pop() if late else b"")
        late.append(request[:5] + b"\5" + request[6:8] + b"\2" + request[8:10])
        await reader.read()

    async def run() -> None:
        async with listening(serve) as port:
            client = ModbusClient(Tcp("127.0.0.1", port), SHORT_TIMEOUT_S)
            for address in (11, 22, 33):
                await client.connect()
                with pytest.raises(PlcConnectionError):
                    await client.read_holding_registers(address, 1)
            client.close()

    asyncio.run(run())


def crc16(data: bytes) -> bytes:
    """Of RTU, bit by bit (Modbus over Serial Line V1.02, 6.2.2)."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return struct.pack("<H", crc)


class LateDevice:
    """A serial device behind TCP that answers in order, and some requests too late.

    Each register holds its own address. What is late goes to whoever is connected then, as with a
    device server or an adapter that buffers.
    """

    def __init__(self, delay_s: float, most_words: int) -> None:
        self._delay_s = delay_s
        self._most_words = most_words
        self._chance = Random(round(delay_s * 1000))
        self._writer: asyncio.StreamWriter | None = None
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        while True:
            frame = await reader.readexactly(READ_BYTES)
            task = asyncio.create_task(self._answer(frame))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def end(self) -> None:
        await asyncio.gather(*self._tasks)

    async def _answer(self, frame: bytes) -> None:
        unit, function, address, words = struct.unpack(">BBHH", frame[:-2])
        async with self._turn:
            await asyncio.sleep(self._delay_s if self._chance.random() < LATE_SHARE else 0)
            if words > self._most_words:
                answer = bytes([unit, function | 0x80, 2])
            else:
                values = range(address, address + words)
                answer = struct.pack(f">BBB{words}H", unit, function, 2 * words, *values)
            if self._writer is not None and not self._writer.is_closing():
                self._writer.write(answer + crc16(answer))


@pytest.mark.parametrize(
    ("most_words", "reads"), [(125, 40), (1, 12)], ids=["", "refuses more than a word"]
)
@pytest.mark.parametrize("delay_s", [0.06, 0.08, 0.12])
def test_no_late_answer_of_a_serial_line_is_taken_for_another(
    delay_s: float, most_words: int, reads: int
) -> None:
    """RTU has no number that tells which request an answer belongs to."""

    async def run() -> int:
        device = LateDevice(delay_s, most_words)
        right = 0
        async with listening(device.serve) as port:
            client = ModbusClient(RtuOverTcp("127.0.0.1", port), RTU_TIMEOUT_S)
            for address in range(11, 11 + reads):
                right += await _read_is_right(client, address)
            await device.end()
            client.close()
        return right

    assert asyncio.run(run()) > 0


async def _read_is_right(client: ModbusClient, address: int) -> bool:
    """Whether an answer came; then it must be this register's."""
    try:
        value = await client.read_holding_registers(address, 1)
    except PlcError:
        with contextlib.suppress(PlcError):
            await client.connect()
        return False
    assert value == [address]
    return True
