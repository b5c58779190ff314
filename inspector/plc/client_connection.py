"""One connection of the client: a request, its answer, and nothing else believed."""

from __future__ import annotations

import asyncio
import math
import ssl
from collections.abc import Callable
from typing import Final

from inspector.domain.errors.plc import (
    PlcCertificateError,
    PlcConnectionError,
    PlcEchoMismatchError,
    PlcError,
)
from inspector.plc.framing import BadFrameError, Framing, Message

_EXCEPTION: Final = 0x80


class ClientConnection(asyncio.Protocol):
    """Carries one request at a time; a request that ends without its answer ends the connection.

    Args:
        framing: How the peer's answers are delimited.
        name: What the peer is called in errors.
        gap_s: Silence that the line needs before a request.
        tls: Whether the peer may still refuse our certificate.
    """

    def __init__(
        self, framing: Framing, name: str, *, gap_s: float = 0.0, tls: bool = False
    ) -> None:
        self._framing = framing
        self._name = name
        self._gap_s = gap_s
        self._unproven = tls
        self._heard_s = -math.inf
        self._answers = framing
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
        if isinstance(exc, ssl.SSLError) or self._unproven:
            reason = getattr(exc, "reason", None) or "disconnected before the first answer"
            self._end(
                PlcCertificateError(f"{self._name} may not accept our certificate ({reason})")
            )
        else:
            reason = "connection closed" if exc is None else str(exc)
            self._end(PlcConnectionError(f"{self._name} does not answer ({reason})"))

    def data_received(self, data: bytes) -> None:
        """An answer, or one that nobody waits for any more: that is thrown away."""
        self._heard_s = asyncio.get_running_loop().time()
        self._buffer += data
        try:
            while self._listening and (answer := self._answers.take(self._buffer)) is not None:
                self._take(answer)
        except BadFrameError as error:
            self._end(PlcConnectionError(f"{self._name} does not answer with Modbus ({error})"))
        if not self._listening:
            self._buffer.clear()

    def close(self) -> None:
        """Disconnect at once; a request that waits fails."""
        self._end(PlcConnectionError(f"{self._name} does not answer (closed here)"))

    async def ask(self, request: Message, timeout_s: float) -> bytes:
        """Send a request; return the PDU of its answer, which may be an exception response.

        Raises:
            PlcConnectionError: no answer in time, or the connection is lost.
            PlcCertificateError: the connection is lost because the peer refuses our certificate.
            PlcEchoMismatchError: the answer is another device's or another function's.
        """
        within = f"within {timeout_s * 1e3:.0f} ms"
        late = PlcConnectionError(f"{self._name} does not answer {within}")
        answer = await self._answer_to(request, self._framing, timeout_s, lambda: self._end(late))
        self._unproven = False
        return answer

    async def probe(self, request: Message, timeout_s: float, framing: Framing) -> bytes:
        """Ask without ending the connection when no answer comes in time: returns nothing then.

        Args:
            request: What is asked.
            timeout_s: Longest wait for the answer.
            framing: How this one answer is found.

        Raises:
            PlcConnectionError: the connection is lost.
        """
        return await self._answer_to(request, framing, timeout_s, lambda: self._settle(b""))

    async def _answer_to(
        self, request: Message, framing: Framing, timeout_s: float, on_timeout: Callable[[], None]
    ) -> bytes:
        await self._gap()
        if self._lost is not None or self._transport is None:
            raise self._lost or PlcConnectionError(f"{self._name} is not connected")
        loop = asyncio.get_running_loop()
        self._request, self._answers = request, framing
        waiting: asyncio.Future[bytes | PlcError] = loop.create_future()
        self._answer = waiting
        timer = loop.call_later(timeout_s, on_timeout)
        try:
            self._transport.write(framing.encode(request))
            outcome = await waiting
        finally:
            timer.cancel()
            self._answer = None
            if waiting.cancelled() and not self._framing.numbered:
                self.close()  # the answer would be taken for the next request's
        if isinstance(outcome, PlcError):
            raise outcome
        return outcome

    @property
    def _waiting(self) -> bool:
        return self._answer is not None and not self._answer.done()

    @property
    def _listening(self) -> bool:
        """Numbered answers are taken at any time, so that none is left half in the buffer."""
        return self._framing.numbered or self._waiting

    async def _gap(self) -> None:
        left_s = self._heard_s + self._gap_s - asyncio.get_running_loop().time()
        if self._gap_s and left_s > 0:
            await asyncio.sleep(left_s)

    def _take(self, answer: Message) -> None:
        request = self._request
        if not self._waiting or request is None:
            return
        if answer.transaction_id != request.transaction_id:
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

    def _end(self, error: PlcError) -> None:
        if self._lost is None:
            self._lost = error
            self._settle(error)
            if self._transport is not None:
                self._transport.abort()

    def _settle(self, outcome: bytes | PlcError) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(outcome)
