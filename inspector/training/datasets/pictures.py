"""What one picture file holds, and why it may not be trained on."""

from __future__ import annotations

import hashlib
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspector.domain.errors.camera import CameraError
from inspector.vision.formats import png
from inspector.vision.imagefile import read_image

_PNG_CHUNKS_BEFORE_PIXELS = 4096


class UnsuitablePictureError(ValueError):
    """A file holds no picture that can be trained on; the caller leaves it out and says why."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """Size and content of one usable picture."""

    width: int
    height: int
    channels: int
    pixels_sha256: str


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_pixels(path: Path) -> NDArray[np.uint8]:
    """One picture of 8 bits, ``(H, W)`` or ``(H, W, 3)`` BGR.

    Raises:
        UnsuitablePictureError: damaged, animated, CMYK, of 16 bits, too small or too large.
    """
    try:
        image = read_image(path)
    except CameraError as error:
        raise UnsuitablePictureError(error.detail.removeprefix(f"{path.name}: ")) from error
    if image.dtype != np.uint8:
        raise UnsuitablePictureError("16 bits per pixel; convert it to 8 bits")
    if _is_animated_png(path):
        raise UnsuitablePictureError("it is an animation (APNG)")
    return np.asarray(image, np.uint8)


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height as the file's header tells them, without decoding the picture.

    Raises:
        UnsuitablePictureError: it is no picture, or one that is far too large.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                return image.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnsuitablePictureError(f"its size cannot be read: {error}") from error


def examine(path: Path) -> PictureFacts:
    """Decode a picture and name its content.

    Raises:
        UnsuitablePictureError: as :func:`read_pixels`.
    """
    image = read_pixels(path)
    digest = hashlib.sha256(repr(image.shape).encode() + image.tobytes())
    return PictureFacts(
        width=image.shape[1],
        height=image.shape[0],
        channels=1 if image.ndim == 2 else image.shape[2],
        pixels_sha256=digest.hexdigest(),
    )


def _is_animated_png(path: Path) -> bool:
    """Whether an ``acTL`` chunk comes before the pixels, as the APNG specification asks."""
    with path.open("rb") as stream:
        start = stream.read(_PNG_CHUNKS_BEFORE_PIXELS)
    if not start.startswith(png.SIGNATURE):
        return False
    first = re.search(rb"acTL|IDAT", start)
    return first is not None and first.group() == b"acTL"
