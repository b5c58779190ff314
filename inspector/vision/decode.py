"""Pictures of our own archive, from bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnreadableError

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
    return cast("Image", image)
