"""What can go wrong with a picture, at five severities (after Hendrycks and Dietterich 2019).

Lengths are shares of the picture's shorter side, so that a severity means the same at every
resolution; grey levels are shares of full scale. All take and give 8 bits, grey or colour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from inspector.training.evaluation.pictures import Pixels
from inspector.training.evaluation.robustness import geometry, light, optics, sensor

SEVERITIES = (1, 2, 3, 4, 5)
Operation = Callable[[Pixels, float, Generator], Pixels]


@dataclass(frozen=True, slots=True)
class Disturbance:
    """One thing that can go wrong.

    Attributes:
        name: As it stands in documents and manifests.
        parameter: What its amounts are, with the unit.
        amounts: One for each severity.
        operation: Applies one amount; draws what is random, such as a direction.
    """

    name: str
    parameter: str
    amounts: tuple[float, float, float, float, float]
    operation: Operation

    def apply(self, image: Pixels, severity: int, rng: Generator) -> Pixels:
        """The disturbed picture, of the same shape.

        Args:
            image: ``(H, W)`` or ``(H, W, 3)``.
            severity: 1 to 5.
            rng: The same state gives the same picture.
        """
        return np.ascontiguousarray(self.operation(image, self.amounts[severity - 1], rng))


DISTURBANCES = (
    Disturbance(
        "gaussian_blur",
        "standard deviation, share of the shorter side",
        (0.003, 0.006, 0.010, 0.016, 0.024),
        optics.gaussian_blur,
    ),
    Disturbance(
        "defocus",
        "radius of the disc, share of the shorter side",
        (0.005, 0.009, 0.015, 0.023, 0.034),
        optics.defocus,
    ),
    Disturbance(
        "gaussian_noise",
        "standard deviation, share of full scale",
        (0.02, 0.04, 0.07, 0.11, 0.16),
        sensor.gaussian_noise,
    ),
    Disturbance(
        "salt_and_pepper",
        "share of the pixels",
        (0.002, 0.005, 0.01, 0.02, 0.05),
        sensor.salt_and_pepper,
    ),
    Disturbance(
        "brightness",
        "added or taken, share of full scale",
        (0.05, 0.10, 0.16, 0.23, 0.32),
        light.brightness,
    ),
    Disturbance(
        "contrast",
        "factor on the distance from the mean",
        (0.85, 0.70, 0.55, 0.40, 0.25),
        light.contrast,
    ),
    Disturbance(
        "uneven_light",
        "gain added on one side and taken on the other",
        (0.08, 0.16, 0.26, 0.38, 0.52),
        light.uneven_light,
    ),
    Disturbance(
        "vignetting",
        "gain lost in the corners",
        (0.15, 0.28, 0.42, 0.56, 0.70),
        light.vignetting,
    ),
    Disturbance(
        "occlusion",
        "area of the covering rectangle, share of the picture",
        (0.01, 0.02, 0.04, 0.08, 0.14),
        geometry.occlusion,
    ),
    Disturbance("rotation", "degrees", (2.0, 5.0, 10.0, 17.0, 26.0), geometry.rotation),
    Disturbance("shift", "share of each side", (0.01, 0.025, 0.05, 0.08, 0.12), geometry.shift),
    Disturbance("jpeg", "quality, 0 to 100", (80, 60, 40, 25, 12), sensor.jpeg),
)
