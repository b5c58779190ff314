"""One Modbus TCP connection of the server: framing, order and back-pressure."""

from __future__ import annotations

import asyncio
from typing import Protocol

from inspector.clock import monotonic_ns

_MBAP_BYTES = 7
_MBAP_LENGTH_MAX = 254


class ConnectionOwner(Protocol):
    """The server behind its connections."""

    def admits(self, connection: Connection, host: str) -> bool:
        """Whether a new client may stay."""

    def forget(self, connection: Connection) -> None:
        """A client is gone."""

    def answer(self, frame: bytes) -> bytes:
        """The reply to one whole request frame."""


class Connection(asyncio.Protocol):
    """One client: splits MBAP frames and answers every whole request in order."""

    _transport: asyncio.Transport

    def __init__(self, server: ConnectionOwner) -> None:
        self._server = server
        self._buffer = bytearray()
        self.heard_ns = monotonic_ns()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has connected; the server may not want it."""
        self._transport = transport  # type: ignore[assignment]
        peer = transport.get_extra_info("peername")
        if not self._server.admits(self, peer[0] if peer else ""):
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._server.forget(self)

    def pause_writing(self) -> None:
        """The client does not take its answers: it may ask no more until it does."""
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        """The client has taken its answers."""
        self._transport.resume_reading()

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole by now."""
        self.heard_ns = monotonic_ns()
        self._buffer += data
        replies = bytearray()
        framed = True
        while framed and len(self._buffer) >= _MBAP_BYTES:
            protocol_id = int.from_bytes(self._buffer[2:4], "big")
            length = int.from_bytes(self._buffer[4:6], "big")
            framed = protocol_id == 0 and 2 <= length <= _MBAP_LENGTH_MAX
            if len(self._buffer) < length + _MBAP_BYTES - 1:
                break
            if framed:
                replies += self._server.answer(bytes(self._buffer[: length + _MBAP_BYTES - 1]))
                del self._buffer[: length + _MBAP_BYTES - 1]
        if replies:
            self._transport.write(bytes(replies))
        if not framed:
            self.close()  # only a new connection restores the framing

    def close(self) -> None:
        """Disconnect once all answers are sent."""
        self._transport.close()

    def abort(self) -> None:
        """Disconnect at once; the peer may be gone."""
        self._transport.abort()
