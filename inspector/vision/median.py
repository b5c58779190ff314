"""The median filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.phrases.steps import StepPhrase
from inspector.vision.operation import Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_LARGEST_16_BIT_KERNEL_PX = 5


def median(image: Image, *, kernel_px: int) -> Image:
    """Replace each pixel by the median of its square neighbourhood; removes salt and pepper.

    Raises:
        ImageUnsuitableError: the kernel is above 5 px and the image is 16-bit.
    """
    if image.dtype == np.uint16 and kernel_px > _LARGEST_16_BIT_KERNEL_PX:
        raise ImageUnsuitableError(StepPhrase.NEEDS_8BIT(kernel=kernel_px, operation="to_8bit"))
    return cast("Image", cv2.medianBlur(image, kernel_px))


MEDIAN = Operation(
    "median",
    "Remove salt-and-pepper noise and keep edges.",
    per_image(median),
    (
        Parameter(
            name="kernel_px",
            kind=Kind.INTEGER,
            help="Side of the neighbourhood.",
            default=3,
            minimum=3,
            maximum=31,
            odd=True,
            unit="px",
        ),
    ),
    formats="Mono8, BGR8; Mono16 and BGR16 up to 5 px",
)
