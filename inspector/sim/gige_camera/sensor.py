"""From a picture to the bytes that a sensor of a given size and pixel format delivers of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.sim.gige_camera.settings import PIXEL_FORMATS

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_NAMES = {value: name for name, value in PIXEL_FORMATS.items()}
_DEPTHS = {"Mono12": 12, "Mono12p": 12, "Mono16": 16}


def on_sensor(image: Image, width: int, height: int) -> Image:
    """The picture in the middle of the sensor: cut where it is larger, black around it."""
    if image.shape[:2] == (height, width):
        return image
    sensor = np.zeros((height, width, *image.shape[2:]), image.dtype)
    tall, wide = min(height, image.shape[0]), min(width, image.shape[1])
    sensor[_middle(height, tall), _middle(width, wide)] = image[
        _middle(image.shape[0], tall), _middle(image.shape[1], wide)
    ]
    return cast("Image", sensor)


def pixels(image: Image, pixel_format: int) -> memoryview:
    """What goes over the wire.

    Args:
        image: ``(h, w)`` or ``(h, w, 3)`` BGR, 8 or 16 bits; a 16-bit picture for ``Mono12``
            holds 12-bit values.
        pixel_format: PFNC value, one of :data:`PIXEL_FORMATS`.
    """
    return np.ascontiguousarray(_delivered(image, _NAMES[pixel_format])).data.cast("B")


def _delivered(image: Image, name: str) -> NDArray[np.uint8] | NDArray[np.uint16]:
    if name in _DEPTHS:
        values = _deep_grey(image, _DEPTHS[name])
        return _packed_12(values) if name == "Mono12p" else values.astype("<u2")
    if name == "Mono8":
        return _eight_bit(_grey(image))
    colour = _eight_bit(_colour(image))
    if name == "BayerRG8":
        return _mosaic(colour)
    return colour[..., ::-1] if name == "RGB8" else colour


def _middle(whole: int, part: int) -> slice:
    begin = (whole - part) // 2
    return slice(begin, begin + part)


def _grey(image: Image) -> Image:
    return image if image.ndim == 2 else cast("Image", cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))


def _colour(image: Image) -> Image:
    return image if image.ndim == 3 else cast("Image", cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))


def _eight_bit(image: Image) -> NDArray[np.uint8]:
    deep = image.dtype == np.uint16
    return (image >> 8).astype(np.uint8) if deep else cast("NDArray[np.uint8]", image)


def _deep_grey(image: Image, bits: int) -> NDArray[np.uint16]:
    grey = _grey(image).astype(np.uint16)
    return np.left_shift(grey, np.uint16(bits - 8)) if image.dtype == np.uint8 else grey


def _packed_12(values: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """PFNC ``Mono12p``: two pixels in three bytes, the first in the lower bits."""
    flat = values.ravel()
    if flat.size % 2:
        flat = np.append(flat, np.uint16(0))
    first, second = flat[::2], flat[1::2]
    packed = np.empty((first.size, 3), np.uint8)
    packed[:, 0] = first & 0xFF
    packed[:, 1] = first >> 8 | (second & 0xF) << 4
    packed[:, 2] = second >> 4
    return packed.ravel()[: (values.size * 3 + 1) // 2]


def _mosaic(bgr: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """``BayerRG``: red at the origin, blue at odd rows and columns, green elsewhere."""
    mosaic = bgr[..., 1].copy()
    mosaic[::2, ::2] = bgr[::2, ::2, 2]
    mosaic[1::2, 1::2] = bgr[1::2, 1::2, 0]
    return mosaic
