"""From buffers to frames: ids unwrapped, pixels decoded, counts kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from inspector.cameras.genicam.frame_ids import GIGE_VISION_16_BIT, FrameIds
from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.ports import CameraStats
from inspector.vision.pfnc import PixelFormat, decode

if TYPE_CHECKING:
    from inspector.cameras.aravis.device import AravisDevice
    from inspector.cameras.aravis.stream import Delivered
    from inspector.domain.frame import Image

_EXTENDED_IDS = "GevGVSPExtendedIDMode"


class FrameMaker:
    """Across the stops and starts of one connection.

    Attributes:
        stats: Counts so far.
    """

    def __init__(self, device: AravisDevice, demosaic: str) -> None:
        self._source = device.address
        self._demosaic = demosaic
        self._ids = _frame_ids(device)
        self.stats = CameraStats()

    def restart(self) -> None:
        """Acquisition begins anew."""
        self._ids.restart()

    def frame(self, delivered: Delivered) -> Frame:
        """The frame of a buffer; a damaged one keeps its place and has no picture.

        Raises:
            CameraLostError: its id is lower than the last one.
            PixelFormatUnsupportedError: it cannot be decoded.
        """
        frame_id, missed = self._ids.unwrap(delivered.raw_id)
        frame = Frame(
            image=None,
            pixel_format="",
            frame_id=frame_id,
            missed_since_last=missed,
            host_ns=monotonic_ns(),
            device_ns=delivered.device_ns or None,
            fault=Reason.FRAME_INCOMPLETE,
            source=self._source,
        )
        if delivered.content is not None:
            name = PixelFormat.from_code(delivered.pixel_format).name
            image = self._decoded(delivered, name)
            fault = Reason.FRAME_INCOMPLETE if image is None else None
            frame = replace(frame, image=image, pixel_format=name, fault=fault)
        self._count(frame)
        return frame

    def _decoded(self, delivered: Delivered, pixel_format: str) -> Image | None:
        """The picture; ``None`` when the camera sent less than its format needs."""
        if delivered.content is None:
            return None
        try:
            image = decode(
                delivered.content,
                pixel_format,
                delivered.width,
                delivered.height,
                padding_x=delivered.padding_x,
                demosaic=self._demosaic,
            )
        except ImageUnsuitableError:
            return None
        image.flags.writeable = False
        return image

    def _count(self, frame: Frame) -> None:
        stats = self.stats
        self.stats = CameraStats(
            stats.frames + 1,
            stats.incomplete + (frame.fault is not None),
            stats.missed + frame.missed_since_last,
        )


def _frame_ids(device: AravisDevice) -> FrameIds:
    """GigE ids are 16 bits from 1 unless extended; those of USB3 Vision are 64 bits from 0."""
    if not device.is_gige:
        return FrameIds()
    nodes = device.nodes
    if nodes.kind(_EXTENDED_IDS) is not None and nodes.read(_EXTENDED_IDS) == "On":
        return FrameIds(first=1)
    return FrameIds(GIGE_VISION_16_BIT, first=1, skips_zero=True)
