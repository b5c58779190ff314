"""What answers what-if questions, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.assembly.replay import StationJudges
from inspector.services.what_if.basis import Basis
from inspector.services.what_if.desk import WhatIfDesk
from inspector.services.what_if.judging import Pictures
from inspector.wire.what_if import LeftOut, WhatIfQuestion

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.domain.recipe_revision import RecipeStore
    from inspector.domain.record import Provenance
    from inspector.inference.registry.registry import ModelRegistry


def make_what_if(core: StationCore) -> WhatIfDesk:
    """What-if questions to a running station."""
    from inspector.engine.threads.priority import lower_thread_priority

    engine, registry, recipes = core.engine, core.judging.registry, core.store.recipes()
    pictures = Pictures(
        source=core.history.scored_parts(),
        history=core.history,
        images=core.archive,
        judges=StationJudges(core.config, registry, recipes),
        may_work=lambda: engine.idle and not engine.trial.paused,
    )
    bases = StationBases(registry, recipes, len(core.config.views))
    return WhatIfDesk(pictures, bases, lower_thread_priority)


class StationBases:
    """Implements :class:`~inspector.services.what_if.basis.Bases`.

    Args:
        registry: The packages of the station.
        recipes: The revisions of its recipes.
        cameras: How many look at each part.
    """

    def __init__(self, registry: ModelRegistry, recipes: RecipeStore, cameras: int) -> None:
        self._registry = registry
        self._recipes = recipes
        self.cameras = cameras

    def of(self, cited: Provenance) -> Basis | LeftOut:
        """By what a part was decided, or why nobody knows any more."""
        from inspector.domain.errors.model import ModelError
        from inspector.domain.errors.recipe import RevisionUnknownError
        from inspector.services.recipes.content import recipe_of

        try:
            manifest = self._registry.look_up(cited.model_sha256).manifest
        except ModelError:
            return LeftOut.MODEL_GONE
        try:
            text = self._recipes.recipe_text(cited.recipe_revision)
        except RevisionUnknownError:
            return LeftOut.RECIPE_GONE
        return Basis(
            tuple(manifest.classes), frozenset(manifest.ok_classes), recipe_of(text).limits
        )

    def require(self, question: WhatIfQuestion) -> None:
        """Refuse a question about a model or a recipe that the station does not have."""
        if question.model is not None:
            self._registry.look_up(question.model)
        if question.revision is not None:
            self._recipes.recipe_text(question.revision)
