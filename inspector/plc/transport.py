"""What carries Modbus, and how each is opened and listened on."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from inspector.domain.errors.plc import ListenError, PlcConnectionError, PortInUseError

_CONNECT_S: Final = 0.5
"""A peer that was switched on meanwhile is asked anew soon; the kernel would wait for seconds."""
_KEEPALIVE: Final = {"TCP_KEEPIDLE": 10, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3}
_BITS_PER_CHARACTER: Final = 11
"""Start, 8 data bits, parity or second stop bit, stop (Modbus over Serial Line V1.02, 2.5.1)."""


@dataclass(frozen=True, slots=True)
class Tcp:
    """Modbus TCP.

    Attributes:
        host: Address or name of the peer, or of the interface to listen on.
        port: TCP port; 0 to listen on any free one.
    """

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Tls:
    """Modbus/TCP Security: Modbus TCP inside TLS, both sides with a certificate.

    Attributes:
        host: As of :class:`Tcp`; the server's certificate must name it.
        port: TCP port.
        certificate: This side's X.509 certificate, PEM.
        private_key: Its key, PEM without password.
        authority: Certificate of the authority that signed the other side's, PEM.
    """

    host: str
    port: int
    certificate: Path
    private_key: Path
    authority: Path

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Serial:
    """Modbus RTU on a serial port.

    Attributes:
        device: ``/dev/ttyUSB0``, ``COM3`` or the like.
        baud_rate: Bits per second.
        parity: The specification prescribes even.
        stop_bits: 2 without parity, by the specification.
    """

    device: str
    baud_rate: int = 115200
    parity: Literal["none", "even", "odd"] = "even"
    stop_bits: int = 1

    def __str__(self) -> str:
        return self.device

    @property
    def character_s(self) -> float:
        """How long one byte is on the wire."""
        return _BITS_PER_CHARACTER / self.baud_rate


@dataclass(frozen=True, slots=True)
class RtuOverTcp:
    """Modbus RTU through a serial device server.

    Attributes:
        host: As of :class:`Tcp`.
        port: TCP port.
    """

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


Transport = Tcp | Tls | Serial | RtuOverTcp


class Listener(Protocol):
    """What accepts clients until it is closed."""

    @property
    def port(self) -> int:
        """The TCP port, 0 for a serial line."""

    def close(self) -> None:
        """Accept no more; those that are connected stay."""


async def connect(transport: Transport, protocol: asyncio.Protocol) -> None:
    """Open a client's side; ``protocol`` is connected then.

    Raises:
        PlcConnectionError: nobody listens there.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(_CONNECT_S):
            await loop.create_connection(lambda: protocol, transport.host, transport.port)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PlcConnectionError(f"no Modbus server answers at {transport} ({reason})") from error


class _TcpListener:
    """Accepts TCP connections."""

    def __init__(self, server: asyncio.Server) -> None:
        self._server = server

    @property
    def port(self) -> int:
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def close(self) -> None:
        self._server.close()


async def listen(transport: Transport, accept: Callable[[], asyncio.Protocol]) -> Listener:
    """Open a server's side; ``accept`` makes the protocol of each connection.

    Raises:
        PortInUseError: another program has the port.
        ListenError: the address is not of this machine, or the port is not allowed.
    """
    loop = asyncio.get_running_loop()
    try:
        return _TcpListener(await loop.create_server(accept, transport.host, transport.port))
    except OSError as error:
        kind = PortInUseError if error.errno == errno.EADDRINUSE else ListenError
        raise kind(f"cannot listen on {transport} ({error})") from error
