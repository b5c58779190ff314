"""Colour from a Bayer mosaic."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import (
    FeatureError,
    ImageUnsuitableError,
    PixelFormatUnsupportedError,
)
from inspector.domain.phrases.cameras import FeaturePhrase
from inspector.domain.phrases.drivers import DriverPhrase

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_CONVERSIONS: Mapping[tuple[str, str], int] = MappingProxyType(
    {
        ("bilinear", "RG"): cv2.COLOR_BayerRGGB2BGR,
        ("bilinear", "GR"): cv2.COLOR_BayerGRBG2BGR,
        ("bilinear", "GB"): cv2.COLOR_BayerGBRG2BGR,
        ("bilinear", "BG"): cv2.COLOR_BayerBGGR2BGR,
        ("edge_aware", "RG"): cv2.COLOR_BayerRGGB2BGR_EA,
        ("edge_aware", "GR"): cv2.COLOR_BayerGRBG2BGR_EA,
        ("edge_aware", "GB"): cv2.COLOR_BayerGBRG2BGR_EA,
        ("edge_aware", "BG"): cv2.COLOR_BayerBGGR2BGR_EA,
        ("vng", "RG"): cv2.COLOR_BayerRGGB2BGR_VNG,
        ("vng", "GR"): cv2.COLOR_BayerGRBG2BGR_VNG,
        ("vng", "GB"): cv2.COLOR_BayerGBRG2BGR_VNG,
        ("vng", "BG"): cv2.COLOR_BayerBGGR2BGR_VNG,
    }
)
"""OpenCV's older names, such as `BayerBG2BGR` for RGGB, begin at the second line and column."""
DEMOSAICS = ("none", "bilinear", "edge_aware", "vng")
_MIN_SIDE_PX = 3


def demosaic_to_bgr(mosaic: Image, order: str, method: str) -> Image:
    """Interpolate the two colours that each pixel lacks.

    Args:
        mosaic: Shape ``(height, width)``.
        order: First two pixels of the first line: ``RG``, ``GR``, ``GB`` or ``BG``.
        method: A member of :data:`DEMOSAICS` other than ``none``.

    Returns:
        Shape ``(height, width, 3)`` in BGR, same depth.

    Raises:
        FeatureError: no such method.
        ImageUnsuitableError: a side is below 3 px; OpenCV would return black.
        PixelFormatUnsupportedError: ``vng`` with more than 8 bits.
    """
    conversion = _CONVERSIONS.get((method, order))
    if conversion is None:
        raise FeatureError(
            FeaturePhrase.FEATURE_NO_CHOICE(feature="demosaic", found=method, choices=DEMOSAICS),
            remedy="Correct `demosaic` in the camera's section of the station file.",
        )
    if min(mosaic.shape) < _MIN_SIDE_PX:
        raise ImageUnsuitableError(
            f"a mosaic of {mosaic.shape[1]}x{mosaic.shape[0]} pixels holds no colour; "
            f"it needs {_MIN_SIDE_PX} px a side"
        )
    if method == "vng" and mosaic.dtype != np.uint8:
        raise PixelFormatUnsupportedError(
            DriverPhrase.DEMOSAIC_8_BITS(),
            remedy="Set `demosaic` to `bilinear` or `edge_aware`, or `pixel_format` to 8 bits.",
        )
    return cast("Image", cv2.cvtColor(mosaic, conversion))
