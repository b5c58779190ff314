"""From deep pixels to the 8 bits that models take."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from inspector.vision.operation import Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image


def to_8bit(image: Image, *, significant_bits: int) -> Image:
    """Keep the upper 8 of the significant bits; larger values saturate, 8-bit images stay.

    A 12-bit camera delivers values up to 4095 in 16-bit pixels: ``significant_bits = 12``.
    """
    if image.dtype == np.uint8:
        return image
    limited = np.minimum(image, (1 << significant_bits) - 1) >> (significant_bits - 8)
    return cast("Image", limited.astype(np.uint8))


TO_8BIT = Operation(
    "to_8bit",
    "Bring 10-, 12-, 14- and 16-bit images to 8 bits; 8-bit images stay.",
    per_image(to_8bit),
    (
        Parameter(
            name="significant_bits",
            kind=Kind.INTEGER,
            help="Bits that the camera really delivers in its 16-bit pixels.",
            default=16,
            minimum=8,
            maximum=16,
            unit="bits",
        ),
    ),
)
