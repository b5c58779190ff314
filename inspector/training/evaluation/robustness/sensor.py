"""What a sensor, its gain and its data path add."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from inspector.training.evaluation.pictures import Pixels


def gaussian_noise(image: Pixels, sigma: float, rng: Generator) -> Pixels:
    """As high gain in weak light; each pixel and channel by itself."""
    noise = rng.standard_normal(image.shape, np.float32) * np.float32(255 * sigma)
    return np.clip(np.rint(image + noise), 0, 255).astype(np.uint8)


def salt_and_pepper(image: Pixels, share: float, rng: Generator) -> Pixels:
    """As dead and hot pixels or bit errors: black or white in all channels."""
    draw = rng.random(image.shape[:2], np.float32)
    spoiled = image.copy()
    spoiled[draw < share / 2] = 0
    spoiled[draw > 1 - share / 2] = 255
    return spoiled


def jpeg(image: Pixels, quality: float, _: Generator) -> Pixels:
    """As a camera or an archive that compresses before the model sees the picture."""
    content = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(quality)])[1]
    kind = cv2.IMREAD_GRAYSCALE if image.ndim == 2 else cv2.IMREAD_COLOR
    return np.asarray(cv2.imdecode(content, kind), np.uint8)
