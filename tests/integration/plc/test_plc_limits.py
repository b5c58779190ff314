"""Who may connect, who may write, and how little a misbehaving client can do to the log."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
import struct
import time
from collections.abc import Awaitable, Callable

import pytest
from plc_wires import WordsAndBits

from inspector.plc import single_writer
from inspector.plc.limited_log import LimitedLog
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp

READ = struct.pack(">BHH", 3, 5, 1)
WRITE = struct.pack(">BHH", 6, 5, 77)
BUSY, NOT_ALLOWED = bytes([0x86, 6]), bytes([0x86, 1])


class Client:
    """A connection from one of the addresses of loopback."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def ask(self, pdu: bytes) -> bytes:
        self.send(struct.pack(">HHHB", 7, 0, len(pdu) + 1, 1) + pdu)
        header = await asyncio.wait_for(self._reader.readexactly(7), 5)
        return await asyncio.wait_for(self._reader.readexactly(header[5] - 1), 5)

    def send(self, what: bytes) -> None:
        self._writer.write(what)

    async def closed(self) -> bool:
        with contextlib.suppress(ConnectionError):
            return await asyncio.wait_for(self._reader.read(), 5) == b""
        return True

    def hang_up(self) -> None:
        self._writer.close()


class Served:
    """A server and whoever connects to it."""

    def __init__(self, limits: ServerLimits) -> None:
        self.bank = WordsAndBits()
        self.server = ModbusServer(self.bank, Tcp("127.0.0.1", 0), limits)
        self.port = 0
        self._clients: list[Client] = []

    async def connect(self, source: str = "127.0.0.1") -> Client:
        link = socket.socket()
        link.bind((source, 0))
        link.connect(("127.0.0.1", self.port))
        self._clients.append(Client(*await asyncio.open_connection(sock=link)))
        return self._clients[-1]

    def hang_up(self) -> None:
        for client in self._clients:
            client.hang_up()


def served(scenario: Callable[[Served], Awaitable[None]], **limits: object) -> None:
    async def run() -> None:
        station = Served(ServerLimits(**limits))
        station.port = await station.server.start()
        try:
            await scenario(station)
        finally:
            station.hang_up()
            await station.server.stop()
            await asyncio.sleep(0.01)

    asyncio.run(run())


@pytest.mark.parametrize(
    "write",
    [
        WRITE,
        struct.pack(">BHH", 5, 5, 0xFF00),
        struct.pack(">BHHBB", 15, 5, 1, 1, 1),
        struct.pack(">BHHBH", 16, 5, 1, 2, 77),
        struct.pack(">BHHH", 22, 5, 0, 77),
        struct.pack(">BHHHHBH", 23, 0, 1, 5, 1, 2, 77),
    ],
)
def test_the_first_client_that_writes_is_the_only_one(write):
    async def scenario(station: Served) -> None:
        plc, other = await station.connect(), await station.connect("127.0.0.2")
        assert await plc.ask(WRITE) == WRITE
        assert await other.ask(write) == bytes([write[0] | 0x80, 6])
        assert await other.ask(READ) == bytes([3, 2, 0, 77])
        assert station.bank.writes == 1
        assert (station.server.refused_writes, station.server.second_writer) == (1, "127.0.0.2")
        assert await plc.ask(WRITE) == WRITE

    served(scenario)


def test_reading_makes_nobody_the_writer():
    async def scenario(station: Served) -> None:
        monitor, plc = await station.connect("127.0.0.2"), await station.connect()
        assert await monitor.ask(READ) == bytes([3, 2, 0, 5])
        assert await plc.ask(WRITE) == WRITE
        assert (station.server.refused_writes, station.server.second_writer) == (0, "")

    served(scenario)


def test_the_next_client_writes_once_the_first_has_hung_up():
    async def scenario(station: Served) -> None:
        first, second = await station.connect("127.0.0.2"), await station.connect()
        assert await first.ask(WRITE) == WRITE
        assert await second.ask(WRITE) == BUSY
        first.hang_up()
        await _until(lambda: len(station.server._connections) == 1)
        assert await second.ask(WRITE) == WRITE

    served(scenario)


def test_the_next_client_writes_once_the_first_has_not_for_long_though_it_reads():
    async def scenario(station: Served) -> None:
        first, second = await station.connect("127.0.0.2"), await station.connect()
        assert await first.ask(WRITE) == WRITE
        assert await second.ask(WRITE) == BUSY
        for _ in range(6):
            await asyncio.sleep(0.05)
            assert await first.ask(READ) == bytes([3, 2, 0, 77])
        assert await second.ask(WRITE) == WRITE
        assert await first.ask(WRITE) == BUSY

    served(scenario, silence_s=0.3)


