"""The Modbus server and client over real sockets, against pymodbus' own client and raw bytes."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import random
import socket
import struct
from collections.abc import Awaitable, Callable

import pytest
from pymodbus.client import AsyncModbusTcpClient

from inspector.domain.errors.plc import (
    ListenError,
    PlcConnectionError,
    PlcEchoMismatchError,
    PlcExceptionResponseError,
    PortInUseError,
)
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_BASE, PLC_WORDS, VISION_MIRROR_BASE, VISION_WORDS, Status
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp

Scenario = Callable[["Served"], Awaitable[None]]


class Served:
    """A running server with its bank."""

    def __init__(self, **options: object) -> None:
        self.writes: list[list[int]] = []
        self.bank = RegisterBank(lambda: self.writes.append(list(self.bank.plc.words)))
        self.bank.vision.words = list(range(VISION_WORDS))
        self.server = ModbusServer(self.bank, Tcp("127.0.0.1", 0), ServerLimits(**options))
        self.port = 0

    async def connect(self, source: str = "127.0.0.1") -> Raw:
        link = socket.socket()
        link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.bind((source, 0))
        link.connect(("127.0.0.1", self.port))
        raw = Raw()
        raw.reader, raw.writer = await asyncio.open_connection(sock=link)
        return raw


class Raw:
    """A client that sends what it likes."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, pdu: bytes, unit: int = 1, tid: int = 7) -> bytes:
        """The answer's PDU; the header must be the request's."""
        self.writer.write(frame(pdu, unit, tid))
        return await self.answer(unit, tid)

    async def answer(self, unit: int = 1, tid: int = 7) -> bytes:
        header = await asyncio.wait_for(self.reader.readexactly(7), 5)
        got_tid, protocol, length, got_unit = struct.unpack(">HHHB", header)
        assert (got_tid, protocol, got_unit) == (tid, 0, unit)
        return await asyncio.wait_for(self.reader.readexactly(length - 1), 5)

    async def closed(self) -> bool:
        """Whether the server has hung up."""
        with contextlib.suppress(ConnectionError):
            return await asyncio.wait_for(self.reader.read(), 5) == b""
        return True

    async def hang_up(self) -> None:
        self.writer.close()
        with contextlib.suppress(ConnectionError):
            await self.writer.wait_closed()


def frame(pdu: bytes, unit: int = 1, tid: int = 7, protocol: int = 0) -> bytes:
    return struct.pack(">HHHB", tid, protocol, len(pdu) + 1, unit) + pdu


def served(scenario: Scenario, **options: object) -> None:
    async def run() -> None:
        station = Served(**options)
        station.port = await station.server.start()
        try:
            await scenario(station)
        finally:
            await station.server.stop()
            await asyncio.sleep(0)

    asyncio.run(run())


READ_V = struct.pack(">BHH", 4, 0, 3)
V_ANSWER = bytes([4, 6, 0, 0, 0, 1, 0, 2])
_READ_AT_ONCE = 256 * 1024


def test_a_stock_client_uses_every_function_of_the_map():
    async def scenario(station: Served) -> None:
        client = AsyncModbusTcpClient("127.0.0.1", port=station.port)
        assert await client.connect()
        station.bank.vision["status"] = Status.ONLINE | Status.FAULT
        bits = await client.read_discrete_inputs(0, count=16)
        assert [i for i, bit in enumerate(bits.bits) if bit] == [0, 7]
        assert (await client.read_input_registers(3, count=2)).registers == [3, 4]
        assert not (await client.write_register(PLC_BASE + 2, 41)).isError()
        assert not (await client.write_registers(PLC_BASE + 3, [1, 2])).isError()
        mask = await client.mask_write_register(
            address=PLC_BASE + 1, and_mask=0xFFF0, or_mask=0x0005
        )
        assert not mask.isError()
        read = await client.read_holding_registers(PLC_BASE, count=5)
        assert read.registers == [0, 5, 41, 1, 2]
        both = await client.readwrite_registers(
            read_address=VISION_MIRROR_BASE, read_count=4, write_address=PLC_BASE, values=[9]
        )
        assert both.registers[3] == 3
        assert station.bank.plc["plc_heartbeat"] == 9
        assert len(station.writes) == 4
        client.close()

    served(scenario)


@pytest.mark.parametrize("unit", [0, 1, 9, 255])
def test_these_units_are_answered(unit):
    async def scenario(station: Served) -> None:
        raw = await station.connect()
        assert await raw.ask(READ_V, unit=unit) == V_ANSWER
        await raw.hang_up()

    served(scenario, units=frozenset({9, 1}))


