"""New pictures, seen a little differently: as the next part of the same kind could lie."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_SHIFT = 0.02
_ANGLE_DEG = 2.0
_SCALE = 0.03
_GAIN = 0.1
_OFFSET = 8.0
_NOISE = 2.0


def varied(
    image: NDArray[np.uint8], count: int, rng: np.random.Generator
) -> list[NDArray[np.uint8]]:
    """The picture itself and ``count - 1`` slightly moved, turned, scaled and relit copies.

    No mirror image and no quarter turn: whether the part allows them nobody has said.
    """
    return [image, *(_variation(image, rng) for _ in range(count - 1))]


def _variation(image: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    matrix = np.asarray(
        cv2.getRotationMatrix2D(
            (width / 2, height / 2),
            float(rng.uniform(-_ANGLE_DEG, _ANGLE_DEG)),
            float(rng.uniform(1 - _SCALE, 1 + _SCALE)),
        ),
        np.float64,
    )
    matrix[:, 2] += rng.uniform(-_SHIFT, _SHIFT, 2) * np.array([width, height])
    moved = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    noise = _NOISE * rng.standard_normal(moved.shape, np.float32)
    light = np.asarray(moved, np.float32) * rng.uniform(1 - _GAIN, 1 + _GAIN)
    lit = light + rng.uniform(-_OFFSET, _OFFSET) + noise
    return np.asarray(lit.clip(0, 255), np.uint8)
