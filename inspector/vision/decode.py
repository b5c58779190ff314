"""Pictures of our own archive, from bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnreadableError
from inspector.vision.formats import webp

if TYPE_CHECKING:
    from inspector.domain.frame import Image


def decode_archived(picture: bytes) -> Image:
    """The pixels of an archived picture, ``(H, W)`` or ``(H, W, 3)`` BGR, 8 or 16 bits as stored.

    Raises:
        ImageUnreadableError: the bytes are no picture.
    """
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_UNCHANGED)
    if image is None:
        raise ImageUnreadableError("the archived picture cannot be decoded")
    if webp.is_webp(memoryview(picture)) and webp.is_grey(memoryview(picture)):
        image = np.ascontiguousarray(image[..., 0])
    return cast("Image", image)
