"""A small grey copy of a picture, for measurements that need no detail."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.vision.depth import to_8bit
from inspector.vision.grey import grey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image


def small_grey(image: Image, *, max_side_px: int, significant_bits: int) -> NDArray[np.uint8]:
    """Average square blocks of pixels; what remains at the right and lower edge is left out.

    Whole blocks are several times faster than an arbitrary scale.

    Args:
        image: Shape ``(height, width)`` or ``(height, width, 3)``.
        max_side_px: No side of the result is longer.
        significant_bits: Bits that the camera delivers in 16-bit pixels; 8-bit images ignore it.
    """
    height, width = image.shape[:2]
    block = block_side_px(image, max_side_px)
    rows, columns = max(1, height // block), max(1, width // block)
    whole = grey(image, channel="luma")[: rows * block, : columns * block]
    small = cast("Image", cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA))
    return cast("NDArray[np.uint8]", to_8bit(small, significant_bits=significant_bits))


def block_side_px(image: Image, max_side_px: int) -> int:
    """How many pixels each way become one pixel of the small copy."""
    longest: int = max(image.shape[:2])
    return -(-longest // max_side_px)
