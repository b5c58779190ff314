"""The same brightness statistics for every image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from inspector.vision.image import apply_table, histogram
from inspector.vision.operation import LEVELS, Kind, Operation, Parameter, per_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from inspector.domain.frame import Image

METHODS = ("full_range", "mean_deviation")


def normalise(image: Image, *, method: str, mean: float, deviation: float) -> Image:
    """Give every image the same brightness statistics, as 8 bits.

    ``full_range`` maps darkest to 0 and brightest to 255. ``mean_deviation`` shifts and scales to
    the given mean and standard deviation and clips. All channels share the mapping. An image of
    one value becomes 0 by ``full_range`` and ``mean`` by ``mean_deviation``.
    """
    counts = histogram(image).astype(np.float64)
    values = np.arange(counts.size, dtype=np.float64)
    if method == "full_range":
        table = _full_range(values, counts)
    else:
        table = _mean_deviation(values, counts, mean, deviation)
    return apply_table(image, np.clip(np.rint(table), 0, 255).astype(np.uint8))


def _full_range(values: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    present = np.flatnonzero(counts)
    low, high = int(present[0]), int(present[-1])
    return (values - low) * (255 / max(1, high - low))


def _mean_deviation(
    values: NDArray[np.float64], counts: NDArray[np.float64], mean: float, deviation: float
) -> NDArray[np.float64]:
    weights = counts / counts.sum()
    own_mean = float(values @ weights)
    own_deviation = float(np.sqrt(((values - own_mean) ** 2) @ weights))
    if own_deviation < np.finfo(np.float32).eps:
        return np.full_like(values, mean)
    return (values - own_mean) * (deviation / own_deviation) + mean


NORMALISE = Operation(
    "normalise",
    "Give every image the same range, or the same mean and deviation, as 8 bits.",
    per_image(normalise),
    (
        Parameter(
            name="method",
            kind=Kind.CHOICE,
            help="Darkest to 0 and brightest to 255, or a fixed mean and deviation.",
            default="full_range",
            choices=METHODS,
        ),
        Parameter(
            name="mean",
            kind=Kind.NUMBER,
            help="Mean that `mean_deviation` gives.",
            default=128.0,
            minimum=0,
            maximum=255,
            unit=LEVELS,
        ),
        Parameter(
            name="deviation",
            kind=Kind.NUMBER,
            help="Standard deviation that `mean_deviation` gives.",
            default=48.0,
            minimum=1,
            maximum=128,
            unit=LEVELS,
        ),
    ),
)
