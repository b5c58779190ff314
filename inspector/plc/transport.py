"""What carries Modbus, and how each is opened and listened on."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from inspector.domain.errors.plc import (
    ListenError,
    PlcConnectionError,
    PortInUseError,
    SerialPortError,
)
from inspector.plc import serial_line, tls

_log = logging.getLogger(__name__)

_CONNECT_S: Final = 0.5
"""A peer that was switched on meanwhile is asked anew soon; the kernel would wait for seconds."""
_NO_SERVER: Final = (
    "Start the other side, or correct its address and port: [plc] in the station file, --host."
)
_REOPEN_S: Final = 1.0
_GAP_SCALES_TO: Final = 19_200
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

    @property
    def gap_s(self) -> float:
        """Silence that must precede a message (Modbus over Serial Line V1.02, 2.5.1.1)."""
        return 0.00175 if self.baud_rate > _GAP_SCALES_TO else 3.5 * self.character_s


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

    @property
    def fault(self) -> SerialPortError | None:
        """Why nobody can be heard now; ``None`` while all is well."""

    def close(self) -> None:
        """Accept no more; those that are connected stay."""


async def connect(transport: Transport, protocol: asyncio.Protocol) -> None:
    """Open a client's side; ``protocol`` is connected then.

    Raises:
        PlcConnectionError: nobody listens there.
        PlcCertificateError: a certificate is missing, or one side does not trust the other's.
        SerialPortError: the serial port cannot be opened.
    """
    if isinstance(transport, Serial):
        serial_line.serial_transport(_open_port(transport), protocol)
        return
    if not isinstance(transport, Tls):
        await _connect_tcp(transport, protocol)
        return
    context = tls.client_context(transport.certificate, transport.private_key, transport.authority)
    tcp = await _connect_tcp(transport, asyncio.Protocol())
    await tls.secure_client(tcp, protocol, context, transport.host)


async def _connect_tcp(
    transport: Tcp | Tls | RtuOverTcp, protocol: asyncio.Protocol
) -> asyncio.Transport:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(_CONNECT_S):
            tcp, _ = await loop.create_connection(lambda: protocol, transport.host, transport.port)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PlcConnectionError(
            f"no Modbus server answers at {transport} ({reason})", remedy=_NO_SERVER
        ) from error
    return tcp


async def listen(transport: Transport, accept: Callable[[], tls.Guest]) -> Listener:
    """Open a server's side; ``accept`` makes the protocol of each connection.

    Raises:
        PortInUseError: another program has the port.
        ListenError: the address is not of this machine, or the port is not allowed.
        PlcCertificateError: a certificate or key cannot be read.
        SerialPortError: the serial port cannot be opened.
    """
    if isinstance(transport, Serial):
        return _SerialListener(transport, accept)
    factory = _tls_doors(transport, accept) if isinstance(transport, Tls) else accept
    loop = asyncio.get_running_loop()
    try:
        return _TcpListener(await loop.create_server(factory, transport.host, transport.port))
    except OSError as error:
        kind = PortInUseError if error.errno == errno.EADDRINUSE else ListenError
        raise kind(f"cannot listen on {transport} ({error})") from error


def _tls_doors(transport: Tls, accept: Callable[[], tls.Guest]) -> Callable[[], asyncio.Protocol]:
    context = tls.server_context(transport.certificate, transport.private_key, transport.authority)
    return lambda: tls.TlsDoor(accept(), context)


class _TcpListener:
    """Accepts TCP connections."""

    fault = None

    def __init__(self, server: asyncio.Server) -> None:
        self._server = server

    @property
    def port(self) -> int:
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def close(self) -> None:
        self._server.close()


class _SerialListener:
    """Serves one serial port, and opens it again after an adapter was unplugged."""

    port = 0

    def __init__(self, transport: Serial, accept: Callable[[], tls.Guest]) -> None:
        self.fault: SerialPortError | None = None
        self._transport = transport
        self._accept = accept
        self._closed = False
        self._again: asyncio.TimerHandle | None = None
        self._serve(_open_port(transport))

    def close(self) -> None:
        self._closed = True
        if self._again is not None:
            self._again.cancel()

    def _serve(self, port: serial_line.Port) -> None:
        serial_line.serial_transport(port, self._accept(), self._on_closed)

    def _on_closed(self) -> None:
        if not self._closed:
            self.fault = SerialPortError(f"serial port {self._transport} is closed")
            _log.warning("%s", self.fault.detail)
            self._reopen_later()

    def _reopen_later(self) -> None:
        loop = asyncio.get_running_loop()
        self._again = loop.call_later(_REOPEN_S, self._reopen)

    def _reopen(self) -> None:
        try:
            port = _open_port(self._transport)
        except SerialPortError as error:
            self.fault = error
            self._reopen_later()
        else:
            self.fault = None
            _log.warning("serial port %s is open again", self._transport)
            self._serve(port)


def _open_port(transport: Serial) -> serial_line.Port:
    return serial_line.open_port(
        transport.device, transport.baud_rate, transport.parity, transport.stop_bits
    )
