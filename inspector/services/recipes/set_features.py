"""Where the set-up page keeps settings: in the recipe file that the station runs with."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from inspector.domain.errors.config import RecipeNotNamedError
from inspector.domain.feature import FeatureValue
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.services.recipes.file import change_recipe, with_features
from inspector.wire.cameras import KeptFeatures


class RecipeFeatures:
    """Implements :class:`inspector.services.live.cameras_port.RecipeKeeper`.

    Args:
        recipe: The recipe file; ``None`` when the station file names none.
        cameras: Names of the station's cameras; each of several has a table of its own.
    """

    def __init__(self, recipe: Path | None, cameras: Sequence[str]) -> None:
        self._recipe = recipe
        self._has_views = len(cameras) > 1
        self._writing = threading.Lock()

    def keep(self, camera: str, features: Mapping[str, FeatureValue]) -> KeptFeatures:
        """Write the settings into the file; comments and other entries stay."""
        if self._recipe is None:
            raise RecipeNotNamedError(RecipePhrase.RECIPE_NOT_NAMED())
        view = camera if self._has_views else ""
        with self._writing:
            change_recipe(self._recipe, with_features(features, view))
        return KeptFeatures(
            file=str(self._recipe),
            table=f"views.{camera}.features" if view else "features",
            features=dict(features),
        )
