"""The client on TCP against peers that lie, dawdle or hang up."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import Awaitable, Callable

import pytest

from inspector.domain.errors.plc import (
    PlcConnectionError,
    PlcEchoMismatchError,
    PlcError,
    PlcExceptionResponseError,
)
from inspector.plc.client import ModbusClient
from inspector.plc.transport import Tcp

Reply = Callable[["Request"], list[bytes]]
Call = Callable[[ModbusClient], Awaitable[object]]


class Request:
    """What the peer was asked, and messages of its shape."""

    def __init__(self, header: bytes, pdu: bytes) -> None:
        self.transaction_id, _, _, self.unit = struct.unpack(">HHHB", header)
        self.pdu = pdu

    def answer(self, pdu: bytes, *, transaction_id: int | None = None, unit: int = 1) -> bytes:
        number = self.transaction_id if transaction_id is None else transaction_id
        return struct.pack(">HHHB", number % 0x10000, 0, len(pdu) + 1, unit) + pdu

    def words(self) -> bytes:
        """The right answer to a read: registers hold their address."""
        address, count = struct.unpack(">HH", self.pdu[1:5])
        registers = struct.pack(f">{count}H", *range(address, address + count))
        return self.answer(bytes([self.pdu[0], 2 * count]) + registers)


class Peer:
    """Answers each request with what ``reply`` makes of it, in as many pieces."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self.asked: list[bytes] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                header = await reader.readexactly(7)
                pdu = await reader.readexactly(header[5] - 1)
                self.asked.append(pdu)
                for piece in self._reply(Request(header, pdu)):
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
        writer.close()


def against(
    reply: Reply,
    scenario: Callable[[ModbusClient, Peer], Awaitable[None]],
    timeout_s: float = 0.1,
) -> None:
    async def run() -> None:
        peer = Peer(reply)
        server = await asyncio.start_server(peer.serve, "127.0.0.1", 0)
        client = ModbusClient(Tcp("127.0.0.1", server.sockets[0].getsockname()[1]), timeout_s)
        await client.connect()
        try:
            await scenario(client, peer)
        finally:
            client.close()
            server.close()
            await asyncio.sleep(0.01)

    asyncio.run(run())


def read(client: ModbusClient) -> Awaitable[object]:
    return client.read_holding_registers(22, 1)


def write_words(client: ModbusClient) -> Awaitable[object]:
    return client.write_holding_registers(5, [1, 2])


def write_coils(client: ModbusClient) -> Awaitable[object]:
    return client.write_coils(5, [True])


LIES: list[tuple[Call, Reply, type[PlcError], str]] = [
    (read, lambda r: [r.answer(bytes([3, 2, 0, 1]), unit=2)], PlcEchoMismatchError, "for unit 2"),
    (read, lambda r: [r.answer(bytes([4, 2, 0, 1]))], PlcEchoMismatchError, "function 4 instead"),
    (read, lambda r: [r.answer(bytes([0x84, 2]))], PlcEchoMismatchError, "function 132 instead"),
    (read, lambda r: [r.answer(bytes([3, 4, 0, 1, 0, 2]))], PlcEchoMismatchError, "4 bytes"),
    (read, lambda r: [r.answer(bytes([3, 4, 0, 1]))], PlcEchoMismatchError, "2 bytes instead"),
    (read, lambda r: [r.answer(bytes([3, 0]))], PlcEchoMismatchError, "0 bytes instead of 2"),
    (read, lambda r: [r.answer(bytes([3]))], PlcEchoMismatchError, "bytes instead of 2"),
    (read, lambda r: [b"HTTP/1.1 400 Bad Request\r\n"], PlcConnectionError, "bad header 48 54"),
    (read, lambda r: [r.words()[:-1]], PlcConnectionError, "within 100 ms"),
    (
        write_words,
        lambda r: [r.answer(struct.pack(">BHH", 16, 5, 1))],
        PlcEchoMismatchError,
        "10 00 05 00 01 instead of 10 00 05 00 02",
    ),
    (
        write_words,
        lambda r: [r.answer(struct.pack(">BHH", 16, 6, 2))],
        PlcEchoMismatchError,
        "10 00 06",
    ),
    (
        write_coils,
        lambda r: [r.answer(struct.pack(">BHH", 15, 999, 1))],
        PlcEchoMismatchError,
        "0f 03 e7 00 01 instead of 0f 00 05 00 01",
    ),
    (
        write_coils,
        lambda r: [r.answer(struct.pack(">BHHB", 15, 5, 1, 0))],
        PlcEchoMismatchError,
        "0f 00 05 00 01 00 instead",
    ),
]


