"""What the buffers of a GenTL producer hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.cameras.genicam.frame_ids import GIGE_VISION_16_BIT, FrameIds
from inspector.cameras.genicam.framing import Delivered
from inspector.cameras.gentl import library
from inspector.domain.errors.camera import PixelFormatUnsupportedError
from inspector.domain.phrases.drivers import DriverPhrase
from inspector.vision.pfnc import PixelFormat

if TYPE_CHECKING:
    from genicam import gentl

_PLAIN_PAYLOADS = {0: "unknown", 1: "image", 4: "image with chunks"}
_BIG_ENDIAN = 2


def frame_ids(tl_type: str) -> FrameIds:
    """How a device counts by its ``TLTYPE``; one of another type may begin anywhere."""
    if tl_type == "GEV":
        return FrameIds(GIGE_VISION_16_BIT, first=1, skips_zero=True)
    return FrameIds(first=0 if tl_type == "U3V" else None)


def delivered(buffer: gentl.Buffer) -> Delivered:
    """A complete buffer; what it is made of stays the producer's.

    Raises:
        PixelFormatUnsupportedError: it holds no picture that can be decoded.
    """
    return Delivered(
        _id(buffer),
        _picture_bytes(buffer),
        _pixel_format(buffer),
        buffer.width,
        _height(buffer),
        buffer.padding_x,
        _time_stamp_ns(buffer),
    )


def _pixel_format(buffer: gentl.Buffer) -> int:
    payload = buffer.payload_type
    if payload not in _PLAIN_PAYLOADS:
        raise PixelFormatUnsupportedError(
            DriverPhrase.PAYLOAD_UNSUITABLE(kind=payload),
            remedy="Switch off multi-part and compressed payloads on the camera.",
        )
    found = PixelFormat.from_code(buffer.pixel_format)
    if found.bits_per_sample > 8 and buffer.pixel_endianness == _BIG_ENDIAN:
        raise PixelFormatUnsupportedError(
            DriverPhrase.BIG_ENDIAN(format=found.name),
            remedy="Set the camera's byte order to little endian, or an 8-bit `pixel_format`.",
        )
    return found.code


def _picture_bytes(buffer: gentl.Buffer) -> memoryview:
    """The part of the buffer that was filled; a producer that does not tell has filled it all."""
    content = memoryview(buffer.raw_buffer)
    try:
        filled = buffer.size_filled
    except library.gentl().GenericException:
        filled = 0
    return content[buffer.image_offset : filled or len(content)]


def _height(buffer: gentl.Buffer) -> int:
    """Lines that came: a line-scan camera may end a frame early."""
    try:
        delivered = int(buffer.delivered_image_height)
    except library.gentl().GenericException:
        delivered = 0
    return delivered or int(buffer.height)


def _id(buffer: gentl.Buffer) -> int | None:
    try:
        return int(buffer.frame_id)
    except library.gentl().GenericException:
        return None


def _time_stamp_ns(buffer: gentl.Buffer) -> int | None:
    """Nanoseconds; a clock that stands at zero is none."""
    try:
        return int(buffer.timestamp_ns) or None
    except library.gentl().GenericException:
        return None
