"""How the virtual camera sends a frame over TCP: a fixed header, the source's name, the pixels."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.evaluation import Reason
from inspector.domain.phrases.drivers import VirtualCameraPhrase

_HEADER = struct.Struct("<4sQQHHHBBHI")
_MAGIC = b"VCAM"
GREETING = b"VCAM 1\n"
"""Sent once to whoever looks through the camera; every exposure after it arrives."""
_PAYLOAD_MAX = 512 * 1024 * 1024
_STALLED_NS = 2_000_000_000
_DTYPES = {1: np.uint8, 2: np.uint16}
_CHANNELS = (1, 3)
NO_FAULT = 0xFFFF


@dataclass(frozen=True, slots=True)
class SentFrame:
    """One exposure on the wire; ``image`` is ``None`` for a frame that shows nothing usable."""

    frame_id: int
    device_ns: int
    image: NDArray[np.uint8] | NDArray[np.uint16] | None
    fault: Reason | None
    source: str


def pack_frame(frame: SentFrame) -> list[bytes | memoryview]:
    """The buffers to send, in order."""
    name = frame.source.encode()[:0xFFFF]
    height = width = channels = depth = 0
    pixels: bytes | memoryview = b""
    if frame.image is not None:
        height, width = frame.image.shape[:2]
        channels = 1 if frame.image.ndim == 2 else frame.image.shape[2]
        depth = frame.image.itemsize
        pixels = np.ascontiguousarray(frame.image).data.cast("B")
    fault = NO_FAULT if frame.fault is None else int(frame.fault)
    header = _HEADER.pack(
        _MAGIC,
        frame.frame_id,
        frame.device_ns,
        height,
        width,
        fault,
        channels,
        depth,
        len(name),
        len(pixels),
    )
    return [header + name, pixels]


def await_greeting(link: socket.socket) -> None:
    """Return once the camera sends its exposures here.

    Raises:
        CameraLostError: something else answers, or nothing.
    """
    try:
        greeting = _receive(link, len(GREETING), may_begin_later=True)
    except TimeoutError as error:
        raise CameraLostError(VirtualCameraPhrase.NO_GREETING()) from error
    if greeting != GREETING:
        raise CameraLostError(VirtualCameraPhrase.NOT_VIRTUAL())


def receive_frame(link: socket.socket) -> SentFrame:
    """The next frame; blocks.

    Raises:
        TimeoutError: no frame began within the time-out of ``link``.
        CameraLostError: the connection is gone, stalls within a frame or carries something else.
    """
    header = _HEADER.unpack(_receive(link, _HEADER.size, may_begin_later=True))
    magic, frame_id, device_ns, height, width, fault, channels, depth, name_size, size = header
    known = size == 0 or (depth in _DTYPES and channels in _CHANNELS)
    whole = size <= _PAYLOAD_MAX and size == height * width * channels * depth
    if magic != _MAGIC or not known or not whole:
        raise CameraLostError(VirtualCameraPhrase.VIRTUAL_NO_FRAME())
    name = bytes(_receive(link, name_size)).decode(errors="replace")
    image = None
    if size:
        shape = (height, width) if channels == 1 else (height, width, channels)
        image = np.empty(shape, _DTYPES[depth])
        _receive_into(link, image.data.cast("B"))
        image.flags.writeable = False
    return SentFrame(frame_id, device_ns, image, _fault(fault), name)


def _fault(number: int) -> Reason | None:
    try:
        return None if number == NO_FAULT else Reason(number)
    except ValueError as error:
        raise CameraLostError(VirtualCameraPhrase.VIRTUAL_FAULT_UNKNOWN(number=number)) from error


def _receive(link: socket.socket, size: int, *, may_begin_later: bool = False) -> bytearray:
    buffer = bytearray(size)
    _receive_into(link, memoryview(buffer), may_begin_later=may_begin_later)
    return buffer


def _receive_into(link: socket.socket, view: memoryview, *, may_begin_later: bool = False) -> None:
    """Fill ``view``; a frame that has begun is waited for, but not for ever."""
    done, heard_ns = 0, monotonic_ns()
    while done < len(view):
        try:
            count = link.recv_into(view[done:])
        except TimeoutError as error:
            if may_begin_later and done == 0:
                raise
            if monotonic_ns() - heard_ns > _STALLED_NS:
                raise CameraLostError(VirtualCameraPhrase.VIRTUAL_STALLS()) from error
            continue
        except OSError as error:
            raise CameraLostError(
                VirtualCameraPhrase.VIRTUAL_GONE(fault=str(error.strerror))
            ) from error
        if count == 0:
            raise CameraLostError(VirtualCameraPhrase.VIRTUAL_CLOSED())
        done, heard_ns = done + count, monotonic_ns()
