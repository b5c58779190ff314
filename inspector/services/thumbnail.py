"""Small pictures for lists, made on the fly from the lossless ones."""

from __future__ import annotations

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnreadableError

_JPEG_PARAMETERS = (cv2.IMWRITE_JPEG_QUALITY, 85)


def thumbnail_jpeg(picture: bytes, size_px: int) -> bytes:
    """Shrink a PNG to fit a square of ``size_px``; a smaller picture keeps its size.

    16-bit pictures are shown by their upper 8 bits.

    Raises:
        ImageUnreadableError: the bytes are no picture.
    """
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_UNCHANGED)
    if image is None:
        raise ImageUnreadableError("the archived picture cannot be decoded")
    height, width = image.shape[:2]
    scale = min(1.0, size_px / max(height, width))
    shape = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, shape, interpolation=cv2.INTER_AREA)
    if small.dtype == np.uint16:
        small = cv2.convertScaleAbs(small, alpha=1 / 256)
    _, encoded = cv2.imencode(".jpg", small, _JPEG_PARAMETERS)
    return encoded.tobytes()
