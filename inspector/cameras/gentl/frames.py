"""Frames from the buffers of a GenTL producer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector import clock
from inspector.cameras.genicam.frame_ids import GIGE_VISION_16_BIT, FrameIds
from inspector.cameras.gentl import library
from inspector.domain.errors.camera import ImageUnsuitableError, PixelFormatUnsupportedError
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.ports import CameraStats
from inspector.vision.pfnc import PixelFormat, decode

if TYPE_CHECKING:
    from genicam import gentl

    from inspector.domain.frame import Image

_GIGE_VISION = "GEV"
_FIRST_IDS = {_GIGE_VISION: 1, "U3V": 0}
"""By ``TLTYPE``; other devices may count from anywhere, and on when acquisition starts again."""
_ABOVE_ALL_IDS = 2**64
_PLAIN_PAYLOADS = {0: "unknown", 1: "image", 4: "image with chunks"}
_BIG_ENDIAN = 2


class FrameMaker:
    """Decodes buffers, numbers the frames and counts them.

    Args:
        source: The device, for the record.
        tl_type: The device's transport layer; it says how it counts frames.
        demosaic: How a Bayer mosaic becomes colour.
    """

    def __init__(self, source: str, tl_type: str, demosaic: str) -> None:
        self._source = source
        self._demosaic = demosaic
        self._wraps = tl_type == _GIGE_VISION
        self._first = _FIRST_IDS.get(tl_type)
        self._next_raw = self._first
        self._ids = FrameIds(
            GIGE_VISION_16_BIT if self._wraps else None,
            first=_ABOVE_ALL_IDS if self._first is None else self._first,
            skips_zero=self._wraps,
        )
        self.stats = CameraStats()

    def restart(self) -> None:
        """Acquisition begins again, and with it the device's counter."""
        self._ids.restart()
        self._next_raw = self._first

    def complete(self, buffer: gentl.Buffer) -> Frame:
        """The frame of a complete buffer; the picture is decoded into an array of its own.

        Raises:
            PixelFormatUnsupportedError: the picture cannot be decoded.
            CameraLostError: the device's frame ids go backwards.
        """
        host_ns = clock.monotonic_ns()
        with library.stream_errors(self._source):
            raw, device_ns, pixel_format = _id(buffer), _time_stamp_ns(buffer), _format(buffer)
            image = self._image(buffer, pixel_format)
        if raw is None:
            raw = self._next_raw or 0
        return self._next(raw, image, pixel_format.name, host_ns, device_ns)

    def incomplete(self) -> Frame:
        """The frame of a buffer that did not fill; the next id is taken to be its own."""
        counts_from_here = self._next_raw is None
        frame = self._next(self._next_raw or 0, None, "", clock.monotonic_ns(), None)
        if counts_from_here:
            self.restart()
        return frame

    def _next(
        self, raw: int, image: Image | None, pixel_format: str, host_ns: int, device_ns: int | None
    ) -> Frame:
        frame_id, missed = self._ids.unwrap(raw)
        wraps_now = self._wraps and raw == GIGE_VISION_16_BIT - 1
        self._next_raw = 1 if wraps_now else raw + 1
        stats = self.stats
        self.stats = CameraStats(
            stats.frames + 1, stats.incomplete + (image is None), stats.missed + missed
        )
        return Frame(
            image=image,
            pixel_format=pixel_format,
            frame_id=frame_id,
            missed_since_last=missed,
            host_ns=host_ns,
            device_ns=device_ns,
            fault=Reason.FRAME_INCOMPLETE if image is None else None,
            source=self._source,
        )

    def _image(self, buffer: gentl.Buffer, pixel_format: PixelFormat) -> Image | None:
        try:
            image = decode(
                _picture_bytes(buffer),
                pixel_format.name,
                buffer.width,
                _height(buffer),
                padding_x=buffer.padding_x,
                demosaic=self._demosaic,
            )
        except ImageUnsuitableError:
            return None
        image.flags.writeable = False
        return image


def _format(buffer: gentl.Buffer) -> PixelFormat:
    payload = buffer.payload_type
    if payload not in _PLAIN_PAYLOADS:
        raise PixelFormatUnsupportedError(
            f"the camera delivers GenTL payload type {payload}, not a plain image",
            remedy="Switch off multi-part and compressed payloads on the camera.",
        )
    found = PixelFormat.from_code(buffer.pixel_format)
    if found.bits_per_sample > 8 and buffer.pixel_endianness == _BIG_ENDIAN:
        raise PixelFormatUnsupportedError(
            f"the camera delivers {found.name} in big-endian order",
            remedy="Set the camera's byte order to little endian, or an 8-bit `pixel_format`.",
        )
    return found


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
