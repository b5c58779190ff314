"""Our server over TCP when its clients do what a plant does: all at once, wrongly, or nothing."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from modbus_peers import (
    SOURCES,
    Mbpoll,
    Peer,
    RefusedError,
    UnansweredError,
    libmodbus_client,
    peer,
    require_node,
)
from our_server import LOCAL, OurServer, our_server
from wiring import from_address

from inspector.plc.registers import PLC_BASE, VISION_MIRROR_BASE, VISION_WORDS
from inspector.plc.server import ServerLimits

BUSY = 6
ILLEGAL_FUNCTION = 1
READ_V = struct.pack(">HHHBBHH", 7, 0, 6, 1, 3, VISION_MIRROR_BASE, VISION_WORDS)
WRITE_P = struct.pack(">HHHBBHH", 8, 0, 6, 1, 6, PLC_BASE, 1)
UNWANTED = [
    b"GET / HTTP/1.1\r\nHost: station\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    struct.pack(">HHHB", 1, 1, 6, 1) + bytes(300),
    struct.pack(">HHHB", 1, 0, 0, 1) + READ_V,
    struct.pack(">HHHB", 1, 0, 65_535, 1) + bytes(300),
    READ_V + struct.pack(">HHHB", 1, 9, 6, 1) + READ_V,
]


class Clients:
    """Starts libmodbus clients of our server."""

    def __init__(self, executable: Path, stack: ExitStack) -> None:
        self._executable = executable
        self._stack = stack

    def start(self, port: int) -> Peer:
        command = [self._executable, 1, "tcp", "127.0.0.1", port]
        return self._stack.enter_context(peer(*command))


@pytest.fixture
def clients(built: Path) -> Iterator[Clients]:
    with ExitStack() as stack:
        yield Clients(libmodbus_client(built), stack)


def reads(client: Peer | Mbpoll) -> bool:
    return len(client.ask("holding", VISION_MIRROR_BASE, VISION_WORDS)) == VISION_WORDS


def refusal_of(client: Peer, *request_line: str | int) -> int:
    with pytest.raises(RefusedError) as refused:
        client.ask(*request_line)
    return refused.value.code


def test_a_hundred_writes_that_nobody_awaits_are_all_done_in_order() -> None:
    require_node()
    with our_server() as server, peer("node", SOURCES / "client.js", 1, "tcp", *at(server)) as plc:
        assert plc.ask("burst", PLC_BASE, 100) == [100]
        assert [block[0] for block in server.writes] == list(range(1, 101))


def at(server: OurServer) -> tuple[str, int]:
    return "127.0.0.1", server.port


def test_requests_that_come_in_one_segment_are_answered_in_order() -> None:
    with our_server() as server, socket.create_connection(at(server), timeout=5) as plc:
        plc.sendall((READ_V + WRITE_P) * 50)
        with plc.makefile("rb") as answers:
            for _ in range(50):
                assert answers.read(len(READ_V) - 3 + 2 * VISION_WORDS)[:2] == READ_V[:2]
                assert answers.read(len(WRITE_P)) == WRITE_P
        assert len(server.writes) == 50


@pytest.mark.parametrize("garbage", UNWANTED, ids=lambda garbage: garbage[:7].hex())
def test_garbage_ends_its_own_connection_only(clients: Clients, garbage: bytes) -> None:
    with our_server() as server:
        good = clients.start(server.port)
        assert reads(good)
        with socket.create_connection(at(server), timeout=5) as bad, bad.makefile("rb") as answers:
            bad.sendall(garbage)
            answers.read()  # until our server hangs up
        assert reads(good)
        assert reads(clients.start(server.port))
        assert server.writes == []


def test_the_first_that_writes_holds_the_pen_until_it_is_gone(clients: Clients) -> None:
    with our_server() as server:
        first, second = clients.start(server.port), clients.start(server.port)
        first.ask("write", PLC_BASE, 1)
        assert refusal_of(second, "write", PLC_BASE, 2) == BUSY
        assert reads(second)
        assert server.bank.plc.words[0] == 1
        assert server.server.refused_writes == 1
        assert server.server.second_writer == "127.0.0.1"
        first.kill()
        assert _writes_at_last(second, 3)
        assert server.bank.plc.words[0] == 3


def _writes_at_last(client: Peer, value: int) -> bool:
    """Within a thousand attempts; the server hears of a killed client soon."""
    for _ in range(1000):
        with contextlib.suppress(RefusedError):
            client.ask("write", PLC_BASE, value)
            return True
    return False


def test_only_the_configured_writer_may_write(clients: Clients) -> None:
    writer = ipaddress.ip_network("127.0.0.7/32")
    with (
        our_server(LOCAL, ServerLimits(writer=writer)) as server,
        from_address("127.0.0.7", server.port) as port,
    ):
        plc, other = clients.start(port), clients.start(server.port)
        assert refusal_of(other, "write", PLC_BASE, 2) == ILLEGAL_FUNCTION
        plc.ask("write", PLC_BASE, 1)
        assert reads(other)
        assert server.bank.plc.words[0] == 1


def test_only_listed_networks_may_connect(clients: Clients) -> None:
    allow = (ipaddress.ip_network("127.0.0.7/32"), ipaddress.ip_network("127.0.1.0/24"))
    with our_server(LOCAL, ServerLimits(allow=allow)) as server:
        stranger = clients.start(server.port)
        with pytest.raises(UnansweredError):
            stranger.ask("holding", VISION_MIRROR_BASE, 1)
        for source in ("127.0.0.7", "127.0.1.99"):
            with from_address(source, server.port) as port:
                assert reads(clients.start(port))


def test_a_client_that_says_nothing_for_long_is_disconnected_and_may_come_back(
    clients: Clients,
) -> None:
    with our_server(LOCAL, ServerLimits(idle_timeout_s=0.2)) as server:
        client = clients.start(server.port)
        assert reads(client)
        with socket.create_connection(at(server), timeout=5) as later:
            assert later.recv(1) == b""  # so the client has been silent for longer
        with pytest.raises(UnansweredError):
            reads(client)
        client.ask("again")
        assert reads(client)


def test_a_client_that_hangs_keeps_no_other_waiting(clients: Clients) -> None:
    with our_server() as server:
        hung, other = clients.start(server.port), clients.start(server.port)
        assert reads(hung)
        hung.pause()
        try:
            assert all(reads(other) for _ in range(20))
        finally:
            hung.resume()
        assert reads(hung)
