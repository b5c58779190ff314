"""Small pictures for lists, made on the fly from the archived ones."""

from __future__ import annotations

from inspector.vision.decode import decode_archived
from inspector.vision.encode import encode_jpeg


def thumbnail_jpeg(picture: bytes, size_px: int) -> bytes:
    """Shrink an archived picture to fit a square of ``size_px``; a smaller picture keeps its size.

    16-bit pictures are shown by their upper 8 bits.

    Raises:
        ImageUnreadableError: the bytes are no picture.
    """
    return encode_jpeg(decode_archived(picture), max_side_px=size_px)
