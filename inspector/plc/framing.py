"""Where one Modbus message ends and the next begins: MBAP on TCP and TLS, RTU on serial lines."""

from __future__ import annotations

import struct
from collections.abc import Collection
from typing import Final, NamedTuple, Protocol

from inspector.plc.codec import PDU_BYTES_MAX, answer_bytes, checksum, request_bytes

BROADCAST: Final = 0
"""The unit that all servers of a serial line obey and none answers."""
_HEADER: Final = struct.Struct(">HHHB")
_RTU_BYTES_MIN: Final = 4
_RTU_BYTES_MAX: Final = PDU_BYTES_MAX + 3
_CHECKSUM_BYTES: Final = 2


class BadFrameError(Exception):
    """The bytes are no Modbus message, and where the next one begins cannot be known."""


class Message(NamedTuple):
    """One request or answer.

    Attributes:
        unit: The device that is asked, or that answers.
        pdu: Function code and what belongs to it.
        transaction_id: What an answer repeats from its request; 0 in RTU, which has none.
    """

    unit: int
    pdu: bytes
    transaction_id: int = 0


class Framing(Protocol):
    """Splits a stream of bytes into messages, and writes messages."""

    @property
    def numbered(self) -> bool:
        """Whether an answer repeats the number of its request."""

    @property
    def silence_s(self) -> float:
        """Silence that ends a message, 0 where only its length does."""

    def take(self, buffer: bytearray) -> Message | None:
        """Cut the first whole message off the buffer.

        Raises:
            BadFrameError: there can be none any more.
        """

    def take_rest(self, buffer: bytearray) -> Message | None:
        """What the buffer holds after :attr:`silence_s`, if it is a message; it is empty then."""

    def encode(self, message: Message) -> bytes:
        """The message as it is sent."""


class Mbap:
    """Messages after a header that says their length (Modbus Messaging on TCP/IP, 3.1.3)."""

    numbered = True
    silence_s = 0.0

    def take(self, buffer: bytearray) -> Message | None:
        """As :class:`Framing`."""
        if len(buffer) < _HEADER.size:
            return None
        transaction_id, protocol, length, unit = _HEADER.unpack_from(buffer)
        if protocol != 0 or not 2 <= length <= PDU_BYTES_MAX + 1:
            raise BadFrameError(f"bad header {buffer[: _HEADER.size].hex(' ')}")
        end = _HEADER.size + length - 1
        if len(buffer) < end:
            return None
        pdu = bytes(buffer[_HEADER.size : end])
        del buffer[:end]
        return Message(unit, pdu, transaction_id)

    def take_rest(self, buffer: bytearray) -> Message | None:
        """Silence ends no message here."""
        return None

    def encode(self, message: Message) -> bytes:
        """As :class:`Framing`."""
        unit, pdu, transaction_id = message
        return _HEADER.pack(transaction_id, 0, len(pdu) + 1, unit) + pdu


class _Rtu:
    """Messages that end with a checksum (Modbus over Serial Line V1.02, 2.5.1)."""

    numbered = False
    silence_s = 0.0

    def encode(self, message: Message) -> bytes:
        """As :class:`Framing`."""
        frame = bytes([message.unit]) + message.pdu
        return frame + checksum(frame)

    def take_rest(self, buffer: bytearray) -> Message | None:
        """As :class:`Framing`; how a function that is not spoken here is answered at all."""
        message = None
        if _RTU_BYTES_MIN <= len(buffer) <= _RTU_BYTES_MAX:
            message = _checked(buffer, len(buffer))
        buffer.clear()
        return message


class RtuRequests(_Rtu):
    """What a server hears: requests to it, and requests to and answers of other devices.

    A damaged message is given up at the next silence, never searched for a message within.

    Args:
        units: The devices that this server is.
    """

    silence_s = 0.05
    """More than the 16 ms for which USB adapters collect bytes, less than a client's time-out."""

    def __init__(self, units: Collection[int]) -> None:
        self._own = frozenset({BROADCAST, *units})

    def take(self, buffer: bytearray) -> Message | None:
        """As :class:`Framing`; never raises, as silence restores the framing."""
        while len(buffer) >= _RTU_BYTES_MIN:
            begun = bytes(buffer[1:_RTU_BYTES_MAX])
            message = _cut(buffer, request_bytes(begun))
            if message is not None:
                return message
            # Nobody else answers as us, and a long request to us may begin like an answer.
            if buffer[0] in self._own or _cut(buffer, answer_bytes(begun)) is None:
                break
        del buffer[_RTU_BYTES_MAX + 1 :]
        return None


class RtuAnswers(_Rtu):
    """What a client hears: the answer to the one request that is under way."""

    def take(self, buffer: bytearray) -> Message | None:
        """As :class:`Framing`."""
        length = answer_bytes(bytes(buffer[1:_RTU_BYTES_MAX]))
        if length is None:
            raise BadFrameError(f"no answer begins with {buffer[:2].hex(' ')}")
        end = 1 + length + _CHECKSUM_BYTES
        if length == 0 or len(buffer) < end:
            return None
        message = _cut(buffer, length)
        if message is None:
            raise BadFrameError("wrong checksum")
        return message


class RtuProbeAnswers(_Rtu):
    """What a client hears until it knows that no earlier request has an answer to come.

    Args:
        unit: The device that is asked.
        function: What it is asked now.
        words: How many; no request before asked for as many.
        unanswered: Requests that it may have to answer, this one among them.

    Attributes:
        earlier: Answers to other requests that were heard.
    """

    def __init__(self, unit: int, function: int, words: int, unanswered: int) -> None:
        self._unit = unit
        self._answer = bytes([function, 2 * words])
        self._unanswered = unanswered
        self.earlier = 0

    def take(self, buffer: bytearray) -> Message | None:
        """As :class:`Framing`: the answer to this request, or to the last that is unanswered."""
        while length := answer_bytes(bytes(buffer[1:_RTU_BYTES_MAX])):
            if len(buffer) < 1 + length + _CHECKSUM_BYTES:
                return None
            message = _cut(buffer, length)
            if message is None or message.unit != self._unit:
                break
            if message.pdu.startswith(self._answer) or self.earlier + 1 >= self._unanswered:
                return message
            self.earlier += 1
        if length != 0:
            buffer.clear()
        return None


def _cut(buffer: bytearray, length: int | None) -> Message | None:
    """The first message, if it has this length and its checksum is right."""
    if not length:
        return None
    end = 1 + length + _CHECKSUM_BYTES
    message = _checked(buffer, end) if len(buffer) >= end else None
    if message is not None:
        del buffer[:end]
    return message


def _checked(buffer: bytearray, end: int) -> Message | None:
    body = end - _CHECKSUM_BYTES
    if checksum(bytes(buffer[:body])) != buffer[body:end]:
        return None
    return Message(buffer[0], bytes(buffer[1:body]))
