"""All recipes that a station may change over between, checked together before anything starts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.config.recipe import default_recipe, load_recipe
from inspector.config.station import StationConfig
from inspector.domain.errors.config import ConfigError, RecipesInvalidError
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.recipe import DecisionLimits, Recipe
from inspector.vision.pipeline import Pipeline, compile_steps


@dataclass(frozen=True, slots=True)
class StationRecipe:
    """A recipe that the station can use.

    Attributes:
        recipe: Its content.
        file: Where it stands; ``None`` for the model's own limits.
        pipelines: The compiled preprocessing of each camera.
        signed_off: Whether a person put this revision in use, whatever the file says.
    """

    recipe: Recipe
    file: Path | None
    pipelines: Mapping[str, Pipeline]
    signed_off: bool = False

    @property
    def name(self) -> str:
        """What people call it."""
        of_file = self.file is not None and not self.signed_off
        return self.file.name if of_file and self.file is not None else self.recipe.recipe_id

    @property
    def is_models_own(self) -> bool:
        """Whether it is nothing but the limits that the model recommends."""
        return self.file is None and not self.signed_off


def load_recipe_set(
    config: StationConfig, limits: DecisionLimits, defects: Collection[str]
) -> tuple[StationRecipe, ...]:
    """All recipes of a station; the first is in force at the start.

    Args:
        config: The station file.
        limits: Those of the model, for a station that names no recipe.
        defects: The defect classes of the model, for which a recipe may have limits.

    Raises:
        RecipeInvalidError: one recipe is wrong.
        RecipesInvalidError: several are, or they do not go together; with every fault.
    """
    cameras = tuple(config.views)
    files = (config.recipe.file, *config.recipe.more)
    loaded: list[StationRecipe] = []
    errors: list[ConfigError] = []
    for name in files:
        try:
            file = None if name is None else config.resolve(name)
            loaded.append(_loaded(file, limits, cameras))
        except ConfigError as error:
            errors.append(error)
    faults = [
        *_limit_faults(loaded, defects),
        *_unnamed_faults(loaded),
        *_number_faults(loaded),
        *_feature_faults(loaded, config),
    ]
    if len(errors) == 1 and not faults:
        raise errors[0]
    if errors or faults:
        told = (said for error in errors for said in error.said)
        raise RecipesInvalidError(*told, *faults)
    return tuple(loaded)


def recipes_under(
    recipes: Sequence[StationRecipe], limits: DecisionLimits, defects: Collection[str]
) -> tuple[StationRecipe, ...]:
    """The recipes of a running station under another model; files are not read again.

    Args:
        recipes: From :func:`load_recipe_set`.
        limits: Those of the other model, for a station that names no recipe.
        defects: The defect classes of the other model.

    Raises:
        RecipesInvalidError: a recipe has a limit for what is no defect class of the model.
    """
    if faults := list(_limit_faults(recipes, defects)):
        raise RecipesInvalidError(*faults)
    return tuple(
        replace(each, recipe=default_recipe(limits)) if each.is_models_own else each
        for each in recipes
    )


def signed_off_recipe(recipe: Recipe, folder: Path, cameras: Sequence[str]) -> StationRecipe:
    """A revision that a person put in use.

    Args:
        recipe: Its content.
        folder: Where the pictures of its steps lie.
        cameras: Those of the station.

    Raises:
        RecipeInvalidError: a step is wrong, or a picture is not the one that it pins.
    """
    return StationRecipe(recipe, None, _pipelines(recipe, folder, cameras), signed_off=True)


def require_together(
    recipes: Sequence[StationRecipe], config: StationConfig, defects: Collection[str]
) -> None:
    """Refuse recipes that one station cannot change over between.

    Raises:
        RecipesInvalidError: with every fault.
    """
    strangers = (
        _of(each, RecipePhrase.CAMERA_UNKNOWN(name=name, cameras=config.views))
        for each in recipes
        for name in sorted(each.recipe.views.keys() - set(config.views))
    )
    faults = [
        *strangers,
        *_limit_faults(recipes, defects),
        *_number_faults(recipes),
        *_feature_faults(recipes, config),
    ]
    if faults:
        raise RecipesInvalidError(*faults)


def _loaded(file: Path | None, limits: DecisionLimits, cameras: Sequence[str]) -> StationRecipe:
    recipe = default_recipe(limits) if file is None else load_recipe(file, cameras)
    folder = Path() if file is None else file.parent
    return StationRecipe(recipe, file, _pipelines(recipe, folder, cameras))


def _pipelines(recipe: Recipe, folder: Path, cameras: Sequence[str]) -> Mapping[str, Pipeline]:
    return {name: compile_steps(recipe.view(name).preprocessing or (), folder) for name in cameras}


def _of(recipe: StationRecipe, fault: Phrase) -> Phrase:
    return RecipePhrase.OF_PRODUCT(product=recipe.name, fault=fault)


def _limit_faults(recipes: Sequence[StationRecipe], defects: Collection[str]) -> Iterator[Phrase]:
    """A limit of a class that is none, or that passes, would be believed and never applied."""
    for each in recipes:
        for name in sorted(each.recipe.limits.reject.keys() - set(defects)):
            yield _of(each, RecipePhrase.LIMIT_OF_NO_DEFECT(name=name, defects=defects))


def _unnamed_faults(recipes: Sequence[StationRecipe]) -> Iterator[Phrase]:
    """A station file that names further recipes names the one that is in force first, too."""
    if len(recipes) > 1 and any(each.is_models_own for each in recipes):
        yield RecipePhrase.RECIPE_FILE_UNNAMED()


def _number_faults(recipes: Sequence[StationRecipe]) -> Iterator[Phrase]:
    """One that is alone needs no number; among several the PLC tells them apart by it.

    The model's own limits are number 1, as they are where they are alone.
    """
    if len(recipes) < 2:
        return
    first: dict[int, StationRecipe] = {}
    for each in recipes:
        number = each.recipe.number or int(each.is_models_own)
        other = first.setdefault(number, each)
        if number == 0:
            yield _of(each, RecipePhrase.NUMBER_MISSING())
        elif other is not each:
            yield _of(each, RecipePhrase.NUMBER_TAKEN(number=number, other=other.name))


def _feature_faults(recipes: Sequence[StationRecipe], config: StationConfig) -> Iterator[Phrase]:
    """What one recipe sets and another leaves alone would depend on which was in force before."""
    for camera, section in config.views.items():
        set_by = {
            feature: each.name for each in recipes for feature in each.recipe.view(camera).features
        }
        for each in recipes:
            own = {*section.features, *each.recipe.view(camera).features}
            for feature in sorted(set_by.keys() - own):
                missing = RecipePhrase.FEATURE_MISSING(
                    feature=feature, camera=camera, other=set_by[feature]
                )
                yield _of(each, missing)
