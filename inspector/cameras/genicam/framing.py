"""From a library's buffers to frames: ids unwrapped, pixels decoded, counts kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.ports import CameraStats
from inspector.vision.pfnc import PixelFormat, decode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from inspector.cameras.genicam.frame_ids import FrameIds
    from inspector.domain.frame import Image


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a library handed out.

    Attributes:
        raw_id: The device's own frame id, as it came; ``None`` when it was lost with its packet.
        content: The buffer, valid for this one call; ``None`` when packets were lost.
        pixel_format: PFNC code of the buffer, not of the node; 0 where there is no content.
        width: Pixels in a line.
        height: Lines.
        padding_x: Bytes after each line.
        device_ns: The device's time; ``None`` where it has none.
    """

    raw_id: int | None
    content: bytes | memoryview | NDArray[np.uint8] | None = None
    pixel_format: int = 0
    width: int = 0
    height: int = 0
    padding_x: int = 0
    device_ns: int | None = None


class Framing:
    """Makes the frames of one connection, across its stops and starts.

    Attributes:
        stats: Counts so far.
    """

    def __init__(self, source: str, ids: FrameIds, demosaic: str) -> None:
        self._source = source
        self._ids = ids
        self._demosaic = demosaic
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
        host_ns = monotonic_ns()
        frame_id, missed = self._ids.unwrap(delivered.raw_id)
        pixel_format, image = self._decoded(delivered)
        frame = Frame(
            image=image,
            pixel_format=pixel_format,
            frame_id=frame_id,
            missed_since_last=missed,
            host_ns=host_ns,
            device_ns=delivered.device_ns,
            fault=Reason.FRAME_INCOMPLETE if image is None else None,
            source=self._source,
        )
        self._count(frame)
        return frame

    def _decoded(self, delivered: Delivered) -> tuple[str, Image | None]:
        """PFNC name and picture; none too when the device sent less than its format needs."""
        if delivered.content is None:
            return "", None
        pixel_format = PixelFormat.from_code(delivered.pixel_format).name
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
            return pixel_format, None
        image.flags.writeable = False
        return pixel_format, image

    def _count(self, frame: Frame) -> None:
        stats = self.stats
        self.stats = CameraStats(
            stats.frames + 1,
            stats.incomplete + (frame.fault is not None),
            stats.missed + frame.missed_since_last,
        )
