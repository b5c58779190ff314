"""Whether a GigE camera still answers, asked beside the library.

The library's own time-outs add up to five seconds and more, and its heartbeat holds the same lock.
Reading a register needs no control of the camera, so a socket of our own asks within one second.
"""

from __future__ import annotations

import contextlib
import socket
import struct

_PORT = 3956
_READ_REGISTER = struct.Struct(">BBHHHI")
_KEY, _WANTS_ACKNOWLEDGE, _COMMAND, _CONTENT_BYTES = 0x42, 0x01, 0x0080, 4
_VERSION_REGISTER = 0x0000
_ANSWER_BYTES_MAX = 576
_TRIES = 4
_TRY_TIMEOUT_S = 0.25
"""A camera that needs longer than 200 ms must say so (GigE Vision 2.0, PENDING_ACK)."""


def answers(address: str) -> bool:
    """Whether anything speaks GVCP there; any answer will do, also a refusal.

    Args:
        address: IPv4 address.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        link.settimeout(_TRY_TIMEOUT_S)
        link.connect((address, _PORT))
        return any(_ask(link, number) for number in range(1, _TRIES + 1))


def _ask(link: socket.socket, number: int) -> bool:
    request = _READ_REGISTER.pack(
        _KEY, _WANTS_ACKNOWLEDGE, _COMMAND, _CONTENT_BYTES, number, _VERSION_REGISTER
    )
    with contextlib.suppress(OSError):  # silence, or a computer that says nobody listens
        link.send(request)
        return bool(link.recv(_ANSWER_BYTES_MAX))
    return False
