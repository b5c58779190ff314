"""Reading one image file, refused from its header when it cannot or must not be decoded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnreadableError, ImageUnsuitableError
from inspector.domain.phrases.entries import FilePhrase
from inspector.domain.phrases.pictures import PicturePhrase
from inspector.vision.formats import bmp, jpeg, png, tiff, webp
from inspector.vision.formats.header import ImageHeader, MalformedHeaderError
from inspector.vision.image import require_supported

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

MAX_PIXELS = 50_000_000
MIN_SIDE_PX = 8
_LARGEST_BYTES_PER_PIXEL = 8
_FILE_OVERHEAD_BYTES = 16 << 20


def read_image(path: Path, max_pixels: int = MAX_PIXELS) -> Image:
    """Read a PNG, JPEG, BMP, TIFF or WebP file.

    Grey files give ``(H, W)``, colour and palette files ``(H, W, 3)`` in BGR, in 8 or 16 bits as
    stored. Transparency in PNG and WebP is dropped and the stored colour kept. Orientation tags
    are ignored: pixels come as the sensor wrote them. Only the first page of a TIFF is read.

    Args:
        path: Any name that the system allows.
        max_pixels: Larger pictures are refused before they are decoded.

    Returns:
        An owned, writable, contiguous uint8 or uint16 array.

    Raises:
        ImageUnreadableError: the file is missing, empty, truncated, damaged or in another format.
        ImageUnsuitableError: too large, smaller than 8 px a side, or in a mode such as CMYK.
    """
    content = _read_bytes(path, max_pixels)
    header = _header(content.data, path)
    if header.unsuitable:
        mode = PicturePhrase.PICTURE_MODE_UNSUITABLE(file=path.name, mode=header.unsuitable)
        raise ImageUnsuitableError(mode)
    size = f"{header.width}x{header.height}"
    if header.width * header.height > max_pixels:
        most = max_pixels / 1e6
        raise ImageUnsuitableError(
            PicturePhrase.PICTURE_TOO_LARGE(file=path.name, size=size, most=most)
        )
    if min(header.width, header.height) < MIN_SIDE_PX:
        raise ImageUnsuitableError(
            PicturePhrase.PICTURE_TOO_SMALL(file=path.name, size=size, least=MIN_SIDE_PX)
        )
    if header.damage:
        raise ImageUnreadableError(
            PicturePhrase.PICTURE_DAMAGED(file=path.name, damage=header.damage)
        )
    return _decode(content, header, path)


def _read_bytes(path: Path, max_pixels: int) -> NDArray[np.uint8]:
    try:
        size = path.stat().st_size
        if size > max_pixels * _LARGEST_BYTES_PER_PIXEL + _FILE_OVERHEAD_BYTES:
            raise ImageUnsuitableError(
                PicturePhrase.PICTURE_FILE_TOO_LARGE(file=path.name, megabytes=round(size / 1e6))
            )
        # cv2.imread cannot open names outside the code page on Windows, so Python opens them.
        content = np.fromfile(path, np.uint8)
    except OSError as error:
        system = error.strerror or str(error)
        raise ImageUnreadableError(
            FilePhrase.FILE_UNREADABLE(file=path.name, system=system)
        ) from error
    if content.size == 0:
        raise ImageUnreadableError(PicturePhrase.PICTURE_EMPTY(file=path.name))
    return content


def _header(content: memoryview, path: Path) -> ImageHeader:
    reader = _reader(content)
    if reader is None:
        raise ImageUnreadableError(PicturePhrase.PICTURE_FORMAT_UNKNOWN(file=path.name))
    try:
        return reader(content)
    except MalformedHeaderError as error:
        raise ImageUnreadableError(
            PicturePhrase.PICTURE_DAMAGED(file=path.name, damage=str(error))
        ) from error


def _reader(content: memoryview) -> Callable[[memoryview], ImageHeader] | None:
    start = bytes(content[:8])
    if start == png.SIGNATURE:
        return png.read_header
    if start.startswith(jpeg.SIGNATURE):
        return jpeg.read_header
    if start.startswith(bmp.SIGNATURE):
        return bmp.read_header
    if start.startswith(tiff.SIGNATURES):
        return tiff.read_header
    if start.startswith(webp.SIGNATURE) and webp.is_webp(content):
        return webp.read_header
    return None


def _decode(content: NDArray[np.uint8], header: ImageHeader, path: Path) -> Image:
    mode = cv2.IMREAD_COLOR if header.colour else cv2.IMREAD_GRAYSCALE
    cv2.utils.logging.setLogLevel(
        cv2.utils.logging.LOG_LEVEL_SILENT
    )  # OpenCV's own log would repeat on stderr what the errors below say.
    try:
        decoded = cv2.imdecode(content, mode | cv2.IMREAD_ANYDEPTH | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error as error:
        raise ImageUnreadableError(
            PicturePhrase.PICTURE_DAMAGED(file=path.name, damage=error.err)
        ) from error
    if decoded is None or decoded.shape[:2] != (header.height, header.width):
        raise ImageUnreadableError(PicturePhrase.PIXELS_DAMAGED(file=path.name))
    image = cast("Image", decoded)
    require_supported(image)
    return image
