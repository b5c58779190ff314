"""Numbering and counting of frames, the same for every driver that has no counter of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from inspector import clock
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.ports import CameraStats
from inspector.vision.image import pixel_format

if TYPE_CHECKING:
    from inspector.domain.frame import Image


class FrameCounter:
    """Makes frames with ids that run from 1 without a gap, and counts them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._frames = 0
        self._incomplete = 0
        self._missed = 0

    def frame(
        self,
        image: Image,
        *,
        source: str | None = None,
        missed: int = 0,
        read_ns: int | None = None,
    ) -> Frame:
        """A complete frame; the array becomes read-only and must be nobody else's.

        Args:
            image: The picture.
            source: Name of the picture where it is not the device's.
            missed: Frames that the device delivered since the last and nobody took; their ids
                are skipped.
            read_ns: When it was complete, if that was not just now.
        """
        image.flags.writeable = False
        frame = self._next(image, pixel_format(image), None, source, missed)
        return frame if read_ns is None else replace(frame, host_ns=read_ns)

    def faulty(self, fault: Reason, *, source: str | None = None) -> Frame:
        """A frame without a picture: it keeps its place, so that no later one shifts."""
        self._incomplete += 1
        return self._next(None, "", fault, source, 0)

    def stats(self) -> CameraStats:
        """Counts so far."""
        return CameraStats(self._frames, self._incomplete, self._missed)

    def _next(
        self,
        image: Image | None,
        format_name: str,
        fault: Reason | None,
        source: str | None,
        missed: int,
    ) -> Frame:
        self._frames += 1
        self._missed += missed
        return Frame(
            image=image,
            pixel_format=format_name,
            frame_id=self._frames + self._missed,
            missed_since_last=missed,
            host_ns=clock.monotonic_ns(),
            fault=fault,
            source=self._source if source is None else source,
        )
