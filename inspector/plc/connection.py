"""One connection of the server: order, back-pressure and silence."""

from __future__ import annotations

import asyncio
from typing import Protocol

from inspector.clock import monotonic_ns
from inspector.plc.framing import BadFrameError, Framing, Message


class ConnectionOwner(Protocol):
    """The server behind its connections."""

    def admits(self, connection: Connection) -> bool:
        """Whether a new client may stay."""

    def forget(self, connection: Connection) -> None:
        """A client is gone."""

    def on_bad_frame(self, connection: Connection, error: BadFrameError) -> None:
        """A client sent what is no request; it is disconnected."""

    def answer(self, connection: Connection, request: Message) -> Message | None:
        """The answer to one whole request, ``None`` where nobody may answer."""


class Connection(asyncio.Protocol):
    """One client: answers every whole request in order.

    Attributes:
        host: Its address, empty on a serial line.
        heard_ns: When it last sent something, on the monotonic clock.
    """

    def __init__(self, server: ConnectionOwner, framing: Framing) -> None:
        self._server = server
        self._framing = framing
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._silence: asyncio.TimerHandle | None = None
        self.host = ""
        self.heard_ns = monotonic_ns()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has connected; the server may not want it."""
        self._transport = transport  # type: ignore[assignment]
        peer = transport.get_extra_info("peername")
        self.host = peer[0] if peer else ""
        if not self._server.admits(self):
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._listen_for_silence(0)
        self._server.forget(self)

    def pause_writing(self) -> None:
        """The client does not take its answers: it may ask no more until it does."""
        if self._transport is not None:
            self._transport.pause_reading()

    def resume_writing(self) -> None:
        """The client has taken its answers."""
        if self._transport is not None:
            self._transport.resume_reading()

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole by now."""
        self.heard_ns = monotonic_ns()
        self._buffer += data
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
        answers = bytearray()
        try:
            while (request := self._framing.take(self._buffer)) is not None:
                answers += self._answer(request)
        except BadFrameError as error:
            self._send(answers)
            self._buffer.clear()
            self._server.on_bad_frame(self, error)
            self.close()  # only a new connection restores the framing
            return
        self._send(answers)
        self._listen_for_silence(self._framing.silence_s if self._buffer else 0)

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
        answer = self._server.answer(self, request)
        return b"" if answer is None else self._framing.encode(answer)

    def _send(self, answers: bytes | bytearray) -> None:
        if answers and self._transport is not None:
            self._transport.write(bytes(answers))
