"""Colour from YCbCr and YUV, subsampled or not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.vision.pfnc.formats import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image
    from inspector.vision.pfnc.formats import PixelFormat

_LUMA_WEIGHTS: Mapping[Kind, tuple[float, float, bool]] = MappingProxyType(
    {
        Kind.FULL_RANGE: (0.299, 0.114, False),
        Kind.STUDIO_601: (0.299, 0.114, True),
        Kind.STUDIO_709: (0.2126, 0.0722, True),
    }
)
"""Weights of red and blue in Y (ITU-R BT.601, BT.709), and whether the range is the studio's: Y
from 16 to 235, Cb and Cr from 16 to 240. By the PFNC, `YCbCr` and `YUV` have the full range,
`YCbCr601` and `YCbCr709` the studio range."""


def chroma_to_bgr(samples: NDArray[np.uint8], pixel_format: PixelFormat) -> Image:
    """Give every pixel of a sampling group the group's chroma and convert.

    Args:
        samples: Shape ``(height, samples_per_line)``.
        pixel_format: A YCbCr or YUV format of 8 bits.

    Returns:
        Shape ``(height, width, 3)`` in BGR.
    """
    group = pixel_format.components
    height, pixels = samples.shape[0], group.count("Y")
    groups = np.ascontiguousarray(samples).reshape(height, -1, len(group))
    full = np.empty((height, groups.shape[1], 3 * pixels), np.uint8)
    cv2.mixChannels([groups], [full], _moves(group))
    matrix = _to_bgr(pixel_format.kind)
    return cast("Image", cv2.transform(full.reshape(height, -1, 3), matrix))


@cache
def _moves(group: str) -> list[int]:
    """Pairs of channels, from the group to Y, Cb, Cr of each of its pixels."""
    lumas = [index for index, letter in enumerate(group) if letter == "Y"]
    sources = [index for luma in lumas for index in (luma, group.index("U"), group.index("V"))]
    return [number for pair in enumerate(sources) for number in reversed(pair)]


@cache
def _to_bgr(kind: Kind) -> NDArray[np.float32]:
    """Rows for B, G, R; columns for Y, Cb, Cr and the constant."""
    red, blue, studio = _LUMA_WEIGHTS[kind]
    green = 1 - red - blue
    luma_gain, chroma_gain = (255 / 219, 255 / 224) if studio else (1.0, 1.0)
    cb_to_blue, cr_to_red = 2 * (1 - blue) * chroma_gain, 2 * (1 - red) * chroma_gain
    weights = np.array(
        [
            [luma_gain, cb_to_blue, 0.0],
            [luma_gain, -cb_to_blue * blue / green, -cr_to_red * red / green],
            [luma_gain, 0.0, cr_to_red],
        ]
    )
    zero = np.array([16.0 if studio else 0.0, 128.0, 128.0])
    return np.column_stack([weights, -weights @ zero]).astype(np.float32)
