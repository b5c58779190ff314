"""How well a picture uses the camera's range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from inspector.vision.image import full_scale, histogram

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

HISTOGRAM_BINS = 256
_DARK_SHARE_OF_FULL_SCALE = 0.02


@dataclass(frozen=True, slots=True)
class Exposure:
    """Brightness statistics over all pixels and channels, relative to the camera's full scale.

    Attributes:
        mean: Mean brightness, 0 to 1.
        saturated_share: Share of values at full scale, where light is lost.
        dark_share: Share of values below 2 % of full scale, where noise is all there is.
        contrast: From the 1st to the 99th percentile, 0 to 1.
        histogram: Counts in 256 equal steps of the full scale, read-only.
    """

    mean: float
    saturated_share: float
    dark_share: float
    contrast: float
    histogram: NDArray[np.int64]


def measure_exposure(image: Image, *, significant_bits: int) -> Exposure:
    """Measure the whole picture.

    Args:
        image: Mono or BGR of 8 or 16 bits.
        significant_bits: Bits that the camera delivers in 16-bit pixels, 12 for ``Mono12p``; larger
            values count as saturated. 8-bit images ignore it.
    """
    largest = largest_level(image, significant_bits)
    counts = histogram(image)
    counts[largest] += counts[largest + 1 :].sum()
    counts = counts[: largest + 1]
    total = int(counts.sum())
    cumulated = np.cumsum(counts)
    low, high = np.searchsorted(cumulated, [0.01 * total, 0.99 * total])
    dark = int(np.ceil(_DARK_SHARE_OF_FULL_SCALE * largest))
    binned = counts.reshape(HISTOGRAM_BINS, -1).sum(axis=1)
    binned.flags.writeable = False
    return Exposure(
        mean=float(np.arange(largest + 1) @ counts) / total / largest,
        saturated_share=float(counts[largest]) / total,
        dark_share=float(counts[:dark].sum()) / total,
        contrast=float(high - low) / largest,
        histogram=binned,
    )


def largest_level(image: Image, significant_bits: int) -> int:
    """The camera's full scale: the value of a saturated pixel."""
    return full_scale(image) if image.dtype == np.uint8 else (1 << significant_bits) - 1
