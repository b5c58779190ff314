"""Modbus/TCP Security: TLS in which both sides show a certificate; MBAP inside it as ever."""

from __future__ import annotations

import asyncio
import ssl
from abc import abstractmethod
from pathlib import Path
from typing import Final

from inspector.domain.errors.plc import PlcCertificateError, PlcConnectionError

_HANDSHAKE_S: Final = 3.0
_SHUTDOWN_S: Final = 1.0


def server_context(certificate: Path, private_key: Path, authority: Path) -> ssl.SSLContext:
    """What a server demands of its clients: TLS 1.2 or later, and a certificate of the authority.

    Raises:
        PlcCertificateError: a file cannot be read, or certificate and key do not belong together.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.verify_mode = ssl.CERT_REQUIRED
    return _loaded(context, certificate, private_key, authority)


def client_context(certificate: Path, private_key: Path, authority: Path) -> ssl.SSLContext:
    """What a client demands of its server: the same, and that the certificate names the host.

    Raises:
        PlcCertificateError: as :func:`server_context`.
    """
    return _loaded(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), certificate, private_key, authority)


def _loaded(
    context: ssl.SSLContext, certificate: Path, private_key: Path, authority: Path
) -> ssl.SSLContext:
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    for path in (certificate, private_key, authority):
        try:
            path.read_bytes()
        except OSError as error:
            raise PlcCertificateError(f"{path} cannot be read ({error.strerror})") from error
    try:
        context.load_verify_locations(authority)
    except ssl.SSLError as error:
        raise PlcCertificateError(f"{authority} is no certificate in PEM form") from error
    try:
        context.load_cert_chain(certificate, private_key, password="")  # else OpenSSL asks for it
    except ssl.SSLError as error:
        raise PlcCertificateError(
            f"{certificate} and {private_key} are no pair of certificate and key without password "
            f"({_reason(error)})"
        ) from error
    return context


async def secure_client(
    tcp: asyncio.Transport, protocol: asyncio.Protocol, context: ssl.SSLContext, host: str
) -> None:
    """Shake hands as the client; ``protocol`` is connected then.

    A server of TLS 1.3 judges the client's certificate only after that: its refusal ends the
    connection before the first answer.

    Raises:
        PlcCertificateError: one side does not trust the other's certificate.
        PlcConnectionError: the peer does not answer in time.
    """
    try:
        secured = await asyncio.get_running_loop().start_tls(
            tcp,
            protocol,
            context,
            server_hostname=host,
            ssl_handshake_timeout=_HANDSHAKE_S,
            ssl_shutdown_timeout=_SHUTDOWN_S,
        )
    except ssl.SSLError as error:
        raise PlcCertificateError(f"no TLS with {host} ({_reason(error)})") from error
    except OSError as error:
        raise PlcConnectionError(f"no TLS with {host} ({error or 'disconnected'})") from error
    if secured is None:
        raise PlcConnectionError(f"no TLS with {host} (disconnected)")
    protocol.connection_made(secured)


class Guest(asyncio.Protocol):
    """A server's connection, from the first contact on.

    ``connection_made`` closes the transport of a client that is not wanted.
    """

    @abstractmethod
    def secured(self, transport: asyncio.Transport) -> None:
        """The client has proved who it is; what it says counts from now on."""

    @abstractmethod
    def refused(self, reason: str) -> None:
        """The client could not prove who it is."""


class TlsDoor(asyncio.Protocol):
    """Shakes hands with one client, after the server has agreed to its address and number."""

    def __init__(self, guest: Guest, context: ssl.SSLContext) -> None:
        self._guest = guest
        self._context = context
        self._handshake: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the server, then begin the handshake."""
        self._guest.connection_made(transport)
        if not transport.is_closing():
            tcp: asyncio.Transport = transport  # type: ignore[assignment]
            tcp.pause_reading()
            self._handshake = asyncio.get_running_loop().create_task(self._shake_hands(tcp))

    async def _shake_hands(self, tcp: asyncio.Transport) -> None:
        try:
            secured = await asyncio.get_running_loop().start_tls(
                tcp,
                self._guest,
                self._context,
                server_side=True,
                ssl_handshake_timeout=_HANDSHAKE_S,
                ssl_shutdown_timeout=_SHUTDOWN_S,
            )
        except OSError as error:
            self._guest.refused(_reason(error))
            self._guest.connection_lost(error)
            return
        if secured is None or secured.is_closing():
            self._guest.connection_lost(None)
        else:
            self._guest.secured(secured)


def _reason(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    if isinstance(error, ssl.SSLError) and error.reason:
        return error.reason.replace("_", " ").lower()
    return str(error) or "disconnected"
