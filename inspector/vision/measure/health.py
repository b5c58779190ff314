"""Whether camera, lens and light are as they were, told from any picture in bounded time.

Each measure looks at a bounded sample of the picture, so that 20 megapixels cost what 1 does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from inspector.domain.drift import ImageHealth, Shift
from inspector.vision.grey import grey
from inspector.vision.measure.exposure import measure_exposure
from inspector.vision.measure.focus import gradient_energy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

_SAMPLE_SIDE_PX = 256
_TILES_PER_SIDE = 3
_TILE_SIDE_PX = 128
_SHIFT_SIDE_PX = 128
CONFIDENCE_MIN = 0.25
"""Share of the correlation in its peak below which two pictures do not show the same scene.

Of 58 pairs of unrelated scenes none reached 0.19; the same scene, moved by a sixth of its width in
noise, stays above 0.6.
"""


@dataclass(frozen=True, slots=True, eq=False)
class ShiftReference:
    """A picture that others are compared with for their place.

    Attributes:
        shape: Height and width in pixels of the camera.
        small: The reduced picture, float32.
        window: Hann window of its size, against the edges.
    """

    shape: tuple[int, int]
    small: NDArray[np.float32]
    window: NDArray[np.float32]


def measure_health(
    image: Image, *, significant_bits: int, reference: ShiftReference | None = None
) -> ImageHealth:
    """Measure one picture as the camera delivered it.

    Args:
        image: Mono or BGR of 8 or 16 bits.
        significant_bits: Bits that the camera delivers in 16-bit pixels.
        reference: What the picture's place is held against; one of another size is not used.
    """
    sample = _sample(image)
    exposure = measure_exposure(sample, significant_bits=significant_bits)
    return ImageHealth(
        focus=tiled_tenengrad(image),
        brightness=exposure.mean,
        contrast=exposure.contrast,
        saturated_percent=100 * exposure.saturated_share,
        shift=None if reference is None else _shift(sample, image.shape[:2], reference),
    )


def tiled_tenengrad(image: Image) -> float:
    """Tenengrad at full resolution, on tiles spread evenly over a large picture.

    Reducing the picture would hide what a slightly defocused lens loses first. Energies and means
    are summed over the tiles before they are divided, so that a dark tile does not outweigh others.
    """
    height, width = image.shape[:2]
    covered = _TILES_PER_SIDE * _TILE_SIDE_PX
    if height <= covered and width <= covered:
        tiles = [grey(image, channel="luma")]
    else:
        tiles = [
            grey(image[rows, columns], channel="luma")
            for rows in _tile_slices(height)
            for columns in _tile_slices(width)
        ]
    pixels = sum(tile.size for tile in tiles)
    mean = sum(float(cv2.sumElems(tile)[0]) for tile in tiles) / pixels
    if mean <= 0:
        return 0.0
    return sum(gradient_energy(tile) for tile in tiles) / pixels / mean**2


def shift_reference(image: Image) -> ShiftReference:
    """Prepare a picture to compare others with."""
    small = _small(_sample(image))
    rows, columns = small.shape
    window = cv2.createHanningWindow((columns, rows), cv2.CV_32F)
    return ShiftReference(image.shape[:2], small, np.asarray(window, np.float32))


def measure_shift(image: Image, reference: ShiftReference) -> Shift | None:
    """How far a picture lies beside its reference, by phase correlation (Kuglin and Hines 1975).

    Correct to about a third of a pixel of the reduced picture, which is 128 pixels long.

    Returns:
        ``None`` for a picture of another size, and where the correlation has no clear peak: the
        two do not show the same scene.
    """
    return _shift(_sample(image), image.shape[:2], reference)


def _shift(sample: Image, shape: tuple[int, ...], reference: ShiftReference) -> Shift | None:
    if shape != reference.shape:
        return None
    small = _small(sample)
    # OpenCV multiplies its arguments by the window in place.
    (x, y), confidence = cv2.phaseCorrelate(reference.small.copy(), small, reference.window)
    if not confidence >= CONFIDENCE_MIN:
        return None
    rows, columns = reference.small.shape
    height, width = reference.shape
    return Shift(x * width / columns, y * height / rows, min(float(confidence), 1.0))


def _tile_slices(length: int) -> list[slice]:
    """Where the tiles lie along one side; a short side is one tile as long as itself."""
    if length <= _TILES_PER_SIDE * _TILE_SIDE_PX:
        return [slice(0, length)]
    starts = np.linspace(0, length - _TILE_SIDE_PX, _TILES_PER_SIDE)
    return [slice(int(start), int(start) + _TILE_SIDE_PX) for start in starts]


def _sample(image: Image) -> Image:
    """Every n-th pixel each way: no value is averaged away, a saturated pixel stays saturated."""
    step = max(1, -(-max(image.shape[:2]) // _SAMPLE_SIDE_PX))
    return cast("Image", np.ascontiguousarray(image[::step, ::step]))


def _small(sample: Image) -> NDArray[np.float32]:
    """A reduced grey copy of a sample, averaged."""
    luma = grey(sample, channel="luma")
    rows, columns = luma.shape
    scale = min(1.0, _SHIFT_SIDE_PX / max(rows, columns))
    size = (max(8, round(columns * scale)), max(8, round(rows * scale)))
    reduced = cv2.resize(luma, size, interpolation=cv2.INTER_AREA)
    return np.asarray(reduced, np.float32)
