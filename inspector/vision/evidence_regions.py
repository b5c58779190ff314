"""From a map of how much each place speaks for a class to a few rectangles."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.domain.evidence import Region

REGIONS_MAX = 3
_SHARE = 0.5
"""A place belongs to a region when it says at least this share of what the strongest says."""
_TOO_LARGE = 0.5
_FINE = 8
"""The map is refined so many times, linearly, before it is cut."""


def regions_of(evidence: NDArray[np.float32]) -> tuple[Region, ...]:
    """The strongest rectangles, strongest first.

    None where nothing speaks for the class, and where half of the picture would be one of them:
    that points nowhere.

    Args:
        evidence: Shape ``(rows, columns)``; negative values speak against.
    """
    rows, columns = evidence.shape
    fine = cv2.resize(evidence, (columns * _FINE, rows * _FINE), interpolation=cv2.INTER_LINEAR)
    top = float(fine.max(initial=0.0))
    if not np.isfinite(top) or top <= 0:
        return ()
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(
        (fine >= _SHARE * top).astype(np.uint8), connectivity=8
    )
    found = [
        _region(boxes[number], float(fine[labels == number].max()) / top, fine.shape)
        for number in range(1, count)
    ]
    found = sorted(found, key=lambda region: -region.strength)[:REGIONS_MAX]
    if any(region.width * region.height > _TOO_LARGE for region in found):
        return ()
    return tuple(found)


def _region(box: NDArray[np.int32], strength: float, shape: tuple[int, ...]) -> Region:
    height, width = shape
    return Region(
        x=int(box[cv2.CC_STAT_LEFT]) / width,
        y=int(box[cv2.CC_STAT_TOP]) / height,
        width=int(box[cv2.CC_STAT_WIDTH]) / width,
        height=int(box[cv2.CC_STAT_HEIGHT]) / height,
        strength=round(strength, 3),
    )
