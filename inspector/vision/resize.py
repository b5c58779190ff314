"""Changes of size."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2

from inspector.vision.image import is_colour
from inspector.vision.operation import LEVELS, Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image

INTERPOLATIONS = ("auto", "nearest", "linear", "cubic", "area")
_FLAGS = {
    "nearest": cv2.INTER_NEAREST,
    "linear": cv2.INTER_LINEAR,
    "cubic": cv2.INTER_CUBIC,
    "area": cv2.INTER_AREA,
}


def resize(image: Image, *, width_px: int, height_px: int, interpolation: str) -> Image:
    """Scale to exactly this size; the aspect ratio is not kept.

    ``auto`` averages areas when it shrinks, which does not alias, and is linear when it enlarges.
    """
    height, width = image.shape[:2]
    if (width, height) == (width_px, height_px):
        return image
    name = interpolation
    if name == "auto":
        name = "area" if width_px <= width and height_px <= height else "linear"
    scaled = cv2.resize(image, (width_px, height_px), interpolation=_FLAGS[name])
    return cast("Image", scaled)


def shrink(image: Image, *, max_side_px: int) -> Image:
    """Scale down, with the aspect ratio kept, until no side is above ``max_side_px``."""
    height, width = image.shape[:2]
    scale = min(1.0, max_side_px / max(height, width))
    return resize(
        image,
        width_px=max(1, round(width * scale)),
        height_px=max(1, round(height * scale)),
        interpolation="area",
    )


def letterbox(
    image: Image, *, width_px: int, height_px: int, fill_level: int, interpolation: str
) -> Image:
    """Scale with the aspect ratio kept and pad evenly to this size.

    ``fill_level`` is in 8-bit grey levels whatever the depth of the image.
    """
    height, width = image.shape[:2]
    scale = min(width_px / width, height_px / height)
    inner_width = min(width_px, max(1, round(width * scale)))
    inner_height = min(height_px, max(1, round(height * scale)))
    scaled = resize(
        image, width_px=inner_width, height_px=inner_height, interpolation=interpolation
    )
    left, top = (width_px - inner_width) // 2, (height_px - inner_height) // 2
    level = fill_level * (257 if image.dtype.itemsize == 2 else 1)
    padded = cv2.copyMakeBorder(
        scaled,
        top,
        height_px - inner_height - top,
        left,
        width_px - inner_width - left,
        cv2.BORDER_CONSTANT,
        value=(level,) * 3 if is_colour(image) else (level,),
    )
    return cast("Image", padded)


def _side(name: str, word: str) -> Parameter:
    return Parameter(
        name=name,
        kind=Kind.INTEGER,
        help=f"{word} of the result.",
        required=True,
        minimum=8,
        maximum=8192,
        unit="px",
    )


_SIZE = (_side("width_px", "Width"), _side("height_px", "Height"))
_INTERPOLATION = Parameter(
    name="interpolation",
    kind=Kind.CHOICE,
    help="`auto` is `area` when shrinking and `linear` when enlarging.",
    default="auto",
    choices=INTERPOLATIONS,
)

RESIZE = Operation(
    "resize",
    "Scale to a fixed size without keeping the aspect ratio.",
    per_image(resize),
    (*_SIZE, _INTERPOLATION),
)

LETTERBOX = Operation(
    "letterbox",
    "Scale to a fixed size with the aspect ratio kept and the rest filled.",
    per_image(letterbox),
    (
        *_SIZE,
        Parameter(
            name="fill_level",
            kind=Kind.INTEGER,
            help="Brightness of the borders.",
            default=0,
            minimum=0,
            maximum=255,
            unit=LEVELS,
        ),
        _INTERPOLATION,
    ),
)
