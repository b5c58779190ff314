"""What a network could look at instead of the part: borders, corners, light, file and position."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.training.datasets.item import RevisionItem

BORDER_SHARE = 0.10
_SHRUNK_PX = 320
_CELLS = 4
_HEADER_BYTES = 1 << 16
Vector = NDArray[np.float64]


def picture_cues(image: NDArray[np.uint8]) -> Mapping[str, Vector]:
    """Features of an image's border, corners, middle and brightness.

    The border and the corners are the outer 10 % on each side. ``middle`` is measured in the same
    way and is no cue: it says how far the border is from being just more of the same surface.
    """
    small = _shrunk(image)
    height, width = small.shape[:2]
    y, x = max(1, round(BORDER_SHARE * height)), max(1, round(BORDER_SHARE * width))
    strips = [small[:y], small[-y:], small[:, :x].swapaxes(0, 1), small[:, -x:].swapaxes(0, 1)]
    corners = [small[:y, :x], small[:y, -x:], small[-y:, :x], small[-y:, -x:]]
    middle = small[height // 4 : height - height // 4, width // 4 : width - width // 4]
    bands = np.array_split(middle, 4)
    grey = small.mean(2)
    return {
        "border": _cells(strips),
        "corners": np.concatenate([_statistics(corner) for corner in corners]),
        "middle": _cells(bands),
        "brightness": np.array([grey.mean(), grey.std()]),
    }


def file_cues(item: RevisionItem, path: Path) -> Mapping[str, Vector]:
    """Features of the file, the same for all parts of one picture."""
    cues = {
        "file size": np.log([item.size_bytes]),
        "size in pixels": np.log([item.width, item.height]),
    }
    quality = jpeg_quality(path)
    cues["JPEG quality"] = np.array([quality if quality is not None else 100.0, quality is None])
    if item.rect is not None:
        rect = item.rect
        centre = [rect.left + rect.width / 2, rect.top + rect.height / 2]
        cues["position"] = np.array(centre) / [item.width, item.height]
    return cues


def jpeg_quality(path: Path) -> float | None:
    """The quality at which the luminance table of the IJG would be as coarse; ``None`` for others.

    Source: the scaling of quantization tables in libjpeg's ``jcparam.c``.
    """
    from PIL import Image, JpegImagePlugin

    with path.open("rb") as stream:
        start = stream.read(_HEADER_BYTES)
    if not start.startswith(b"\xff\xd8"):
        return None
    try:
        with Image.open(io.BytesIO(start), formats=["JPEG"]) as image:
            tables = image.quantization if isinstance(image, JpegImagePlugin.JpegImageFile) else {}
    except (OSError, SyntaxError):  # The tables lie behind an unusually long header.
        return None
    if not tables:
        return None
    scale = 100 * float(np.mean(tables[0])) / _MEAN_OF_STANDARD_TABLE
    return (200 - scale) / 2 if scale <= 100 else 5000 / scale


_MEAN_OF_STANDARD_TABLE = 57.625


def _shrunk(image: NDArray[np.uint8]) -> Vector:
    planes = image.reshape(*image.shape[:2], -1)
    factor = _SHRUNK_PX / max(planes.shape[:2])
    if factor < 1:
        size = [max(8, round(side * factor)) for side in planes.shape[1::-1]]
        planes = np.asarray(cv2.resize(planes, size, interpolation=cv2.INTER_AREA))
    return np.broadcast_to(planes.reshape(*planes.shape[:2], -1), (*planes.shape[:2], 3)).astype(
        float
    )


def _cells(strips: list[Vector]) -> Vector:
    """Statistics of four cells along each strip, as one vector."""
    return np.concatenate(
        [
            _statistics(cell)
            for strip in strips
            for cell in np.array_split(strip, min(_CELLS, strip.shape[1]), axis=1)
        ]
    )


def _statistics(cell: Vector) -> Vector:
    """Mean of each channel and the spread of grey."""
    return np.append(cell.mean((0, 1)), cell.mean(2).std())
