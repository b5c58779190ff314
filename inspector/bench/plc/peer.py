"""A Modbus server in a process of its own, that of libmodbus where it is installed."""

from __future__ import annotations

import asyncio
import ctypes
import ctypes.util
import multiprocessing
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from inspector.bench.plc.memory import Memory
from inspector.domain.errors.plc import PlcError
from inspector.plc.server import ModbusServer
from inspector.plc.transport import Tcp

LIBMODBUS = "libmodbus"
OWN_SERVER = "own server (libmodbus is not installed)"
_START_S = 20.0
_END_S = 5.0
_WORDS = 65_536
_REQUEST_BYTES = 260


@dataclass(frozen=True, slots=True)
class Peer:
    """Where a server listens on loopback, and whose code it is."""

    port: int
    name: str


@contextmanager
def modbus_server() -> Iterator[Peer]:
    """A server with memory behind every address, for as long as the context lasts.

    Raises:
        PlcError: it did not come up.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(_START_S):
            raise PlcError("the Modbus server of the measurement did not start")
        yield Peer(*ours.recv())
    finally:
        ours.close()
        process.terminate()
        process.join(_END_S)


def load_libmodbus() -> ctypes.CDLL | None:
    """The C library, or ``None`` where the system has none."""
    for name in (ctypes.util.find_library("modbus"), "libmodbus.so.5"):
        if name is not None:
            try:
                return _with_types(ctypes.CDLL(name))
            except OSError:
                continue
    return None


def _with_types(library: ctypes.CDLL) -> ctypes.CDLL:
    library.modbus_new_tcp.restype = ctypes.c_void_p
    library.modbus_new_tcp.argtypes = [ctypes.c_char_p, ctypes.c_int]
    library.modbus_mapping_new.restype = ctypes.c_void_p
    library.modbus_tcp_listen.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.modbus_tcp_accept.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)]
    library.modbus_receive.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.modbus_reply.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_void_p,
    ]
    library.modbus_close.argtypes = [ctypes.c_void_p]
    return library


def _serve(told: Connection) -> None:
    """Runs in the process, until it is terminated."""
    library = load_libmodbus()
    if library is None:
        asyncio.run(_serve_own(told))
    else:
        _serve_libmodbus(library, told)


def _serve_libmodbus(library: ctypes.CDLL, told: Connection) -> None:
    link = library.modbus_new_tcp(b"127.0.0.1", 0)
    memory = library.modbus_mapping_new(_WORDS, _WORDS, _WORDS, _WORDS)
    listener = ctypes.c_int(library.modbus_tcp_listen(link, 1))
    with socket.socket(fileno=os.dup(listener.value)) as bound:
        told.send((bound.getsockname()[1], LIBMODBUS))
    request = ctypes.create_string_buffer(_REQUEST_BYTES)
    while library.modbus_tcp_accept(link, ctypes.byref(listener)) >= 0:
        while (length := library.modbus_receive(link, request)) >= 0:
            if length > 0:
                library.modbus_reply(link, request, length, memory)
        library.modbus_close(link)


async def _serve_own(told: Connection) -> None:
    server = ModbusServer(Memory(), Tcp("127.0.0.1", 0))
    told.send((await server.start(), OWN_SERVER))
    await asyncio.Event().wait()
