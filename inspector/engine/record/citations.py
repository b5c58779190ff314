"""Which recipe the row of each part cites.

The gate's journal says of every part which recipe was in force when it came. The decision on it may
be recorded by another engine than the one that heard of its coming, so where a recipe begins is
stored; what its number meant then is stored too, for the station file may have changed since.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from inspector.domain.record import RecipeUse
from inspector.engine.judging.recipes import Recipes
from inspector.pipe.records import TriggerSeen

_USES_KEPT = 256
_by_part = attrgetter("trigger_index")


class RecipeCitations:
    """Used by the recorder's thread alone.

    Args:
        recipes: What the numbers mean now.
    """

    def __init__(self, recipes: Recipes) -> None:
        self._recipes = recipes
        self._uses: list[RecipeUse] = []
        self._unstored: list[RecipeUse] = []

    @property
    def unstored(self) -> Sequence[RecipeUse]:
        """What must be stored with the next rows."""
        return tuple(self._unstored)

    def restore(self, uses: Iterable[RecipeUse]) -> None:
        """A journal begins or goes on; these uses of it are stored."""
        self._uses = sorted(uses, key=_by_part)
        self._unstored.clear()

    def note(self, parts: Iterable[TriggerSeen]) -> None:
        """These parts have come."""
        for part in parts:
            last = self._uses[-1] if self._uses else None
            if last is not None and part.trigger_index <= last.trigger_index:
                continue
            use = self._use(part.trigger_index, part.recipe_number)
            if last is None or _meaning(use) != _meaning(last):
                self._uses.append(use)
                self._unstored.append(use)
        del self._uses[:-_USES_KEPT]

    def note_stored(self) -> None:
        """All uses are stored."""
        self._unstored.clear()

    def of(self, trigger_index: int) -> RecipeUse:
        """What a part cites; the recipe in force when nobody told of its coming."""
        place = bisect_right(self._uses, trigger_index, key=_by_part)
        return self._uses[place - 1] if place else self._use(trigger_index, 0)

    def _use(self, trigger_index: int, number: int) -> RecipeUse:
        """Without an engine the gate knows no recipe; a number that none has cites none."""
        prepared = self._recipes.meant(trigger_index, number)
        if prepared is None:
            return RecipeUse(trigger_index, number, "", "")
        recipe = prepared.recipe
        return RecipeUse(trigger_index, prepared.number, recipe.recipe_id, recipe.revision)


def _meaning(use: RecipeUse) -> tuple[int, str, str]:
    return use.recipe_number, use.recipe_id, use.recipe_revision
