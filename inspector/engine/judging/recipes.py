"""What parts are judged by: a recipe and a model, each in a form that is ready to be used.

Recipe and model change independently of each other, and each between two parts: a part is given
both when it is taken on, and keeps them whatever takes force while it is in hand.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from inspector.config.recipe import DEFAULT_RECIPE_ID
from inspector.domain.errors.recipe import ChangeoverRefusedError
from inspector.domain.feature import FeatureValue
from inspector.domain.inspection import Trigger
from inspector.domain.model import ModelIdentity
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.recipe import Recipe
from inspector.engine.judging.inspection_time import InspectionTime
from inspector.engine.judging.inspector import Inspector
from inspector.engine.judging.known_models import model_tag


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


@dataclass(frozen=True)
class LineModel:
    """A model that is ready to judge: loaded, warmed up, and under every recipe of the station.

    Attributes:
        identity: What rows cite.
        recipes: All recipes of the station; the first is in force at the start.
        warm_up: How long it takes to judge a picture by the slowest of them.
    """

    identity: ModelIdentity
    recipes: tuple[PreparedRecipe, ...]
    warm_up: InspectionTime = field(default_factory=InspectionTime)

    @cached_property
    def tag(self) -> int:
        """What the gate's records call it."""
        return model_tag(self.identity.sha256)

    @cached_property
    def by_number(self) -> Mapping[int, PreparedRecipe]:
        """Its recipes by the numbers that the PLC knows."""
        return {each.number: each for each in self.recipes}


class Recipes:
    """Which recipe and which model are in force. Safe to use from any thread.

    Args:
        model: In force at the start, with the first of its recipes.
    """

    def __init__(self, model: LineModel) -> None:
        self._lock = threading.Lock()
        self._state = (model, model.recipes[0].number)
        self._former: LineModel | None = None
        self._meant_before: Mapping[int, PreparedRecipe] = {}
        self._first_index = 0
        self._last_index = 0

    @property
    def model(self) -> LineModel:
        """The model that judges the parts that come now."""
        return self._state[0]

    @property
    def in_force(self) -> PreparedRecipe:
        """The recipe that judges the parts that come now."""
        model, number = self._state
        return model.by_number[number]

    def find(self, number: int) -> PreparedRecipe | None:
        """The recipe of this number; ``None`` when the station has none."""
        return self.model.by_number.get(number)

    def of_part(self, trigger: Trigger) -> PreparedRecipe | None:
        """What a part must be judged by; ``None`` when its model has been let go."""
        with self._lock:
            (model, number), former = self._state, self._former
        if trigger.model_tag not in (0, model.tag):
            if former is None or former.tag != trigger.model_tag:
                return None
            model = former
        return model.by_number.get(trigger.recipe_number, model.by_number[number])

    def meant(self, trigger_index: int, number: int) -> PreparedRecipe | None:
        """What a recipe's number meant for the model that a part of this journal came under.

        0 stands for the recipe in force.
        """
        with self._lock:
            model, in_force = self._state
            before = trigger_index < self._first_index
            meaning = self._meant_before if before else model.by_number
        return meaning.get(number or in_force)

    def take_on(self, trigger_index: int) -> LineModel:
        """A part has come: this model judges it, and no other."""
        with self._lock:
            self._last_index = max(self._last_index, trigger_index)
            return self._state[0]

    def put_in_force(self, number: int) -> None:
        """Judge the parts to come by this recipe."""
        with self._lock:
            self._state = (self._state[0], number)

    def keep_ready(self, prepared: PreparedRecipe, model_tag: int) -> None:
        """What its number means for the parts to come: a new recipe, or another revision of one.

        No part of the recipe that it takes the place of may be in hand.

        Args:
            prepared: Made for the model of ``model_tag``.
            model_tag: What the gate's records call that model.

        Raises:
            ChangeoverRefusedError: another model has come in force meanwhile.
        """
        with self._lock:
            model, number = self._state
            if model.tag != model_tag:
                raise ChangeoverRefusedError(RecipePhrase.MODEL_CHANGED_MEANWHILE())
            kept = {**model.by_number, prepared.number: prepared}
            self._begin_meaning(model)
            self._state = (replace(model, recipes=tuple(kept.values())), number)

    def put_model_in_force(self, model: LineModel) -> int:
        """Judge the parts to come by this model; return the index of the first one at least.

        The former model still judges the parts that were taken on before, until :meth:`let_go`.

        Raises:
            ChangeoverRefusedError: another revision of a recipe has come in use meanwhile.
        """
        with self._lock:
            former, number = self._state
            if not _revisions(former).items() <= _revisions(model).items():
                raise ChangeoverRefusedError(RecipePhrase.RECIPE_CHANGED_MEANWHILE())
            self._former, self._state = former, (model, number)
            return self._begin_meaning(former)

    def _begin_meaning(self, former: LineModel) -> int:
        """From the next part on numbers mean something else; the index of that part at least."""
        self._meant_before = {
            number: PreparedRecipe(each.recipe, ()) for number, each in former.by_number.items()
        }
        self._first_index = self._last_index + 1
        return self._first_index

    def let_go(self) -> None:
        """No part of the former model is in hand any more."""
        with self._lock:
            self._former = None

    def begin_anew(self) -> None:
        """The parts are counted anew: all that come are for what is in force now."""
        with self._lock:
            self._first_index = self._last_index = 0


def _revisions(model: LineModel) -> dict[int, str]:
    """By number; the model's own limits are another revision under each model."""
    return {
        number: each.recipe.revision
        for number, each in model.by_number.items()
        if each.recipe.recipe_id != DEFAULT_RECIPE_ID
    }
