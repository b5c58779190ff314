"""Small pictures for lists, made on the fly from the archived ones."""

from __future__ import annotations

import cv2
import numpy as np

from inspector.vision.decode import decode_archived

_JPEG_PARAMETERS = (cv2.IMWRITE_JPEG_QUALITY, 85)


def thumbnail_jpeg(picture: bytes, size_px: int) -> bytes:
    """Shrink an archived picture to fit a square of ``size_px``; a smaller picture keeps its size.

    16-bit pictures are shown by their upper 8 bits.

    Raises:
        ImageUnreadableError: the bytes are no picture.
    """
    image = decode_archived(picture)
    height, width = image.shape[:2]
    scale = min(1.0, size_px / max(height, width))
    shape = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, shape, interpolation=cv2.INTER_AREA)
    if small.dtype == np.uint16:
        small = cv2.convertScaleAbs(small, alpha=1 / 256)
    _, encoded = cv2.imencode(".jpg", small, _JPEG_PARAMETERS)
    return encoded.tobytes()
