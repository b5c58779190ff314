"""What shows where a model saw what it said, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.assembly.past_recipe import past_recipe

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.config.station import StationConfig
    from inspector.domain.history import StoredResult
    from inspector.domain.record import ViewRecord
    from inspector.inference.evidence.finder import PackageEvidence
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.services.history.evidence import EvidenceService, Viewpoint
    from inspector.services.recipes.recipe_set import StationRecipe
    from inspector.store.recipes.revisions import SqliteRecipes

_PATIENCE_S = 2.0


def make_evidence(core: StationCore) -> EvidenceService:
    """Evidence for results of a running station."""
    from inspector.engine.threads.priority import lower_thread_priority
    from inspector.engine.trial.throttle import patient_turn
    from inspector.services.history.evidence import EvidenceService

    viewpoints = _Viewpoints(core.config, core.store.recipes(), core.judging.registry)
    turn = patient_turn(lambda: core.engine.idle, _PATIENCE_S)
    return EvidenceService(core.history, core.archive, viewpoints, lower_thread_priority, turn)


class _Viewpoints:
    """How results were judged, as long as their recipe and model are at the station."""

    def __init__(
        self, config: StationConfig, recipes: SqliteRecipes, registry: ModelRegistry
    ) -> None:
        self._config = config
        self._recipes = recipes
        self._registry = registry
        self._recipe: StationRecipe | None = None
        self._model: tuple[str, tuple[str, ...], PackageEvidence] | None = None

    def __call__(self, stored: StoredResult, view: ViewRecord) -> Viewpoint:
        """What judged a view.

        Raises:
            InspectorError: its recipe, its camera or its model is not at the station any more.
        """
        from inspector.domain.errors.history import NoEvidenceError
        from inspector.domain.phrases.records import EvidencePhrase
        from inspector.services.history.evidence import Viewpoint

        cited = stored.record.provenance
        recipe = self._of_recipe(cited.recipe_id, cited.recipe_revision)
        pipeline = recipe.pipelines.get(view.camera)
        if pipeline is None:
            raise NoEvidenceError(EvidencePhrase.CAMERA_GONE(camera=view.camera))
        classes, finder = self._of_model(cited.model_sha256)
        steps = recipe.recipe.view(view.camera).preprocessing or ()
        return Viewpoint(steps, pipeline, classes, finder)

    def _of_recipe(self, recipe_id: str, revision: str) -> StationRecipe:
        if self._recipe is None or self._recipe.recipe.revision != revision:
            self._recipe = past_recipe(self._config, self._recipes, recipe_id, revision)
        return self._recipe

    def _of_model(self, sha256: str) -> tuple[tuple[str, ...], PackageEvidence]:
        from inspector.inference.evidence.finder import PackageEvidence

        if self._model is None or self._model[0] != sha256:
            package = self._registry.find(sha256)
            self._model = (sha256, tuple(package.manifest.classes), PackageEvidence(package))
        return self._model[1:]
