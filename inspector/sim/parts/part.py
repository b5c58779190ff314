"""What the generator returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

IMAGE_SIZE_PX: Final = 192
OK_CLASSES: Final = ("good",)
DEFECT_CLASSES: Final = ("burr", "dent", "missing_hole", "scratch", "stain")
CLASSES: Final = ("burr", "dent", "good", "missing_hole", "scratch", "stain")
"""In alphabetical order, as a folder of class folders would list them."""

Field = NDArray[np.float32]
"""One value per pixel, shape ``(IMAGE_SIZE_PX, IMAGE_SIZE_PX)``."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; ``right`` and ``bottom`` lie just outside of it."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Part:
    """One picture of one part.

    Attributes:
        image: Mono8, shape ``(IMAGE_SIZE_PX, IMAGE_SIZE_PX)``, read-only.
        class_name: One of :data:`CLASSES`.
        severity: 0 for a good part and for the faintest defect a person can still see, 1 for the
            most obvious; the sizes in pixels stand in :mod:`inspector.sim.parts.defects`.
        defect: Where the defect is, ``None`` on a good part.
    """

    image: NDArray[np.uint8]
    class_name: str
    severity: float
    defect: Box | None = None
