"""Every way in which our client reaches a server of another maker."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType

from client_ways import UNIT, Place
from modbus_peers import SOURCES, Peer, libmodbus_server, peer, require_node
from ports import free_port
from wiring import serial_device_server, serial_line, tls_server_for

from inspector.plc.transport import RtuOverTcp, Serial, Tcp, Tls, Transport


@dataclass(frozen=True)
class Served:
    """A server of another maker and how our client reaches it.

    Attributes:
        server: the peer.
        transport: what our client is given.
        starts_again: starts the peer anew at the same place after it was killed.
    """

    server: Peer
    transport: Transport
    starts_again: Callable[[], AbstractContextManager[Peer]]


COILS, DISCRETE_INPUTS, INPUT_REGISTERS, HOLDING = 0, 1, 3, 4
Way = Callable[[Place], AbstractContextManager[Served]]


def _libmodbus(place: Place, *where: str | int) -> Callable[[], AbstractContextManager[Peer]]:
    executable = libmodbus_server(place.built)
    return lambda: peer(executable, UNIT, *where)


@contextlib.contextmanager
def _libmodbus_tcp(place: Place) -> Iterator[Served]:
    start = _libmodbus(place, "tcp", "127.0.0.1", port := free_port())
    with start() as server:
        yield Served(server, Tcp("127.0.0.1", port), start)


@contextlib.contextmanager
def _libmodbus_tls(place: Place) -> Iterator[Served]:
    authority = place.certificates()
    us, them = authority.identity("station"), authority.identity("plc")
    start = _libmodbus(place, "tcp", "127.0.0.1", plain := free_port())
    with start() as server, tls_server_for(plain, them) as port:
        ours = Tls("127.0.0.1", port, us.certificate, us.private_key, us.authority)
        yield Served(server, ours, start)


@contextlib.contextmanager
def _libmodbus_rtu(place: Place) -> Iterator[Served]:
    with serial_line(place.folder) as (ours, theirs):
        start = _libmodbus(place, "rtu", theirs)
        with start() as server:
            yield Served(server, Serial(ours, parity="none"), start)


@contextlib.contextmanager
def _libmodbus_rtu_over_tcp(place: Place) -> Iterator[Served]:
    with serial_line(place.folder) as (middle, theirs), serial_device_server(middle) as port:
        start = _libmodbus(place, "rtu", theirs)
        with start() as server:
            yield Served(server, RtuOverTcp("127.0.0.1", port), start)


@contextlib.contextmanager
def _modbus_serial_tcp(place: Place) -> Iterator[Served]:
    del place
    require_node()
    port = free_port()

    def start() -> AbstractContextManager[Peer]:
        return peer("node", SOURCES / "server.js", port)

    with start() as server:
        yield Served(server, Tcp("127.0.0.1", port), start)


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "libmodbus tcp": _libmodbus_tcp,
        "libmodbus tls": _libmodbus_tls,
        "libmodbus rtu": _libmodbus_rtu,
        "libmodbus rtu over tcp": _libmodbus_rtu_over_tcp,
        "modbus-serial tcp": _modbus_serial_tcp,
    }
)
"""By name."""
COMPLETE = tuple(name for name in WAYS if name.startswith("libmodbus"))
"""Those whose server has all tables and function 23."""
