"""Where in a picture a model saw what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle that speaks for a class, in fractions of the picture's width and height.

    Attributes:
        strength: The most that any place in it says, 1 for the strongest of the picture.
    """

    x: float
    y: float
    width: float
    height: float
    strength: float


class EvidenceFinder(Protocol):
    """Tells what in a picture speaks for a class; asked by one thread at a time."""

    def evidence(self, image: NDArray[np.uint8], class_index: int, /) -> NDArray[np.float32] | None:
        """How much each place speaks for the class, shape ``(rows, columns)``; negative: against.

        ``None`` where the model cannot tell.

        Args:
            image: As it was classified, ``(H, W)`` or ``(H, W, 3)`` BGR.
            class_index: Place of the class among the scores.

        Raises:
            ModelError: the model failed on this image.
        """
