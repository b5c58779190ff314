"""How the virtual camera sends a frame over TCP: a fixed header, the source's name, the pixels."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.camera import CameraLostError
from inspector.domain.evaluation import Reason

_HEADER = struct.Struct("<4sQQHHHBBHI")
_MAGIC = b"VCAM"
_PAYLOAD_MAX = 512 * 1024 * 1024
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


def receive_frame(link: socket.socket) -> SentFrame:
    """The next frame; blocks.

    Raises:
        CameraLostError: the connection is gone or carries something else.
    """
    header = _HEADER.unpack(_receive(link, _HEADER.size))
    magic, frame_id, device_ns, height, width, fault, channels, depth, name_size, size = header
    if magic != _MAGIC or size > _PAYLOAD_MAX or size != height * width * channels * depth:
        raise CameraLostError("the virtual camera sent something that is no frame")
    name = bytes(_receive(link, name_size)).decode(errors="replace")
    pixels = _receive(link, size)
    image = None
    if size:
        dtype = np.uint8 if depth == 1 else np.uint16
        shape = (height, width) if channels == 1 else (height, width, channels)
        image = np.frombuffer(pixels, dtype=dtype).reshape(shape)
        image.flags.writeable = False
    return SentFrame(frame_id, device_ns, image, _fault(fault), name)


def _fault(number: int) -> Reason | None:
    return None if number == NO_FAULT else Reason(number)


def _receive(link: socket.socket, size: int) -> bytearray:
    buffer = bytearray(size)
    view = memoryview(buffer)
    done = 0
    while done < size:
        try:
            count = link.recv_into(view[done:])
        except TimeoutError:
            if done == 0:
                raise
            continue
        except OSError as error:
            raise CameraLostError(f"the virtual camera is gone ({error.strerror})") from error
        if count == 0:
            raise CameraLostError("the virtual camera closed the connection")
        done += count
    return buffer
