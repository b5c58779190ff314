"""The station's recipes, ready to be used, and which of them is in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from inspector.domain.feature import FeatureValue
from inspector.domain.recipe import Recipe
from inspector.engine.inspector import Inspector


@dataclass(frozen=True, slots=True)
class RecipeView:
    """What one camera does under one recipe.

    Attributes:
        inspector: Judges its frames.
        features: SFNC features of the camera, those of the station file among them.
    """

    inspector: Inspector
    features: Mapping[str, FeatureValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PreparedRecipe:
    """A recipe with all that could fail behind it; ``views`` are in the order of the cameras."""

    recipe: Recipe
    views: tuple[RecipeView, ...]

    @property
    def number(self) -> int:
        """The number by which the PLC knows it; one without a number counts as the first."""
        return self.recipe.number or 1


class Recipes:
    """All recipes by number. Only the changeover writes :attr:`in_force`; any thread reads.

    Args:
        prepared: The first is in force.
    """

    def __init__(self, prepared: Sequence[PreparedRecipe]) -> None:
        self._by_number = {each.number: each for each in prepared}
        self.in_force = prepared[0]

    def find(self, number: int) -> PreparedRecipe | None:
        """The recipe of this number; ``None`` when the station has none."""
        return self._by_number.get(number)

    def of_part(self, number: int) -> PreparedRecipe:
        """The recipe that was in force when a part came; 0 for the one that is now."""
        return self._by_number.get(number, self.in_force)
