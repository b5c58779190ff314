"""Contrast-limited adaptive histogram equalisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.phrases.steps import StepPhrase
from inspector.vision.image import is_colour, size_text
from inspector.vision.operation import Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image


def clahe(image: Image, *, clip_limit: float, tiles: int) -> Image:
    """Equalise contrast tile by tile (Zuiderveld, Graphics Gems IV, 1994).

    In a colour image only the lightness L* of CIE L*a*b* is equalised, so hues stay.

    Raises:
        ImageUnsuitableError: the image is 16-bit colour, or smaller than the grid of tiles.
    """
    if min(image.shape[:2]) < tiles:
        raise ImageUnsuitableError(StepPhrase.TILES_TOO_MANY(tiles=tiles, size=size_text(image)))
    equaliser = cv2.createCLAHE(clipLimit=clip_limit, tileGridSize=(tiles, tiles))
    if not is_colour(image):
        return cast("Image", equaliser.apply(image))
    if image.dtype != np.uint8:
        raise ImageUnsuitableError(
            StepPhrase.NEEDS_8BIT_OR_GREY(operation="to_8bit", other_operation="grey")
        )
    lab = cv2.cvtColor(image, cv2.COLOR_BGR2Lab)
    lab[:, :, 0] = equaliser.apply(np.ascontiguousarray(lab[:, :, 0]))
    return cast("Image", cv2.cvtColor(lab, cv2.COLOR_Lab2BGR))


CLAHE = Operation(
    "clahe",
    "Raise local contrast without blowing up noise.",
    per_image(clahe),
    (
        Parameter(
            name="clip_limit",
            kind=Kind.NUMBER,
            help="Limit of the contrast gain.",
            default=2.0,
            minimum=0.1,
            maximum=40,
        ),
        Parameter(
            name="tiles",
            kind=Kind.INTEGER,
            help="Tiles along each side.",
            default=8,
            minimum=1,
            maximum=64,
        ),
    ),
    formats="Mono8, Mono16, BGR8",
)
