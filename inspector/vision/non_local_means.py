"""Non-local means denoising."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.phrases.steps import StepPhrase
from inspector.vision.image import full_scale, is_colour
from inspector.vision.operation import LEVELS, Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image
    from inspector.domain.phrase import Phrase


def non_local_means(image: Image, *, strength: float, template_px: int, search_px: int) -> Image:
    """Average patches that look alike (Buades, Coll and Morel, CVPR 2005).

    ``strength`` is in 8-bit grey levels whatever the depth of the image. 16-bit images are
    compared by absolute difference, 8-bit ones by squared difference.

    Raises:
        ImageUnsuitableError: the image is 16-bit colour.
    """
    if image.dtype == np.uint8:
        return cast(
            "Image", cv2.fastNlMeansDenoising(image, None, strength, template_px, search_px)
        )
    if is_colour(image):
        raise ImageUnsuitableError(
            StepPhrase.NEEDS_8BIT_OR_GREY(operation="to_8bit", other_operation="grey")
        )
    scaled = (strength * full_scale(image) / 255,)
    denoised = cv2.fastNlMeansDenoising(image, scaled, None, template_px, search_px, cv2.NORM_L1)
    return cast("Image", denoised)


def _conflict(parameters: Mapping[str, Any]) -> Phrase | None:
    if parameters["template_px"] <= parameters["search_px"]:
        return None
    return StepPhrase.PARAMETER_ABOVE(parameter="template_px", other_parameter="search_px")


NON_LOCAL_MEANS = Operation(
    "non_local_means",
    "Remove strong noise and keep texture; the slowest operation.",
    per_image(non_local_means),
    (
        Parameter(
            name="strength",
            kind=Kind.NUMBER,
            help="About the noise's standard deviation.",
            default=6.0,
            minimum=0.5,
            maximum=60,
            unit=LEVELS,
        ),
        Parameter(
            name="template_px",
            kind=Kind.INTEGER,
            help="Side of the patches compared.",
            default=5,
            minimum=3,
            maximum=11,
            odd=True,
            unit="px",
        ),
        Parameter(
            name="search_px",
            kind=Kind.INTEGER,
            help="Side of the window searched.",
            default=15,
            minimum=5,
            maximum=35,
            odd=True,
            unit="px",
        ),
    ),
    formats="Mono8, Mono16, BGR8",
    conflict=_conflict,
)
