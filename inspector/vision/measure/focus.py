"""How sharp a picture is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from inspector.vision.grey import grey

if TYPE_CHECKING:
    from inspector.domain.frame import Image


@dataclass(frozen=True, slots=True)
class Focus:
    """Two measures that are largest at best focus; compare pictures of the same scene only.

    Attributes:
        laplacian_variance: Fine detail; the more sensitive one, also to noise.
        tenengrad: Strength of edges; steadier on noisy pictures.
    """

    laplacian_variance: float
    tenengrad: float


def measure_focus(image: Image) -> Focus:
    """Measure the whole picture, whatever its brightness and depth.

    Variance of the Laplacian (Pech-Pacheco et al., ICPR 2000) and Tenengrad, the mean squared Sobel
    gradient (Krotkov, IJCV 1987), both divided by the squared mean as Pertuz et al. (Pattern
    Recognition 2013) do against changing light. A black picture measures 0.
    """
    luma = grey(image, channel="luma")
    mean = float(cv2.mean(luma)[0])
    if mean <= 0:
        return Focus(0.0, 0.0)
    _, deviation = cv2.meanStdDev(cv2.Laplacian(luma, _gradient_depth(luma)))
    return Focus((float(deviation[0, 0]) / mean) ** 2, tenengrad(luma))


def tenengrad(luma: Image) -> float:
    """Mean squared Sobel gradient of a grey picture over its squared mean."""
    mean = float(cv2.mean(luma)[0])
    if mean <= 0:
        return 0.0
    return gradient_energy(luma) / luma.size / mean**2


def gradient_energy(luma: Image) -> float:
    """Sum of the squared Sobel gradients of a grey picture."""
    depth = _gradient_depth(luma)
    return float(sum(cv2.norm(cv2.Sobel(luma, depth, *axes)) ** 2 for axes in ((1, 0), (0, 1))))


def _gradient_depth(luma: Image) -> int:
    return cv2.CV_16S if luma.dtype == np.uint8 else cv2.CV_32F
