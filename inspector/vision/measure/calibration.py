"""From pixels to millimetres, by a target of known pitch in the plane of the parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.vision.depth import to_8bit
from inspector.vision.grey import grey
from inspector.vision.measure.targets import Target, find_target

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image


@dataclass(frozen=True, slots=True)
class Calibration:
    """What one picture of a target says about the scale.

    Attributes:
        mm_per_pixel: Mean scale over the target.
        reprojection_error_px: Root mean square distance between the points that were found and the
            target seen through a perfect lens; above half a pixel the lens distorts or the target
            is bent.
        scale_spread: Largest less smallest scale over the target, over the mean; above 1 % the
            camera looks at the plane from aside, and one number for the scale is not enough.
        points_px: The points that were found, x and y, shape ``(columns * rows, 2)``, read-only.
    """

    mm_per_pixel: float
    reprojection_error_px: float
    scale_spread: float
    points_px: NDArray[np.float64]


def calibrate(image: Image, target: Target, *, significant_bits: int) -> Calibration:
    """Find the target and fit the perspective of its plane.

    Raises:
        TargetNotFoundError: the target is not in the picture, or not as a whole.
    """
    luma = to_8bit(grey(image, channel="luma"), significant_bits=significant_bits)
    points_px = find_target(cast("NDArray[np.uint8]", luma), target)
    grid = np.mgrid[0 : target.rows, 0 : target.columns].reshape(2, -1)[::-1].T
    grid_mm = grid * target.pitch_mm
    homography, _ = cv2.findHomography(grid_mm, points_px)
    plane_to_image = np.asarray(homography, np.float64)
    seen = cv2.perspectiveTransform(grid_mm[None].astype(np.float64), plane_to_image)[0]
    scales = _mm_per_pixel(plane_to_image, grid_mm)
    points_px.flags.writeable = False
    return Calibration(
        mm_per_pixel=float(scales.mean()),
        reprojection_error_px=float(np.sqrt(((seen - points_px) ** 2).sum(axis=1).mean())),
        scale_spread=float(np.ptp(scales) / scales.mean()),
        points_px=points_px,
    )


def _mm_per_pixel(
    plane_to_image: NDArray[np.float64], grid_mm: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Local scale at each point: the Jacobian of ``(u/w, v/w)`` has ``det(H) / w**3`` as area."""
    weights = grid_mm @ plane_to_image[2, :2] + plane_to_image[2, 2]
    square_px_per_square_mm = np.abs(np.linalg.det(plane_to_image) / weights**3)
    return cast("NDArray[np.float64]", 1 / np.sqrt(square_px_per_square_mm))
