"""Labelled images in memory, all of one size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Samples:
    """Images and their labels.

    Attributes:
        images: Shape ``(N, S, S, C)`` with 1 (grey) or 3 (BGR) channels.
        labels: Index into ``classes``, shape ``(N,)``.
        classes: Class names in order.
        names: A file or a series number for each image.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> Samples:
        """Some of the samples, in the order of ``rows``."""
        picked = np.asarray(rows, np.int64)
        names = tuple(self.names[row] for row in picked)
        return Samples(self.images[picked], self.labels[picked], self.classes, names)
