"""A lens that is out of focus."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from inspector.training.evaluation.pictures import Pixels

_SUBSAMPLES = 5


def gaussian_blur(image: Pixels, sigma: float, _: Generator) -> Pixels:
    """As a soft lens, a film of oil or a small movement of the part in every direction."""
    blurred = cv2.GaussianBlur(
        image, (0, 0), sigma * min(image.shape[:2]), borderType=cv2.BORDER_REFLECT_101
    )
    return np.asarray(blurred, np.uint8)


def defocus(image: Pixels, radius: float, _: Generator) -> Pixels:
    """As the aperture of a lens draws a point that is out of focus: a disc."""
    kernel = disc(radius * min(image.shape[:2]))
    return np.asarray(cv2.filter2D(image, -1, kernel, borderType=cv2.BORDER_REFLECT_101), np.uint8)


def disc(radius_px: float) -> NDArray[np.float32]:
    """A disc that sums to 1, its rim as dark as its share of each pixel."""
    reach = int(np.ceil(radius_px + 0.5))
    fine = (np.arange((2 * reach + 1) * _SUBSAMPLES) + 0.5) / _SUBSAMPLES - reach - 0.5
    inside = (fine[:, None] ** 2 + fine[None, :] ** 2 <= max(radius_px, 0.5) ** 2).astype(float)
    side = 2 * reach + 1
    kernel = inside.reshape(side, _SUBSAMPLES, side, _SUBSAMPLES).mean(axis=(1, 3))
    return np.asarray(kernel / kernel.sum(), np.float32)
