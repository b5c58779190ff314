"""What an image is to the vision functions, and the few facts they all need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.phrases.pictures import PicturePhrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

_DEPTHS = {np.dtype(np.uint8): ("8", 255), np.dtype(np.uint16): ("16", 65535)}

_ROWS_LOOKED_AT_FIRST = 64


def require_supported(image: Image) -> None:
    """Check that the image is Mono8, Mono16, BGR8 or BGR16 and not empty.

    Raises:
        ImageUnsuitableError: it is not.
    """
    if image.dtype not in _DEPTHS:
        raise ImageUnsuitableError(PicturePhrase.PIXELS_UNSUITABLE(pixels=str(image.dtype)))
    if image.ndim not in (2, 3) or (image.ndim == 3 and image.shape[2] != 3):
        raise ImageUnsuitableError(PicturePhrase.SHAPE_UNSUITABLE(shape=str(image.shape)))
    if image.size == 0:
        raise ImageUnsuitableError(PicturePhrase.SHAPE_EMPTY(shape=str(image.shape)))


def pixel_format(image: Image) -> str:
    """The PFNC name: ``Mono8``, ``Mono16``, ``BGR8`` or ``BGR16``."""
    bits, _ = _DEPTHS[image.dtype]
    return f"{'BGR' if is_colour(image) else 'Mono'}{bits}"


def is_colour(image: Image) -> bool:
    """Whether the image has three channels."""
    return image.ndim == 3


def full_scale(image: Image) -> int:
    """The largest value a pixel can have: 255 or 65535."""
    return _DEPTHS[image.dtype][1]


def size_text(image: Image) -> str:
    """``640x480``: width, then height, in pixels."""
    return f"{image.shape[1]}x{image.shape[0]}"


def is_repeated(image: Image, before: Image) -> bool:
    """Whether both are the same to the last bit, as no two exposures of a sensor are."""
    rows = slice(None, None, _ROWS_LOOKED_AT_FIRST)
    return np.array_equal(image[rows], before[rows]) and np.array_equal(image, before)


def saturate(values: NDArray[np.floating[Any]], like: Image) -> Image:
    """Round to nearest and clip into the range of ``like``'s pixels."""
    limited = np.clip(np.rint(values), 0, full_scale(like))
    return cast("Image", limited.astype(like.dtype))


def histogram(image: Image) -> NDArray[np.int64]:
    """Pixel counts per value over all channels, shape ``(full_scale + 1,)``."""
    levels = full_scale(image) + 1
    flat = cast("Image", np.ascontiguousarray(image).reshape(image.shape[0], -1))
    counts = cv2.calcHist([flat], [0], None, [levels], [0, levels])
    return np.asarray(counts).ravel().astype(np.int64)


def apply_table(image: Image, table: Image) -> Image:
    """Replace every pixel value by its entry in ``table``, shape ``(full_scale + 1,)``."""
    if image.dtype == np.uint8:
        return cast("Image", cv2.LUT(image, table))
    return table[image]
