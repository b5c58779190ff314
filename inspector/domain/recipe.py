"""How one product is inspected: an immutable revision that every record cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

StepValue = bool | int | float | str | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PreprocessingStep:
    """One image operation: the name of its function in ``inspector.vision`` and its parameters."""

    operation: str
    parameters: Mapping[str, StepValue] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class DecisionLimits:
    """Thresholds on probabilities, each in (0, 1].

    A part is NOT_OK when any defect class reaches its ``reject`` limit, OK when no class did and
    the good classes together reach ``accept``; what lies between is NOT_DECIDABLE.
    """

    accept: float = 0.5
    reject_default: float = 0.5
    reject: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def reject_limit(self, class_name: str) -> float:
        """The limit of one defect class."""
        return self.reject.get(class_name, self.reject_default)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A product's inspection. ``revision`` is the SHA-256 of its canonical form, 64 hex digits."""

    recipe_id: str
    revision: str
    number: int
    preprocessing: tuple[PreprocessingStep, ...] = ()
    limits: DecisionLimits = field(default_factory=DecisionLimits)
