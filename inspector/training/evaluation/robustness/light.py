"""Light that is not what it was."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from inspector.training.evaluation.pictures import Pixels


def brightness(image: Pixels, amount: float, rng: Generator) -> Pixels:
    """As stray light or a lamp that ages: the same for all pixels, brighter or darker."""
    sign = 1 if rng.random() < 0.5 else -1
    return _rounded(image + np.float32(255 * sign * amount))


def contrast(image: Pixels, factor: float, _: Generator) -> Pixels:
    """As dust in the air or on the glass."""
    mean = np.float32(image.mean())
    return _rounded(mean + np.float32(factor) * (image - mean))


def uneven_light(image: Pixels, amount: float, rng: Generator) -> Pixels:
    """As a lamp that was turned: gain rises linearly across the picture, in any direction."""
    y, x = _coordinates(image)
    angle = 2 * math.pi * rng.random()
    slope = (math.cos(angle) * x + math.sin(angle) * y) / (
        abs(math.cos(angle)) + abs(math.sin(angle))
    )
    return _with_gain(image, 1 + amount * slope)


def vignetting(image: Pixels, amount: float, _: Generator) -> Pixels:
    """As a lens that is too small or dirty at its rim: gain falls with the squared radius."""
    y, x = _coordinates(image)
    return _with_gain(image, 1 - amount * (x**2 + y**2) / 2)


def _coordinates(image: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Rows and columns from -1 to 1."""
    height, width = image.shape[:2]
    rows = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    return rows, np.linspace(-1, 1, width, dtype=np.float32)[None, :]


def _with_gain(image: Pixels, gain: NDArray[np.floating]) -> Pixels:
    return _rounded(image * (gain[..., None] if image.ndim == 3 else gain))


def _rounded(image: NDArray[np.floating]) -> Pixels:
    return np.asarray(np.clip(np.rint(image), 0, 255), np.uint8)
