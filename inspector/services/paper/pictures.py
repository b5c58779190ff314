"""Small copies of archived pictures."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.errors.base import InspectorError
from inspector.domain.history import ExportedResult
from inspector.domain.record_ports import ImageReader
from inspector.services.history.thumbnail import thumbnail_jpeg

_SIDE_PX = 300


@dataclass(frozen=True, slots=True)
class SmallPictures:
    """Reads them from ``images``, small enough that a report of many parts stays readable."""

    images: ImageReader

    def __call__(self, result: ExportedResult) -> bytes | None:
        """A JPEG; ``None`` where the picture is gone or damaged."""
        try:
            return thumbnail_jpeg(self.images.read(result.image), _SIDE_PX)
        except InspectorError:
            return None