@pytest.mark.parametrize(
    ("pdu", "unit", "code"),
    [
        (READ_V, 2, 0x0B),
        (struct.pack(">BHH", 1, 0, 1), 1, 1),
        (struct.pack(">BHH", 5, 0, 0xFF00), 1, 1),
        (bytes([0x2B, 14, 1, 0]), 1, 1),
        (bytes([0x83, 1]), 1, 1),
        (struct.pack(">BHH", 4, 0, 65), 1, 2),
        (struct.pack(">BHH", 4, 0xFFFF, 1), 1, 2),
        (struct.pack(">BHH", 3, 99, 1), 1, 2),
        (struct.pack(">BHH", 3, 100, 25), 1, 2),
        (struct.pack(">BHH", 2, 0, 17), 1, 2),
        (struct.pack(">BHH", 6, 99, 1), 1, 2),
        (struct.pack(">BHH", 6, 1000, 1), 1, 2),
        (struct.pack(">BHHBHH", 16, 123, 2, 4, 1, 2), 1, 2),
        (struct.pack(">BHHH", 22, 124, 0, 0), 1, 2),
        (struct.pack(">BHHH", 22, 1000, 0, 0), 1, 2),
        (struct.pack(">BHHHHBH", 23, 1064, 1, 100, 1, 2, 5), 1, 2),
        (struct.pack(">BHHHHBH", 23, 1000, 1, 124, 1, 2, 5), 1, 2),
        (struct.pack(">BHH", 4, 0, 0), 1, 3),
        (struct.pack(">BHH", 3, 100, 126), 1, 3),
        (struct.pack(">BHH", 2, 0, 0), 1, 3),
        (struct.pack(">BHHBH", 16, 100, 2, 4, 1), 1, 3),
        (struct.pack(">BHHB", 16, 100, 0, 0), 1, 3),
        (struct.pack(">BHHHHBH", 23, 1000, 0, 100, 1, 2, 5), 1, 3),
        (struct.pack(">BHHHHBH", 23, 1000, 1, 100, 2, 4, 5), 1, 3),
        (bytes([4]), 1, 3),
        (bytes([6, 0, 100]), 1, 3),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_right_code_and_changes_nothing(pdu, unit, code):
    async def scenario(station: Served) -> None:
        raw = await station.connect()
        assert await raw.ask(pdu, unit=unit) == bytes([pdu[0] | 0x80, code])
        assert station.writes == []
        assert await raw.ask(READ_V) == V_ANSWER
        await raw.hang_up()

    served(scenario)


def test_pipelined_requests_are_all_executed_and_answered_in_order():
    async def scenario(station: Served) -> None:
        raw = await station.connect()
        requests = [frame(struct.pack(">BHH", 6, PLC_BASE + 2, n), tid=n) for n in range(1, 301)]
        stream = b"".join(requests)
        for start in range(0, len(stream), 1000):
            raw.writer.write(stream[start : start + 1000])
            await raw.writer.drain()
        for number in range(1, 301):
            assert await raw.answer(tid=number) == struct.pack(">BHH", 6, PLC_BASE + 2, number)
        assert [words[2] for words in station.writes] == list(range(1, 301))
        await raw.hang_up()

    served(scenario)


def test_a_request_that_comes_byte_by_byte_is_answered():
    async def scenario(station: Served) -> None:
        raw = await station.connect()
        raw.writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in frame(READ_V):
            raw.writer.write(bytes([byte]))
            await raw.writer.drain()
            await asyncio.sleep(0)
        assert await raw.answer() == V_ANSWER
        await raw.hang_up()

    served(scenario)


@pytest.mark.parametrize(
    "header",
    [
        struct.pack(">HHHB", 1, 1, 6, 1),
        struct.pack(">HHHB", 1, 0, 0, 1),
        struct.pack(">HHHB", 1, 0, 1, 1),
        struct.pack(">HHHB", 1, 0, 255, 1),
        struct.pack(">HHHB", 1, 0, 65535, 1),
    ],
)
def test_a_bad_header_closes_only_that_connection_after_what_came_before_it(header):
    async def scenario(station: Served) -> None:
        good, bad = await station.connect(), await station.connect()
        bad.writer.write(frame(READ_V) + header + bytes(300))
        assert await bad.answer() == V_ANSWER
        assert await bad.closed()
        assert await good.ask(READ_V) == V_ANSWER
        await good.hang_up()
        await bad.hang_up()

    served(scenario)


def test_a_hundred_thousand_malformed_bytes_do_no_harm():
    async def scenario(station: Served) -> None:
        chance = random.Random(1)
        good = await station.connect()
        sent = 0
        while sent < 100_000:
            noise = b"".join(_malformed(chance) for _ in range(40))
            sent += len(noise)
            raw = await station.connect()
            with contextlib.suppress(ConnectionError):
                raw.writer.write(noise)
                await raw.writer.drain()
                raw.writer.write_eof()
                while await asyncio.wait_for(raw.reader.read(4096), 5):
                    continue
            await raw.hang_up()
        assert await good.ask(READ_V) == V_ANSWER
        assert len(station.bank.plc.words) == PLC_WORDS
        assert all(0 <= word <= 0xFFFF for word in station.bank.plc.words)
        assert station.bank.vision.words == list(range(VISION_WORDS))
        await good.hang_up()

    served(scenario)


def _malformed(chance: random.Random) -> bytes:
    pdu = bytes([chance.choice([2, 3, 4, 6, 16, 22, 23, chance.randrange(256)])])
    pdu += chance.randbytes(chance.randrange(30))
    whole = bytearray(frame(pdu, unit=chance.choice([0, 1, 255, 7])))
    if chance.random() < 0.02:
        whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    return bytes(whole)


def test_a_client_that_takes_no_answers_is_read_no_further():
    """Else its answers would fill the memory."""

    async def scenario(station: Served) -> None:
        greedy = await station.connect()
        greedy.writer.transport.pause_reading()
        request = frame(struct.pack(">BHH", 4, 0, VISION_WORDS)) * 1000
        sent = await _write_until_stalled(greedy, request, station.server)
        (connection,) = station.server._connections
        for _ in range(500):
            sent += _write_if_taken(greedy, request)
            await asyncio.sleep(0)
        assert len(connection._buffer) <= 2 * _READ_AT_ONCE
        waiting = connection._transport.get_write_buffer_size()
        good = await station.connect()
        for _ in range(100):
            assert await good.ask(READ_V) == V_ANSWER
        assert connection._stalled
        assert connection._transport.get_write_buffer_size() <= waiting
        greedy.writer.transport.resume_reading()
        for _ in range(sent):
            await asyncio.wait_for(greedy.reader.readexactly(1000 * (9 + 2 * VISION_WORDS)), 20)
        greedy.writer.transport.abort()
        await good.hang_up()

    served(scenario)


async def _write_until_stalled(client: Raw, request: bytes, server: ModbusServer) -> int:
    """How often ``request`` was written until its answers were held back."""
    sent = 0
    async with asyncio.timeout(60):
        while not any(connection._stalled for connection in server._connections):
            sent += _write_if_taken(client, request)
            await asyncio.sleep(0)
    return sent


def _write_if_taken(client: Raw, request: bytes) -> bool:
    """Write unless something that was written earlier has not left yet."""
    taken = client.writer.transport.get_write_buffer_size() == 0
    if taken:
        client.writer.write(request)
    return taken


def test_only_so_many_clients_are_served():
    async def scenario(station: Served) -> None:
        clients = [await station.connect() for _ in range(3)]
        for client in clients:
            assert await client.ask(READ_V) == V_ANSWER
        refused = await station.connect()
        assert await refused.closed()
        await clients[0].hang_up()
        assert await clients[1].ask(READ_V) == V_ANSWER
        served_again = await station.connect()
        assert await served_again.ask(READ_V) == V_ANSWER
        for client in (*clients[1:], refused, served_again):
            await client.hang_up()

    served(scenario, connections_max=3)


def test_a_plc_that_lost_its_power_is_not_locked_out_by_its_own_dead_connections():
    async def scenario(station: Served) -> None:
        dead = [await station.connect() for _ in range(2)]
        for client in dead:
            assert await client.ask(READ_V) == V_ANSWER
        back = await station.connect()
        assert await back.ask(READ_V) == V_ANSWER
        assert await dead[0].closed()
        assert await dead[1].ask(READ_V) == V_ANSWER
        for client in (*dead, back):
            await client.hang_up()

    served(scenario, connections_max=2, silence_s=0.0)


def test_only_listed_networks_may_connect():
    async def scenario(station: Served) -> None:
        listed = await station.connect("127.0.0.2")
        assert await listed.ask(READ_V) == V_ANSWER
        stranger = await station.connect("127.0.0.1")
        assert await stranger.closed()
        await listed.hang_up()
        await stranger.hang_up()

    served(scenario, allow=(ipaddress.ip_network("127.0.0.2/32"),))


def test_every_client_can_be_dropped_and_may_come_back():
    async def scenario(station: Served) -> None:
        client = await station.connect()
        assert await client.ask(READ_V) == V_ANSWER
        station.server.disconnect_all()
        assert await client.closed()
        again = await station.connect()
        assert await again.ask(READ_V) == V_ANSWER
        await again.hang_up()
        await client.hang_up()

    served(scenario)


def test_a_port_that_is_taken_is_named():
    async def scenario(station: Served) -> None:
        second = ModbusServer(station.bank, Tcp("127.0.0.1", station.port))
        with pytest.raises(PortInUseError, match=str(station.port)):
            await second.start()
        await second.stop()

    served(scenario)


def test_an_address_of_another_machine_is_not_called_a_taken_port():
    async def run() -> None:
        with pytest.raises(ListenError, match=r"192\.0\.2\.1"):
            await ModbusServer(RegisterBank(lambda: None), Tcp("192.0.2.1", 0)).start()

    asyncio.run(run())


def test_our_client_exchanges_both_blocks_in_one_transaction():
    async def scenario(station: Served) -> None:
        client = ModbusClient(Tcp("127.0.0.1", station.port))
        await client.connect()
        words = await client.exchange(VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, [5] * PLC_WORDS)
        assert words == list(range(VISION_WORDS))
        assert station.bank.plc.words == [5] * PLC_WORDS
        with pytest.raises(PlcExceptionResponseError, match="refused function 23"):
            await client.exchange(VISION_MIRROR_BASE, 1, PLC_BASE + PLC_WORDS, [5])
        client.close()
        with pytest.raises(PlcConnectionError, match="does not answer"):
            await client.exchange(VISION_MIRROR_BASE, 1, PLC_BASE, [5])

    served(scenario)


def test_our_client_says_when_nobody_listens():
    async def run() -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with pytest.raises(PlcConnectionError, match="no Modbus server"):
            await ModbusClient(Tcp("127.0.0.1", port)).connect()

    asyncio.run(run())


def test_a_cancellation_that_meets_the_answer_is_not_forgotten():
    """Steps of the loop from request to answer: the cancellation is put after each of them."""

    async def scenario(station: Served) -> None:
        client = ModbusClient(Tcp("127.0.0.1", station.port), timeout_s=5)
        await client.connect()

        async def exchange_forever() -> None:
            while True:
                await client.exchange(VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, [0] * PLC_WORDS)

        for steps in range(60):
            task = asyncio.create_task(exchange_forever())
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task], timeout=5)
            assert task.cancelled(), f"cancelled after {steps} steps"
        client.close()

    served(scenario)


