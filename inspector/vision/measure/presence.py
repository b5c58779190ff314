"""Is a part in the picture, does it stand still, is it sharp: for cameras that run free."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.errors.camera import ImageUnsuitableError
from inspector.vision.grey import grey
from inspector.vision.image import size_text
from inspector.vision.measure.focus import tenengrad
from inspector.vision.measure.small import block_side_px, small_grey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

_SIDE_PX = 256
_LEAVE_SHARE = 0.5
_LEARNING_RATE = 0.05
_LIGHT_SAMPLE_STEP = 4
_GHOST_MAX_SHARE = 0.5
_GHOST_EDGE_RATIO = 2.0


@dataclass(frozen=True, slots=True)
class PresenceSettings:
    """When a picture shows a part, and when that part can be judged.

    Attributes:
        min_area_share: Share of the picture that must differ from the empty belt for a part to be
            there; it is gone below half of that, so that a part at the border does not flicker.
        contrast: Difference that counts, as a share of full scale.
        stillness_px: Largest movement from frame to frame of a part that stands still, in pixels.
        min_focus: Smallest Tenengrad of a sharp part (:func:`measure_focus`); 0 takes every one.
        light_tolerance: Largest change of the whole picture's brightness that is taken as light,
            not as a part; 0.2 is 20 % up or down.
    """

    min_area_share: float = 0.02
    contrast: float = 0.08
    stillness_px: float = 2.0
    min_focus: float = 0.0
    light_tolerance: float = 0.2


@dataclass(frozen=True, slots=True)
class Observation:
    """What one frame shows.

    Attributes:
        present: A part is in the picture.
        still: It is, and it stands still.
        sharp: It is still, and its focus reaches the minimum.
        area_share: Share of the picture that differs from the background.
        motion_px: Movement since the frame before, estimated from the area that changed at the
            edges of an even part; larger for one with texture, infinite for the first frame.
        focus: Tenengrad of the part's bounding box; 0 unless still.
    """

    present: bool
    still: bool
    sharp: bool
    area_share: float
    motion_px: float
    focus: float


class PartDetector:
    """Compares each frame with a background that is learned while no part is there.

    Sees one frame after the other of one camera; not for several threads. Slow drift of the light
    is learned while the belt is empty, and taken out by the median brightness while a part stays.

    Args:
        settings: When a part is there, still and sharp.
        background: The empty belt. Without it the first frame is taken for one; a part that was on
            it is noticed when it leaves, by the edges that the background has and the frame lacks.
        significant_bits: Bits that the camera delivers in 16-bit pixels.
    """

    def __init__(
        self,
        settings: PresenceSettings,
        *,
        background: Image | None = None,
        significant_bits: int = 16,
    ) -> None:
        self._settings = settings
        self._significant_bits = significant_bits
        self._threshold = settings.contrast * 255
        self._background: NDArray[np.float32] | None = None
        self._background_given = background is not None
        self._previous: NDArray[np.uint8] | None = None
        self._present = False
        if background is not None:
            self._background = self._shrink(background).astype(np.float32)

    def observe(self, image: Image) -> Observation:
        """Judge the next frame.

        Raises:
            ImageUnsuitableError: the frame has another size than the background.
        """
        small = self._shrink(image)
        background = self._background
        if background is None:
            background = self._background = small.astype(np.float32)
        if background.shape != small.shape:
            raise ImageUnsuitableError(f"{size_text(image)} is not the size of the background")
        previous, self._previous = self._previous, small
        changed = self._changed(small, background)
        area_share = self._judge_presence(changed, small, background)
        if not self._present:
            cv2.accumulateWeighted(small, background, _LEARNING_RATE)
            return Observation(False, False, False, area_share, 0.0, 0.0)
        motion_px = self._motion_px(image, small, previous, changed)
        still = motion_px <= self._settings.stillness_px
        focus = _focus(image, changed) if still else 0.0
        sharp = still and focus >= self._settings.min_focus
        return Observation(True, still, sharp, area_share, motion_px, focus)

    def _shrink(self, image: Image) -> NDArray[np.uint8]:
        return small_grey(image, max_side_px=_SIDE_PX, significant_bits=self._significant_bits)

    def _changed(
        self, small: NDArray[np.uint8], background: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        """Where the frame is not the background as today's light shows it."""
        sample = (slice(None, None, _LIGHT_SAMPLE_STEP), slice(None, None, _LIGHT_SAMPLE_STEP))
        light = float(np.median((small[sample] + 1.0) / (background[sample] + 1.0)))
        limit = 1 + self._settings.light_tolerance
        if not 1 / limit <= light <= limit:
            light = 1.0
        return np.abs(small - background * np.float32(light)) > self._threshold

    def _judge_presence(
        self,
        changed: NDArray[np.bool_],
        small: NDArray[np.uint8],
        background: NDArray[np.float32],
    ) -> float:
        """Set whether a part is there, with hysteresis; the share of the picture that changed."""
        area_share = float(np.count_nonzero(changed)) / changed.size
        limit = self._settings.min_area_share * (_LEAVE_SHARE if self._present else 1.0)
        self._present = area_share >= limit
        if self._present and not self._background_given and _is_ghost(changed, small, background):
            background[...] = small
            self._present = False
        return area_share

    def _motion_px(
        self,
        image: Image,
        small: NDArray[np.uint8],
        previous: NDArray[np.uint8] | None,
        changed: NDArray[np.bool_],
    ) -> float:
        """An even square of side ``a`` that moves by ``d`` changes ``2 a d`` pixels."""
        if previous is None:
            return math.inf
        moved = np.count_nonzero(cv2.absdiff(small, previous) > self._threshold)
        side_px = math.sqrt(np.count_nonzero(changed))
        return float(moved) / (2 * side_px) * block_side_px(image, _SIDE_PX)


def _is_ghost(
    changed: NDArray[np.bool_], small: NDArray[np.uint8], background: NDArray[np.float32]
) -> bool:
    """Whether the edge of what changed is in the background and not in the frame."""
    if np.count_nonzero(changed) > changed.size * _GHOST_MAX_SHARE:
        return False
    border = cv2.morphologyEx(changed.view(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    now, learned = (_gradient(each)[border > 0].sum() for each in (small, background))
    return bool(learned > _GHOST_EDGE_RATIO * now)


def _gradient(picture: NDArray[np.uint8] | NDArray[np.float32]) -> NDArray[np.float32]:
    horizontal, vertical = (cv2.Sobel(picture, cv2.CV_32F, *axes) for axes in ((1, 0), (0, 1)))
    return cast("NDArray[np.float32]", cv2.magnitude(horizontal, vertical))


def _focus(image: Image, changed: NDArray[np.bool_]) -> float:
    """Focus of the full picture inside the box around what changed."""
    left, top, width, height = cv2.boundingRect(changed.view(np.uint8))
    block = block_side_px(image, _SIDE_PX)
    box = image[top * block : (top + height) * block, left * block : (left + width) * block]
    return tenengrad(grey(box, channel="luma"))
