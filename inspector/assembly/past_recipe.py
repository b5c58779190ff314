"""The recipe that judged a past part, as its revision was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.services.recipes.recipe_set import StationRecipe
    from inspector.store.recipes.revisions import SqliteRecipes


def past_recipe(
    config: StationConfig, recipes: SqliteRecipes, recipe_id: str, revision: str
) -> StationRecipe:
    """A revision with its pipelines ready to run.

    Raises:
        RecipeRevisionMissingError: it is not kept.
        RecipeInvalidError: a picture of its steps is not the one that it pins.
    """
    from inspector.domain.errors.history import RecipeRevisionMissingError
    from inspector.domain.errors.recipe import RevisionUnknownError
    from inspector.domain.phrases.records import RecordPhrase
    from inspector.services.recipes.book import folder_of
    from inspector.services.recipes.content import recipe_of
    from inspector.services.recipes.recipe_set import signed_off_recipe

    try:
        kept = recipes.revision(revision)
    except RevisionUnknownError as error:
        raise RecipeRevisionMissingError(
            RecordPhrase.REVISION_NOT_KEPT(recipe=recipe_id, revision=revision[:12])
        ) from error
    cameras = tuple(config.views)
    return signed_off_recipe(recipe_of(kept.content), folder_of(kept, config), cameras)
