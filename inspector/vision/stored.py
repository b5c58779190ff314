"""Pictures as the archive keeps them: encoded, and told from their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from inspector.domain.pictures import PictureFormat
from inspector.vision.encode import encode, encode_png
from inspector.vision.formats import jpeg, png, webp
from inspector.vision.image import is_colour, require_supported

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspector.domain.frame import Image

_LOSSLESS = 101
_SIDE_MAX_PX: Mapping[PictureFormat, int] = {
    PictureFormat.WEBP: 16_383,
    PictureFormat.WEBP_LOSSY: 16_383,
    PictureFormat.JPEG: 65_500,
}


def encode_stored(image: Image, wanted: PictureFormat, quality: int) -> tuple[bytes, PictureFormat]:
    """The file of a picture, and what kind of file it became.

    Only PNG holds more than 8 bits and sides of any length; such a picture becomes PNG, whatever
    was wanted.

    Args:
        image: Mono8, Mono16, BGR8 or BGR16.
        wanted: Its kind.
        quality: Of a lossy one, 1 to 100.

    Raises:
        ImageUnsuitableError: the image has another format.
    """
    require_supported(image)
    too_deep = image.dtype != np.uint8
    if wanted is PictureFormat.PNG or too_deep or max(image.shape[:2]) > _SIDE_MAX_PX[wanted]:
        return encode_png(image), PictureFormat.PNG
    if wanted is PictureFormat.JPEG:
        return encode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, quality)), wanted
    content = encode(
        ".webp",
        image,
        (cv2.IMWRITE_WEBP_QUALITY, quality if wanted.is_lossy else _LOSSLESS),
    )
    return content if is_colour(image) else webp.marked_grey(content), wanted


def stored_as(picture: bytes) -> PictureFormat | None:
    """What kind of file a picture is; ``None`` when the archive writes no such files."""
    content = memoryview(picture)
    if picture.startswith(png.SIGNATURE):
        return PictureFormat.PNG
    if picture.startswith(jpeg.SIGNATURE):
        return PictureFormat.JPEG
    if picture.startswith(webp.SIGNATURE) and webp.is_webp(content):
        lossless = webp.is_lossless(content)
        return PictureFormat.WEBP if lossless else PictureFormat.WEBP_LOSSY
    return None


def media_type(picture: bytes) -> str:
    """Its name on the web; that of bytes for one that the archive did not write."""
    kind = stored_as(picture)
    return "application/octet-stream" if kind is None else kind.media_type
