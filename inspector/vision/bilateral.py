"""The bilateral filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.vision.image import full_scale, saturate
from inspector.vision.operation import LEVELS, Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image


def bilateral(
    image: Image, *, diameter_px: int, sigma_intensity: float, sigma_space_px: float
) -> Image:
    """Smooth noise and keep edges (Tomasi and Manduchi, ICCV 1998).

    ``sigma_intensity`` is in 8-bit grey levels whatever the depth of the image.
    """
    sigma = sigma_intensity * full_scale(image) / 255
    if image.dtype == np.uint8:
        return cast("Image", cv2.bilateralFilter(image, diameter_px, sigma, sigma_space_px))
    smooth = cv2.bilateralFilter(image.astype(np.float32), diameter_px, sigma, sigma_space_px)
    return saturate(cast("np.ndarray[tuple[int, ...], np.dtype[np.float32]]", smooth), image)


BILATERAL = Operation(
    "bilateral",
    "Smooth noise and keep edges; costly with large diameters.",
    per_image(bilateral),
    (
        Parameter(
            name="diameter_px",
            kind=Kind.INTEGER,
            help="Neighbourhood.",
            default=5,
            minimum=3,
            maximum=25,
            unit="px",
        ),
        Parameter(
            name="sigma_intensity",
            kind=Kind.NUMBER,
            help="Differences well above this are edges.",
            default=25.0,
            minimum=1,
            maximum=255,
            unit=LEVELS,
        ),
        Parameter(
            name="sigma_space_px",
            kind=Kind.NUMBER,
            help="Reach of the smoothing.",
            default=3.0,
            minimum=0.5,
            maximum=50,
            unit="px",
        ),
    ),
)
