"""One connection of the client: a request, its answer, and nothing else believed."""

from __future__ import annotations

import asyncio
import ssl
from typing import Final

from inspector.domain.errors.plc import PlcConnectionError, PlcEchoMismatchError, PlcError
from inspector.plc.framing import BadFrameError, Framing, Message

_EXCEPTION: Final = 0x80


class ClientConnection(asyncio.Protocol):
    """Carries one request at a time; a request that ends without its answer ends the connection.

    Args:
        framing: How the peer's answers are delimited.
        name: What the peer is called in errors.
    """

    def __init__(self, framing: Framing, name: str) -> None:
        self._framing = framing
        self._name = name
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._request: Message | None = None
        self._answer: asyncio.Future[bytes | PlcError] | None = None
        self._lost: PlcError | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The peer can be asked now."""
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        """The peer is gone."""
        self._end(PlcConnectionError(f"{self._name} does not answer ({_why_lost(exc)})"))

    def data_received(self, data: bytes) -> None:
        """An answer, or what is left of one that came too late: that is thrown away."""
        if self._answer is None or self._answer.done():
            return
        self._buffer += data
        try:
            while (answer := self._framing.take(self._buffer)) is not None:
                self._take(answer)
        except BadFrameError as error:
            self._end(PlcConnectionError(f"{self._name} does not answer with Modbus ({error})"))

    def close(self) -> None:
        """Disconnect at once; a request that waits fails."""
        self._end(PlcConnectionError(f"{self._name} does not answer (closed here)"))

    async def ask(self, request: Message, timeout_s: float) -> bytes:
        """Send a request; return the PDU of its answer, which may be an exception response.

        Raises:
            PlcConnectionError: no answer in time, or the connection is lost.
            PlcEchoMismatchError: the answer is another device's or another function's.
        """
        if self._lost is not None or self._transport is None:
            raise self._lost or PlcConnectionError(f"{self._name} is not connected")
        loop = asyncio.get_running_loop()
        self._buffer.clear()
        self._request = request
        self._answer = waiting = loop.create_future()
        timer = loop.call_later(timeout_s, self._on_timeout, timeout_s)
        try:
            self._transport.write(self._framing.encode(request))
            answer = await waiting
        finally:
            timer.cancel()
            self._answer = None
        if isinstance(answer, PlcError):
            raise answer
        return answer

    def _take(self, answer: Message) -> None:
        request = self._request
        if request is None or answer.transaction_id != request.transaction_id:
            return  # of an earlier request
        if answer.unit != request.unit or answer.pdu[0] & ~_EXCEPTION != request.pdu[0]:
            self._end(
                PlcEchoMismatchError(
                    f"{self._name} answered for unit {answer.unit}, function {answer.pdu[0]} "
                    f"instead of unit {request.unit}, function {request.pdu[0]}"
                )
            )
        else:
            self._settle(answer.pdu)

    def _on_timeout(self, timeout_s: float) -> None:
        self._end(
            PlcConnectionError(f"{self._name} does not answer within {timeout_s * 1e3:.0f} ms")
        )

    def _end(self, error: PlcError) -> None:
        if self._lost is None:
            self._lost = error
            self._settle(error)
            if self._transport is not None:
                self._transport.abort()

    def _settle(self, outcome: bytes | PlcError) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(outcome)


def _why_lost(error: Exception | None) -> str:
    if isinstance(error, ssl.SSLError):
        return error.reason or "TLS failed"
    return "connection closed" if error is None else str(error)
