"""Where the set-up page keeps camera settings: with the recipe that is in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import tomlkit

from inspector.clock import utc_ns
from inspector.domain.errors.config import RecipeNotNamedError
from inspector.domain.feature import FeatureValue
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.recipe_revision import RecipeRevision, RecipeStore
from inspector.services.recipes.book import RecipeBook
from inspector.services.recipes.content import recipe_of, recipe_toml
from inspector.services.recipes.file import with_features
from inspector.services.recipes.set_features import RecipeFeatures
from inspector.wire.cameras import KeptFeatures


class FeaturesOfBook:
    """Implements :class:`inspector.services.live.cameras_port.RecipeKeeper`.

    Settings go into the file that the recipe comes from; where a person signed off another revision
    since, they become a new revision that waits for its sign-off.

    Args:
        book: What is in use.
        store: The revisions.
        cameras: Names of the station's cameras; each of several has a table of its own.
        in_force: Tells the product in force.
    """

    def __init__(
        self,
        book: RecipeBook,
        store: RecipeStore,
        cameras: Sequence[str],
        in_force: Callable[[], str],
    ) -> None:
        self._book = book
        self._store = store
        self._cameras = cameras
        self._in_force = in_force

    def keep(self, camera: str, features: Mapping[str, FeatureValue]) -> KeptFeatures:
        """Keep settings; raises as the protocol says."""
        given = self._book.find(self._in_force())
        if given is None:
            raise RecipeNotNamedError(RecipePhrase.NO_RECIPE_IN_FORCE())
        if not given.signed_off:
            return RecipeFeatures(given.file, self._cameras).keep(camera, features)
        return self._revise(given.recipe.revision, camera, features)

    def _revise(
        self, revision: str, camera: str, features: Mapping[str, FeatureValue]
    ) -> KeptFeatures:
        former = self._store.revision(revision)
        view = camera if len(self._cameras) > 1 else ""
        document = tomlkit.parse(former.content)
        with_features(features, view)(document)
        recipe = recipe_of(tomlkit.dumps(document))
        self._store.add(
            RecipeRevision(
                recipe.revision,
                recipe.recipe_id,
                recipe.number,
                recipe_toml(recipe),
                utc_ns(),
                former.folder,
                revision,
                note=f"settings of camera {camera}",
            )
        )
        return KeptFeatures(
            file=f"{recipe.recipe_id} {recipe.revision[:12]}",
            table=f"views.{camera}.features" if view else "features",
            features=dict(features),
        )
