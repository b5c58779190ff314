"""Every way in which a client of another maker reaches our server."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from modbus_peers import (
    SOURCES,
    Client,
    Mbpoll,
    libmodbus_client,
    peer,
    program,
    require_minimalmodbus,
    require_node,
)
from our_server import LOCAL, OurServer, our_server
from wiring import Certificates, serial_end_of, serial_line, tls_client_for

from inspector.plc.server import ServerLimits
from inspector.plc.transport import RtuOverTcp, Serial, Tls, Transport

DEFAULT_UNIT = -1
UNIT = 1


@dataclass(frozen=True)
class Polled:
    """A client that reaches a server of ours.

    Attributes:
        client: the peer.
        server: ours.
    """

    client: Client
    server: OurServer


@dataclass(frozen=True)
class Place:
    """Where peers are built, where certificates are, and a folder for this test."""

    built: Path
    certificates: Callable[[], Certificates]
    folder: Path


Way = Callable[[Place, ServerLimits | None], AbstractContextManager[Polled]]


@contextlib.contextmanager
def _libmodbus_tcp(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
    command = [libmodbus_client(place.built), DEFAULT_UNIT, "tcp", "127.0.0.1"]
    with our_server(LOCAL, limits) as server, peer(*command, server.port) as client:
        yield Polled(client, server)


@contextlib.contextmanager
def _libmodbus_rtu(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
    with (
        serial_line(place.folder) as (ours, theirs),
        our_server(Serial(ours, parity="none"), limits) as server,
        peer(libmodbus_client(place.built), UNIT, "rtu", theirs) as client,
    ):
        yield Polled(client, server)


@contextlib.contextmanager
def _libmodbus_rtu_over_tcp(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
    with (
        our_server(RtuOverTcp("127.0.0.1", 0), limits) as server,
        serial_end_of(server.port, place.folder) as end,
        peer(libmodbus_client(place.built), UNIT, "rtu", end) as client,
    ):
        yield Polled(client, server)


@contextlib.contextmanager
def _behind_tls(place: Place, limits: ServerLimits | None) -> Iterator[tuple[OurServer, int]]:
    authority = place.certificates()
    us, them = authority.identity("station"), authority.identity("plc")
    ours = Tls("127.0.0.1", 0, us.certificate, us.private_key, us.authority)
    with our_server(ours, limits) as server, tls_client_for(server.port, them) as port:
        yield server, port


@contextlib.contextmanager
def _libmodbus_tls(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
    command = [libmodbus_client(place.built), DEFAULT_UNIT, "tcp", "127.0.0.1"]
    with _behind_tls(place, limits) as (server, port), peer(*command, port) as client:
        yield Polled(client, server)


@contextlib.contextmanager
def _mbpoll_tcp(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
    del place
    program("mbpoll")
    with our_server(LOCAL, limits) as server:
        yield Polled(Mbpoll(UNIT, "-p", str(server.port), "127.0.0.1"), server)


@contextlib.contextmanager
def _mbpoll_tls(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
    program("mbpoll")
    with _behind_tls(place, limits) as (server, port):
        yield Polled(Mbpoll(UNIT, "-p", str(port), "127.0.0.1"), server)


@contextlib.contextmanager
def _mbpoll_rtu(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
    program("mbpoll")
    with (
        serial_line(place.folder) as (ours, theirs),
        our_server(Serial(ours, parity="none"), limits) as server,
    ):
        client = Mbpoll(UNIT, "-m", "rtu", "-b", "115200", "-P", "none", theirs)
        yield Polled(client, server)


def _modbus_serial(framing: str, ours: Transport) -> Way:
    @contextlib.contextmanager
    def way(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
        del place
        require_node()
        command = ["node", SOURCES / "client.js", UNIT, framing, "127.0.0.1"]
        with our_server(ours, limits) as server, peer(*command, server.port) as client:
            yield Polled(client, server)

    return way


@contextlib.contextmanager
def _minimalmodbus_rtu(place: Place, limits: ServerLimits | None) -> Iterator[Polled]:
    require_minimalmodbus()
    script = SOURCES / "minimalmodbus_client.py"
    with (
        serial_line(place.folder) as (ours, theirs),
        our_server(Serial(ours, parity="none"), limits) as server,
        peer(sys.executable, script, UNIT, "rtu", theirs) as client,
    ):
        yield Polled(client, server)


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "libmodbus tcp": _libmodbus_tcp,
        "libmodbus tls": _libmodbus_tls,
        "libmodbus rtu": _libmodbus_rtu,
        "libmodbus rtu over tcp": _libmodbus_rtu_over_tcp,
        "mbpoll tcp": _mbpoll_tcp,
        "mbpoll tls": _mbpoll_tls,
        "mbpoll rtu": _mbpoll_rtu,
        "modbus-serial tcp": _modbus_serial("tcp", LOCAL),
        "modbus-serial rtu over tcp": _modbus_serial("rtu", RtuOverTcp("127.0.0.1", 0)),
        "minimalmodbus rtu": _minimalmodbus_rtu,
    }
)
"""By name; each takes the place and the limits of our server."""
SERIAL = tuple(name for name in WAYS if " rtu" in name)
"""No transaction id, unit 0 is a broadcast, and nobody answers for another."""
TCP = tuple(name for name in WAYS if name not in SERIAL)
COMPLETE = (*(name for name in WAYS if name.startswith("libmodbus")), "modbus-serial tcp")
"""Those whose client has functions 22 and 23 too."""
