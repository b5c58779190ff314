"""One connection of the server: order, back-pressure and silence."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, Final, Protocol

from inspector.clock import monotonic_ns
from inspector.plc.framing import BadFrameError, Framing, Message
from inspector.plc.tls import Guest

_KEEPALIVE: Final = {"TCP_KEEPIDLE": 10, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3}
"""Seconds of silence, seconds between probes, and probes, where the system can be told."""
_REQUESTS_PER_TURN: Final = 16
"""A client that sends thousands at once must not keep the station from its deadlines."""


class ConnectionOwner(Protocol):
    """The server behind its connections."""

    def admits(self, connection: Connection) -> bool:
        """Whether a new client may stay."""

    def forget(self, connection: Connection) -> None:
        """A client is gone."""

    def on_bad_frame(self, connection: Connection, error: BadFrameError) -> None:
        """A client sent what is no request; it is disconnected."""

    def on_stranger(self, connection: Connection, reason: str) -> None:
        """A client could not prove who it is; it is disconnected."""

    def answer(self, connection: Connection, request: Message) -> Message | None:
        """The answer to one whole request, ``None`` where nobody may answer."""


class Connection(Guest):
    """One client: answers every whole request in order.

    Args:
        server: Who admits clients and carries out requests.
        framing: Where requests begin and end.
        proven: Whether the client may ask at once; otherwise from :meth:`secured` on.

    Attributes:
        host: Its address, empty on a serial line.
        heard_ns: When it last asked something, on the monotonic clock; a part of a request is none.
        has_asked: Whether it ever did.
    """

    def __init__(self, server: ConnectionOwner, framing: Framing, *, proven: bool) -> None:
        self._server = server
        self._framing = framing
        self._proven = proven
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._silence: asyncio.TimerHandle | None = None
        self._next_turn: asyncio.Handle | None = None
        self._stalled = False
        self.host = ""
        self.heard_ns = monotonic_ns()
        self.has_asked = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has connected; the server may not want it."""
        self._transport = transport  # type: ignore[assignment]
        peer = transport.get_extra_info("peername")
        self.host = peer[0] if peer else ""
        _keep_alive(transport.get_extra_info("socket"))
        if not self._server.admits(self):
            transport.close()

    def secured(self, transport: asyncio.Transport) -> None:
        """The client has proved who it is, and may already have asked."""
        self._transport = transport
        self._proven = True
        self._serve()

    def refused(self, reason: str) -> None:
        """The client could not prove who it is."""
        self._server.on_stranger(self, reason)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._listen_for_silence(0)
        if self._next_turn is not None:
            self._next_turn.cancel()
        self._server.forget(self)

    def pause_writing(self) -> None:
        """The client does not take its answers: it may ask no more until it does."""
        self._stalled = True
        self._read_on()

    def resume_writing(self) -> None:
        """The client has taken its answers."""
        self._stalled = False
        self._serve()

    def data_received(self, data: bytes) -> None:
        """Answer the requests that are whole by now."""
        self._buffer += data
        if self._proven:
            self._serve()

    def close(self) -> None:
        """Disconnect once all answers are sent."""
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """Disconnect at once; the peer may be gone."""
        if self._transport is not None:
            self._transport.abort()

    def _serve(self) -> None:
        if self._stalled or self._next_turn is not None:
            return
        requests = 0
        answers = bytearray()
        try:
            while requests < _REQUESTS_PER_TURN and (request := self._take()) is not None:
                requests += 1
                answers += self._answer(request)
        except BadFrameError as error:
            self._send(answers)
            self._buffer.clear()
            self._server.on_bad_frame(self, error)
            self.close()  # only a new connection restores the framing
            return
        self._send(answers)
        if requests == _REQUESTS_PER_TURN:
            self._next_turn = asyncio.get_running_loop().call_soon(self._serve_on)
        self._listen_for_silence(self._framing.silence_s if self._buffer else 0)
        self._read_on()

    def _serve_on(self) -> None:
        """Go on after the other clients, and whatever else runs in this loop, had their turn."""
        self._next_turn = None
        self._serve()

    def _take(self) -> Message | None:
        """The next request, unless the client was given up meanwhile."""
        closing = self._transport is None or self._transport.is_closing()
        return None if closing else self._framing.take(self._buffer)

    def _read_on(self) -> None:
        if self._transport is None:
            return
        if self._stalled or self._next_turn is not None:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()

    def _listen_for_silence(self, silence_s: float) -> None:
        if self._silence is not None:
            self._silence.cancel()
            self._silence = None
        if silence_s:
            self._silence = asyncio.get_running_loop().call_later(silence_s, self._on_silence)

    def _on_silence(self) -> None:
        self._silence = None
        request = self._framing.take_rest(self._buffer)
        if request is not None:
            self._send(self._answer(request))

    def _answer(self, request: Message) -> bytes:
        self.heard_ns, self.has_asked = monotonic_ns(), True
        answer = self._server.answer(self, request)
        return b"" if answer is None else self._framing.encode(answer)

    def _send(self, answers: bytes | bytearray) -> None:
        if answers and self._transport is not None:
            self._transport.write(bytes(answers))


def _keep_alive(link: Any) -> None:
    """Let the system find out that the other end has lost its power; a serial line has none."""
    if link is None:
        return
    link.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEPALIVE.items():
        if hasattr(socket, name):
            link.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
