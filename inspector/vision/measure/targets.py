"""Calibration targets and the search for them in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.calibration import TargetNotFoundError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MIN_PER_SIDE = 3
_CIRCLE_SEARCH_SIDE_PX = 1280
_SMALLEST_CIRCLE_PX = 12
_FAINTEST_LEVEL = 10
_LEVEL_STEP = 5
_MAX_SPOTS_PER_CIRCLE = 8


class TargetKind(Enum):
    """What is printed on the target."""

    CHESSBOARD = "chessboard"
    CIRCLES = "circles"


@dataclass(frozen=True, slots=True)
class Target:
    """A calibration target.

    Attributes:
        kind: What is printed on it; circles are dark on a light ground.
        columns: Inner corners, or circles, from left to right.
        rows: Inner corners, or circles, from top to bottom.
        pitch_mm: From one to the next, in millimetres.
    """

    kind: TargetKind
    columns: int
    rows: int
    pitch_mm: float


def find_target(luma: NDArray[np.uint8], target: Target) -> NDArray[np.float64]:
    """The target's points in pixels, line by line, shape ``(columns * rows, 2)``.

    Raises:
        TargetNotFoundError: the target is not in the picture, or not as a whole.
    """
    if min(target.columns, target.rows) < _MIN_PER_SIDE:
        raise TargetNotFoundError(
            f"a target of {target.columns}x{target.rows} is too small",
            remedy=f"Use a target with {_MIN_PER_SIDE} or more corners or circles each way.",
        )
    find = _find_corners if target.kind is TargetKind.CHESSBOARD else _find_circles
    points = find(luma, (target.columns, target.rows))
    if points is None:
        raise TargetNotFoundError(
            f"no {target.kind.value} of {target.columns}x{target.rows} is in the picture"
        )
    return points


def _find_corners(luma: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.float64] | None:
    # CALIB_CB_EXHAUSTIVE would put single corners several pixels off (OpenCV 5.0.0).
    found, corners = cv2.findChessboardCornersSB(luma, size, flags=cv2.CALIB_CB_ACCURACY)
    return _as_points(corners) if found else None


def _find_circles(luma: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.float64] | None:
    """Search a reduced copy: noise is averaged out, and centres keep a tenth of a pixel.

    OpenCV's search of a grid takes minutes among thousands of spots, so it is not begun then.
    """
    scale = max(1.0, max(luma.shape) / _CIRCLE_SEARCH_SIDE_PX)
    reduced = cv2.resize(luma, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    spots = _spot_detector(reduced.size).detect(reduced)
    if not spots or len(spots) > _MAX_SPOTS_PER_CIRCLE * size[0] * size[1]:
        return None
    centres = np.array([[spot.pt] for spot in spots], np.float32)
    no_detector = cast("cv2.Feature2D", None)  # OpenCV's word for "these are the candidates"
    found, ordered = cv2.findCirclesGrid(
        centres, size, cv2.CALIB_CB_SYMMETRIC_GRID, no_detector, cv2.CirclesGridFinderParameters()
    )
    return (_as_points(ordered) + 0.5) * scale - 0.5 if found else None


def _spot_detector(area_px: int) -> cv2.SimpleBlobDetector:
    """OpenCV's own one sees no ground darker than 50 and no circle above 5000 px²."""
    settings = cv2.SimpleBlobDetector.Params()
    settings.minThreshold = _FAINTEST_LEVEL
    settings.thresholdStep = _LEVEL_STEP
    settings.minArea = _SMALLEST_CIRCLE_PX
    settings.maxArea = area_px / 4
    settings.minDistBetweenBlobs = 4
    return cv2.SimpleBlobDetector.create(settings)


def _as_points(found: object) -> NDArray[np.float64]:
    return cast("NDArray[np.float64]", np.asarray(found, np.float64).reshape(-1, 2))
