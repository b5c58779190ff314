"""The recipes that a station uses: those of its files, and what people signed off since."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.clock import utc_ns
from inspector.config.station import StationConfig
from inspector.domain.recipe import DecisionLimits
from inspector.domain.recipe_revision import RecipeRelease, RecipeRevision, RecipeStore
from inspector.services.recipes.content import recipe_of, recipe_toml
from inspector.services.recipes.recipe_set import (
    StationRecipe,
    load_recipe_set,
    require_together,
    signed_off_recipe,
)

MODELS_OWN = "(model)"
"""The source of the limits that a model recommends."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Which file each recipe comes from."""

    files: dict[str, str]

    def of(self, recipe_id: str) -> str:
        """The file of a recipe, empty for one that was made at the station."""
        return self.files.get(recipe_id, "")


class RecipeBook:
    """What is in use now. Safe to use from any thread.

    Args:
        recipes: All of them; the first is in force at the start.
        sources: Which file each comes from.
    """

    def __init__(self, recipes: Sequence[StationRecipe], sources: Sources) -> None:
        self._recipes = tuple(recipes)
        self._lock = threading.Lock()
        self.sources = sources

    @property
    def recipes(self) -> tuple[StationRecipe, ...]:
        """All, in the order in which they were named or made."""
        return self._recipes

    def find(self, recipe_id: str) -> StationRecipe | None:
        """The revision of one product that is in use; ``None`` when the station has no such."""
        return next((each for each in self._recipes if each.recipe.recipe_id == recipe_id), None)

    def with_revision(self, candidate: StationRecipe) -> tuple[StationRecipe, ...]:
        """All recipes, as they would be with another revision or another product."""
        name = candidate.recipe.recipe_id
        if self.find(name) is None:
            return (*self._recipes, candidate)
        return tuple(candidate if each.recipe.recipe_id == name else each for each in self._recipes)

    def take_in(self, candidate: StationRecipe) -> None:
        """This revision is in use from now on."""
        with self._lock:
            self._recipes = self.with_revision(candidate)


def open_book(
    config: StationConfig, limits: DecisionLimits, defects: Collection[str], store: RecipeStore
) -> RecipeBook:
    """All recipes of a station as it starts; every revision that may judge is kept before.

    A file that has changed since it was read last is a new revision, and is in use. One that has
    not leaves in use what people signed off meanwhile. The product that a person changed over to
    last comes first.

    Args:
        config: The station file.
        limits: Those of the model, for a station that names no recipe.
        defects: The defect classes of the model, for which a recipe may have limits.
        store: The revisions.

    Raises:
        RecipeInvalidError: one recipe is wrong.
        RecipesInvalidError: several are, or they do not go together; with every fault.
    """
    of_files = load_recipe_set(config, limits, defects)
    before = store.releases()
    read_last = _read_last(store)
    for given in of_files:
        _import(given, store, read_last)
    released = {each.recipe_id: each.revision for each in store.releases()}
    cameras = tuple(config.views)
    recipes = [_in_use(each, released, store, config, cameras) for each in of_files]
    named = {each.recipe.recipe_id for each in of_files}
    for recipe_id in _made_here(before, named):
        revision = store.revision(released[recipe_id])
        recipes.append(_compiled(revision, config, cameras))
    require_together(recipes, config, defects)
    chosen = store.chosen()
    recipes.sort(key=lambda each: each.recipe.recipe_id != chosen)
    return RecipeBook(recipes, Sources({e.recipe.recipe_id: _source(e) for e in of_files}))


def keep_models_own(book: RecipeBook, recipes: Sequence[StationRecipe], store: RecipeStore) -> None:
    """Keep and use what a model recommends that is about to judge, where no recipe is named.

    Args:
        book: What is in use now.
        recipes: Those under which the model judges.
        store: The revisions.
    """
    for each in recipes:
        if each.is_models_own:
            _import(each, store, _read_last(store))
            book.take_in(each)


def _read_last(store: RecipeStore) -> dict[str, str]:
    """The revision that came last from each source."""
    return {each.source: each.revision for each in store.releases() if each.source}


def _import(given: StationRecipe, store: RecipeStore, read_last: dict[str, str]) -> None:
    recipe, source = given.recipe, _source(given)
    now = utc_ns()
    parent = read_last.get(source)
    if parent == recipe.revision:
        return
    folder = "" if given.file is None else str(given.file.parent)
    store.add(
        RecipeRevision(
            recipe.revision,
            recipe.recipe_id,
            recipe.number,
            recipe_toml(recipe),
            now,
            folder,
            parent,
        )
    )
    store.release(RecipeRelease(recipe.recipe_id, recipe.revision, now, source=source))


def _source(given: StationRecipe) -> str:
    return MODELS_OWN if given.file is None else str(given.file)


def _in_use(
    given: StationRecipe,
    released: dict[str, str],
    store: RecipeStore,
    config: StationConfig,
    cameras: Sequence[str],
) -> StationRecipe:
    revision = released.get(given.recipe.recipe_id, given.recipe.revision)
    if revision == given.recipe.revision:
        return given
    return _compiled(store.revision(revision), config, cameras)


def _compiled(
    revision: RecipeRevision, config: StationConfig, cameras: Sequence[str]
) -> StationRecipe:
    return signed_off_recipe(recipe_of(revision.content), folder_of(revision, config), cameras)


def folder_of(revision: RecipeRevision | None, config: StationConfig) -> Path:
    """Where the pictures of a revision's steps lie."""
    if revision is None or not revision.folder:
        return config.resolve(".")
    return Path(revision.folder)


def _made_here(releases: Sequence[RecipeRelease], named: Collection[str]) -> Iterator[str]:
    """Products that no file ever brought; one whose file is named no more is not in use."""
    imported = {each.recipe_id for each in releases if each.source}
    for recipe_id in dict.fromkeys(each.recipe_id for each in releases):
        if recipe_id not in imported and recipe_id not in named:
            yield recipe_id
