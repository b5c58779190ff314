"""A model, and what it says of one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model, in which form, on what; every record cites it.

    Attributes:
        model_id: Name of its package.
        version: Semantic version of its package.
        sha256: Of the package's manifest, 64 hex digits: it names the package.
        variant: ``fp32`` or how it was quantized.
        provider: The ONNX Runtime name of what runs it.
        classes: Class names in the order of the scores.
        ok_classes: Those that a good part may have.
    """

    model_id: str
    version: str
    sha256: str
    variant: str
    provider: str
    classes: tuple[str, ...]
    ok_classes: frozenset[str]

    @property
    def defect_classes(self) -> tuple[str, ...]:
        """The others, for which a recipe may have limits."""
        return tuple(name for name in self.classes if name not in self.ok_classes)


@dataclass(frozen=True, slots=True)
class Classification:
    """What a model says of one picture.

    Attributes:
        scores: Probabilities, shape ``(classes,)``.
        novelty: Distance from what it was trained on; 1 is as far as 99 % of the good validation
            pictures are. ``None`` for a model that does not know.
    """

    scores: NDArray[np.float32]
    novelty: float | None = None
