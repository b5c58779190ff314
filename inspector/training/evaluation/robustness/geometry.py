"""A part that lies elsewhere, or something that lies on it."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from inspector.training.evaluation.pictures import Pixels

_FILLS = (0, 128, 255)


def occlusion(image: Pixels, area: float, rng: Generator) -> Pixels:
    """As a chip, a label or a finger: a dark, grey or bright rectangle anywhere.

    Where it covers the defect no model can see it; its escapes are to be read so.
    """
    height, width = image.shape[:2]
    aspect = math.exp(rng.uniform(-math.log(2), math.log(2)))
    tall = min(height, max(1, round(height * math.sqrt(area * aspect))))
    wide = min(width, max(1, round(width * math.sqrt(area / aspect))))
    top = int(rng.integers(0, height - tall + 1))
    left = int(rng.integers(0, width - wide + 1))
    covered = image.copy()
    covered[top : top + tall, left : left + wide] = _FILLS[rng.integers(len(_FILLS))]
    return covered


def rotation(image: Pixels, degrees: float, rng: Generator) -> Pixels:
    """As a part that was put down at an angle; what comes into view repeats the border."""
    height, width = image.shape[:2]
    sign = 1 if rng.random() < 0.5 else -1
    centre = ((width - 1) / 2, (height - 1) / 2)
    return _warp(
        image, np.asarray(cv2.getRotationMatrix2D(centre, sign * degrees, 1.0), np.float64)
    )


def shift(image: Pixels, share: float, rng: Generator) -> Pixels:
    """As a trigger that comes early or late; what comes into view repeats the border."""
    height, width = image.shape[:2]
    signs = rng.choice((-1, 1), 2)
    matrix = np.array([[1, 0, signs[0] * share * width], [0, 1, signs[1] * share * height]])
    return _warp(image, matrix)


def _warp(image: Pixels, matrix: NDArray[np.float64]) -> Pixels:
    size = (image.shape[1], image.shape[0])
    moved = cv2.warpAffine(
        image, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(moved, np.uint8)