def peer(reply: Callable[[bytes], bytes], scenario: Callable[[ModbusClient], Awaitable[None]]):
    """A server that answers each request with what ``reply`` makes of it."""

    async def run() -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                while True:
                    header = await reader.readexactly(6)
                    rest = await reader.readexactly(int.from_bytes(header[4:], "big"))
                    writer.write(reply(header + rest))
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        client = ModbusClient(Tcp("127.0.0.1", port), timeout_s=0.1)
        await client.connect()
        try:
            await scenario(client)
        finally:
            client.close()
            server.close()
            await asyncio.sleep(0.01)

    asyncio.run(run())


def test_our_client_believes_no_answer_of_the_wrong_length():
    def reply(request: bytes) -> bytes:
        return frame(bytes([23, 2, 0, 5]), tid=int.from_bytes(request[:2], "big"))

    async def scenario(client: ModbusClient) -> None:
        with pytest.raises(PlcEchoMismatchError, match="2 bytes instead of 8"):
            await client.exchange(VISION_MIRROR_BASE, 4, PLC_BASE, [5])

    peer(reply, scenario)


def test_our_client_sends_a_command_once_even_when_no_answer_comes():
    requests = []

    def reply(request: bytes) -> bytes:
        requests.append(request)
        return b""

    async def scenario(client: ModbusClient) -> None:
        with pytest.raises(PlcConnectionError, match="does not answer"):
            await client.exchange(VISION_MIRROR_BASE, 4, PLC_BASE, [5])

    peer(reply, scenario)
    assert len(requests) == 1


def test_our_client_takes_no_answer_to_another_request():
    def reply(request: bytes) -> bytes:
        return frame(bytes([23, 2, 0, 5]), tid=int.from_bytes(request[:2], "big") ^ 0xFF)

    async def scenario(client: ModbusClient) -> None:
        with pytest.raises(PlcConnectionError):
            await client.exchange(VISION_MIRROR_BASE, 1, PLC_BASE, [5])

    peer(reply, scenario)
