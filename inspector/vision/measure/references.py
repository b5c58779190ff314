"""Flat-field and dark references from a camera's own frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import cv2
import numpy as np

from inspector.domain.errors.calibration import ReferenceUnsuitableError
from inspector.vision.encode import encode_png
from inspector.vision.image import saturate
from inspector.vision.measure.exposure import largest_level
from inspector.vision.measure.small import small_grey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

MIN_FRAMES = 4
_MAX_SATURATED_SHARE = 0.001
_FLAT_MEAN_MIN = 0.2
_DARK_MEAN_MAX = 0.1
_MAX_CHANGE = 0.02
_CHANGE_SIDE_PX = 64
_BITS_8_TO_16 = 257


@dataclass(frozen=True, slots=True)
class Reference:
    """The average of several frames.

    Attributes:
        mean: Shape of the frames, in their levels; read-only.
        dtype: Depth of the frames.
        frames: How many were averaged.
    """

    mean: NDArray[np.float32]
    dtype: np.dtype[np.uint8] | np.dtype[np.uint16]
    frames: int


def flat_reference(frames: Iterable[Image], *, significant_bits: int) -> Reference:
    """Average frames of an evenly lit white target.

    Args:
        frames: Taken one after the other with nothing moving, at least :data:`MIN_FRAMES`.
        significant_bits: Bits that the camera delivers in 16-bit pixels.

    Raises:
        ReferenceUnsuitableError: saturated, too dark, moving, or too few frames.
    """
    reference, saturated_share, brightness = _average(frames, significant_bits)
    if saturated_share > _MAX_SATURATED_SHARE:
        raise ReferenceUnsuitableError(
            f"{saturated_share:.1%} of the flat picture is saturated",
            remedy="Shorten the exposure or dim the light until nothing is saturated.",
        )
    if brightness < _FLAT_MEAN_MIN:
        raise ReferenceUnsuitableError(
            f"the flat picture is too dark: {brightness:.0%} of full scale",
            remedy=f"Expose longer: to {_FLAT_MEAN_MIN:.0%} of full scale or more.",
        )
    return reference


def dark_reference(frames: Iterable[Image], *, significant_bits: int) -> Reference:
    """Average frames taken with the light off or the lens covered; as :func:`flat_reference`.

    Raises:
        ReferenceUnsuitableError: too bright, changing, or too few frames.
    """
    reference, _, brightness = _average(frames, significant_bits)
    if brightness > _DARK_MEAN_MAX:
        raise ReferenceUnsuitableError(
            f"the dark picture is too bright: {brightness:.0%} of full scale",
            remedy="Switch the light off or cover the lens, and keep the exposure as it is.",
        )
    return reference


def encode_flat(flat: Reference, dark: Reference | None) -> bytes:
    """PNG that the operation `flat_field` takes as ``flat``.

    16 bits, so that the average keeps its fraction of a level. Only with an 8-bit dark reference it
    has 8 bits: the operation wants both in one depth, and the dark one in that of the images.
    """
    if flat.dtype == np.uint8 and dark is None:
        return encode_png(saturate(flat.mean * _BITS_8_TO_16, like=np.empty(0, np.uint16)))
    return encode_dark(flat)


def encode_dark(reference: Reference) -> bytes:
    """PNG in the depth of the camera's images, as the operation `flat_field` takes for ``dark``."""
    return encode_png(saturate(reference.mean, like=np.empty(0, reference.dtype)))


def _average(frames: Iterable[Image], significant_bits: int) -> tuple[Reference, float, float]:
    """The average, the largest saturated share of a frame, and the mean share of full scale."""
    remaining = iter(frames)
    first = next(remaining, None)
    if first is None:
        raise ReferenceUnsuitableError("there are no frames to average")
    total = np.zeros(first.shape, np.float32)
    largest = largest_level(first, significant_bits)
    saturated_share, count = 0.0, 0
    for frame in chain([first], remaining):
        _require_unchanged(frame, first, significant_bits)
        cv2.accumulate(frame, total)
        share = float(np.count_nonzero(frame >= largest)) / frame.size
        saturated_share, count = max(saturated_share, share), count + 1
    if count < MIN_FRAMES:
        raise ReferenceUnsuitableError(f"{count} frames are too few, {MIN_FRAMES} are needed")
    mean = total / np.float32(count)
    mean.flags.writeable = False
    return Reference(mean, first.dtype, count), saturated_share, float(mean.mean()) / largest


def _require_unchanged(frame: Image, first: Image, significant_bits: int) -> None:
    if frame.shape != first.shape or frame.dtype != first.dtype:
        raise ReferenceUnsuitableError("the size or pixel format changed between two frames")
    now, before = (
        small_grey(each, max_side_px=_CHANGE_SIDE_PX, significant_bits=significant_bits)
        for each in (frame, first)
    )
    change = float(cv2.absdiff(now, before).max()) / 255
    if change > _MAX_CHANGE:
        raise ReferenceUnsuitableError(
            f"the picture changes by {change:.0%} of full scale from frame to frame",
            remedy="Let nothing move, and switch off light that flickers.",
        )
