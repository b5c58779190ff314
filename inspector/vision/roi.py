"""The region of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.domain.phrases.steps import StepPhrase
from inspector.vision.image import size_text
from inspector.vision.operation import Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image


def roi(
    image: Image, *, offset_x_px: int, offset_y_px: int, width_px: int, height_px: int
) -> Image:
    """Keep a rectangle of the image, as a view.

    Raises:
        ImageUnsuitableError: the rectangle does not lie wholly inside the image.
    """
    right, bottom = offset_x_px + width_px, offset_y_px + height_px
    if right > image.shape[1] or bottom > image.shape[0]:
        raise ImageUnsuitableError(
            StepPhrase.REGION_OUTSIDE(
                region=f"{width_px}x{height_px}",
                left=offset_x_px,
                top=offset_y_px,
                size=size_text(image),
            )
        )
    return image[offset_y_px:bottom, offset_x_px:right]


def _edge(name: str, word: str) -> Parameter:
    return Parameter(
        name=name,
        kind=Kind.INTEGER,
        help=f"{word} edge.",
        default=0,
        minimum=0,
        maximum=65535,
        unit="px",
    )


def _side(name: str, word: str) -> Parameter:
    return Parameter(
        name=name,
        kind=Kind.INTEGER,
        help=f"{word}.",
        required=True,
        minimum=8,
        maximum=65535,
        unit="px",
    )


ROI = Operation(
    "roi",
    "Keep a rectangle, so that nothing outside the part can decide.",
    per_image(roi),
    (
        _edge("offset_x_px", "Left"),
        _edge("offset_y_px", "Upper"),
        _side("width_px", "Width"),
        _side("height_px", "Height"),
    ),
)
