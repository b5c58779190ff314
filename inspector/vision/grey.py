"""From colour to grey."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.vision.image import is_colour
from inspector.vision.operation import Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from inspector.domain.frame import Image

CHANNELS = ("luma", "blue", "green", "red")


def grey(image: Image, *, channel: str) -> Image:
    """One channel of a colour image; a grey image stays as it is.

    ``luma`` is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).
    """
    if not is_colour(image):
        return image
    if channel == "luma":
        return cast("Image", cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))
    return cast("Image", np.ascontiguousarray(image[:, :, CHANNELS.index(channel) - 1]))


GREY = Operation(
    "grey",
    "Reduce colour to one channel; grey images stay.",
    per_image(grey),
    (
        Parameter(
            name="channel",
            kind=Kind.CHOICE,
            help="Brightness as the eye sees it, or one channel.",
            default="luma",
            choices=CHANNELS,
        ),
    ),
)