@pytest.mark.parametrize(("call", "lie", "error", "message"), LIES)
def test_what_is_not_the_answer_ends_the_link(call, lie, error, message):
    async def scenario(client: ModbusClient, peer: Peer) -> None:
        with pytest.raises(error, match=message):
            await call(client)
        with pytest.raises(PlcConnectionError, match="not connected"):
            await call(client)
        assert len(peer.asked) == 1
        await client.connect()

    against(lie, scenario)


@pytest.mark.parametrize(
    ("pdu", "message"),
    [
        (b"\x83\x02", r"refused function 3: exception 2 \(illegal data address\)"),
        (b"\x83\x06", r"exception 6 \(server device busy\)"),
        (b"\x83\xf0", r"exception 240 \(not in the specification\)"),
        (b"\x83", "exception 0"),
    ],
)
def test_a_refusal_is_an_answer_and_the_link_goes_on(pdu, message):
    refused = []

    def reply(request: Request) -> list[bytes]:
        refused.append(request)
        return [request.answer(pdu) if len(refused) == 1 else request.words()]

    async def scenario(client: ModbusClient, peer: Peer) -> None:
        with pytest.raises(PlcExceptionResponseError, match=message):
            await read(client)
        assert await read(client) == [22]

    against(reply, scenario)


def test_an_answer_in_pieces_and_one_that_was_asked_for_earlier_are_told_apart():
    def reply(request: Request) -> list[bytes]:
        earlier = request.answer(bytes([3, 2, 0, 99]), transaction_id=request.transaction_id - 1)
        right = request.words()
        return [earlier + right[:4], *(bytes([byte]) for byte in right[4:]), earlier]

    async def scenario(client: ModbusClient, peer: Peer) -> None:
        for _ in range(20):
            assert await read(client) == [22]
        assert peer.connections == 1

    against(reply, scenario, timeout_s=5)


def test_a_request_that_is_given_up_leaves_the_link_usable_and_its_answer_unread():
    """On TCP answers are numbered, so the cycle that was cancelled costs no new connection."""
    kept: list[bytes] = []

    def reply(request: Request) -> list[bytes]:
        if not kept:
            kept.append(request.answer(bytes([3, 2, 0, 99])))
            return []
        return [*kept, request.words()]

    async def scenario(client: ModbusClient, peer: Peer) -> None:
        reading = asyncio.create_task(client.read_holding_registers(22, 1))
        async with asyncio.timeout(5):
            while not peer.asked:
                await asyncio.sleep(0.001)
        reading.cancel()
        await asyncio.wait([reading])
        assert await read(client) == [22]
        assert peer.connections == 1

    against(reply, scenario, timeout_s=5)


def test_an_answer_that_is_half_there_when_it_is_given_up_does_not_break_the_next():
    kept: list[bytes] = []

    def reply(request: Request) -> list[bytes]:
        if not kept:
            kept.append(request.words())
            return [kept[0][:9]]
        return [kept[0][9:] + request.words()]

    async def scenario(client: ModbusClient, peer: Peer) -> None:
        reading = asyncio.create_task(client.read_holding_registers(11, 1))
        async with asyncio.timeout(5):
            while not peer.asked:
                await asyncio.sleep(0.001)
        reading.cancel()
        await asyncio.wait([reading])
        await asyncio.sleep(0.02)
        assert await read(client) == [22]
        assert peer.connections == 1

    against(reply, scenario, timeout_s=5)


def test_a_peer_that_hangs_up_is_known_at_once():
    async def run() -> None:
        async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readexactly(12)
            writer.close()

        server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
        client = ModbusClient(Tcp("127.0.0.1", server.sockets[0].getsockname()[1]), 60)
        await client.connect()
        async with asyncio.timeout(5):
            with pytest.raises(PlcConnectionError, match="connection closed"):
                await read(client)
        client.close()
        server.close()
        await asyncio.sleep(0.01)

    asyncio.run(run())


def test_a_request_that_waits_ends_when_the_client_is_closed():
    async def scenario(client: ModbusClient, peer: Peer) -> None:
        reading = asyncio.create_task(client.read_holding_registers(22, 1))
        async with asyncio.timeout(5):
            while not peer.asked:
                await asyncio.sleep(0.001)
            client.close()
            with pytest.raises(PlcConnectionError, match="closed here"):
                await reading

    against(lambda request: [], scenario, timeout_s=60)