def test_a_plc_that_lost_its_cable_need_not_wait_for_its_own_dead_connection(monkeypatch):
    monkeypatch.setattr(single_writer, "_SAME_HOST_SILENCE_NS", 100_000_000)

    async def scenario(station: Served) -> None:
        dead, again = await station.connect(), await station.connect()
        stranger = await station.connect("127.0.0.2")
        assert await dead.ask(WRITE) == WRITE
        assert await again.ask(WRITE) == BUSY
        await asyncio.sleep(0.11)
        assert await stranger.ask(WRITE) == BUSY
        assert await again.ask(WRITE) == WRITE

    served(scenario)


def test_a_configured_writer_is_the_only_network_that_may_write():
    async def scenario(station: Served) -> None:
        plc, other = await station.connect("127.0.0.2"), await station.connect()
        assert await other.ask(WRITE) == NOT_ALLOWED
        assert await plc.ask(WRITE) == WRITE
        assert (await (await station.connect("127.0.0.2")).ask(WRITE)) == WRITE
        assert await other.ask(WRITE) == NOT_ALLOWED
        assert await other.ask(READ) == bytes([3, 2, 0, 77])
        assert (station.server.refused_writes, station.server.second_writer) == (2, "127.0.0.1")

    served(scenario, writer=ipaddress.ip_network("127.0.0.2/32"))


def test_a_silent_client_is_disconnected_and_one_that_asks_is_not():
    async def scenario(station: Served) -> None:
        silent, busy = await station.connect(), await station.connect()
        closed = asyncio.create_task(silent.closed())
        async with asyncio.timeout(5):
            while not closed.done():
                assert await busy.ask(READ) == bytes([3, 2, 0, 5])
                await asyncio.sleep(0.02)
        assert await closed

    served(scenario, idle_timeout_s=0.2)


def test_the_system_probes_whether_the_other_end_is_still_there():
    async def scenario(station: Served) -> None:
        assert await (await station.connect()).ask(READ) == bytes([3, 2, 0, 5])
        (connection,) = station.server._connections
        link = connection._transport.get_extra_info("socket")
        assert link.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        assert link.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0

    served(scenario)


def test_a_flood_of_bad_requests_is_one_line_in_the_log(caplog):
    async def scenario(station: Served) -> None:
        plc, other = await station.connect(), await station.connect("127.0.0.2")
        assert await plc.ask(WRITE) == WRITE
        for _ in range(300):
            assert await other.ask(WRITE) == BUSY
            assert await other.ask(struct.pack(">BHH", 3, 999, 1)) == bytes([0x83, 2])
            assert await other.ask(bytes([99])) == bytes([0xE3, 1])
            assert await other.ask(bytes([6, 0])) == bytes([0x86, 6])
        for _ in range(50):
            bad = await station.connect("127.0.0.2")
            bad.send(b"GET / HTTP/1.1\r\n\r\n")
            assert await bad.closed()

    with caplog.at_level(logging.DEBUG):
        served(scenario, connections_max=100)
    ours = [record.getMessage() for record in caplog.records if record.name != "asyncio"]
    assert ours == [
        "modbus client 127.0.0.2 may not write: another does",
        "modbus client 127.0.0.2 refused: no Modbus (bad header 47 45 54 20 2f 20 48)",
    ]


def test_the_log_says_how_many_lines_it_left_out(caplog):
    log = LimitedLog(logging.getLogger("flood"), period_s=0.1)
    for number in range(5):
        log.warning("kind", "number %d", number)
        log.warning("other kind", "other %d", number)
    time.sleep(0.11)
    log.warning("kind", "number %d", 5)
    assert caplog.messages == ["number 0", "other 0", "number 5 (and 4 more like it)"]


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not done():
            await asyncio.sleep(0.01)


def test_a_client_that_asks_thousands_of_times_at_once_keeps_nobody_waiting():
    async def scenario(station: Served) -> None:
        greedy, plc = await station.connect("127.0.0.2"), await station.connect()
        write = struct.pack(">HHHB", 7, 0, len(WRITE) + 1, 1) + WRITE
        greedy.send(write * 15_000)
        async with asyncio.timeout(20):
            while station.bank.writes == 0:
                await asyncio.sleep(0)
            assert await plc.ask(READ) == bytes([3, 2, 0, 77])
            assert station.bank.writes < 5_000
            while station.bank.writes < 15_000:
                await asyncio.sleep(0.01)

    served(scenario)
