"""How one product is inspected: an immutable revision that every record cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from inspector.domain.feature import FeatureValue
from inspector.domain.release import ReleaseLimits

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

    def table(self) -> dict[str, Any]:
        """The same in the shape that every file has which holds limits."""
        return {
            "accept": self.accept,
            "reject_default": self.reject_default,
            "reject": dict(self.reject),
        }


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a picture's pixels measure on the part.

    Attributes:
        mm_per_pixel: Millimetres on the part per pixel.
        reprojection_error_px: Root mean square of the fit's residuals, in pixels.
        target: What was measured, such as ``chessboard 9x6, 5 mm``.
        date: ISO 8601 day of the measurement.
    """

    mm_per_pixel: float
    reprojection_error_px: float = 0.0
    target: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class ViewRecipe:
    """What one camera of several does otherwise; ``None`` and empty leave it to the recipe."""

    preprocessing: tuple[PreprocessingStep, ...] | None = None
    features: Mapping[str, FeatureValue] = field(default_factory=lambda: MappingProxyType({}))
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """A product's inspection. ``revision`` is the SHA-256 of its canonical form, 64 hex digits.

    ``features`` are camera settings by SFNC name, set after those of the station file and after
    each reconnect. ``release`` is what a model must reach before it may judge this product.
    """

    recipe_id: str
    revision: str
    number: int
    preprocessing: tuple[PreprocessingStep, ...] = ()
    limits: DecisionLimits = field(default_factory=DecisionLimits)
    features: Mapping[str, FeatureValue] = field(default_factory=lambda: MappingProxyType({}))
    calibration: Calibration | None = None
    views: Mapping[str, ViewRecipe] = field(default_factory=lambda: MappingProxyType({}))
    release: ReleaseLimits = field(default_factory=ReleaseLimits)

    def view(self, camera: str) -> ViewRecipe:
        """What one camera does, with all that it leaves to the recipe."""
        own = self.views.get(camera, ViewRecipe())
        return ViewRecipe(
            self.preprocessing if own.preprocessing is None else own.preprocessing,
            MappingProxyType({**self.features, **own.features}),
            own.calibration or self.calibration,
        )
