"""Messages of the GigE Vision Control Protocol."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

PORT = 3956
_HEADER = struct.Struct(">BBHHH")
_ACKNOWLEDGE = struct.Struct(">HHHH")
_KEY = 0x42
_WANTS_ACKNOWLEDGE = 0x01


class Command(IntEnum):
    """What a client asks; an acknowledge has the next number."""

    DISCOVERY = 0x0002
    PACKET_RESEND = 0x0040
    READ_REGISTER = 0x0080
    WRITE_REGISTER = 0x0082
    READ_MEMORY = 0x0084
    WRITE_MEMORY = 0x0086


class Status(IntEnum):
    """What became of a command."""

    SUCCESS = 0x0000
    NOT_IMPLEMENTED = 0x8001
    INVALID_PARAMETER = 0x8002
    INVALID_ADDRESS = 0x8003
    WRITE_PROTECT = 0x8004
    ACCESS_DENIED = 0x8006


@dataclass(frozen=True, slots=True)
class Request:
    """One command."""

    command: int
    request_id: int
    wants_acknowledge: bool
    content: bytes


def parse_request(datagram: bytes) -> Request | None:
    """The command in a datagram, or ``None`` for anything else."""
    if len(datagram) < _HEADER.size:
        return None
    key, flags, command, size, request_id = _HEADER.unpack_from(datagram)
    content = datagram[_HEADER.size :]
    if key != _KEY or len(content) != size:
        return None
    return Request(command, request_id, bool(flags & _WANTS_ACKNOWLEDGE), content)


def acknowledge(request: Request, status: Status, content: bytes = b"") -> bytes:
    """The answer to a command."""
    header = _ACKNOWLEDGE.pack(status, request.command + 1, len(content), request.request_id)
    return header + content
