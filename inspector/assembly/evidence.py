"""What shows where a model saw what it said, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.domain.errors.model import ModelError

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.domain.history import StoredResult
    from inspector.domain.record import ViewRecord
    from inspector.engine.engine import Engine
    from inspector.inference.evidence.finder import PackageEvidence
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.services.history.evidence import EvidenceService, Viewpoint

_PATIENCE_S = 2.0


def make_evidence(core: StationCore) -> EvidenceService:
    """Evidence for results of a running station."""
    from inspector.engine.threads.priority import lower_thread_priority
    from inspector.engine.trial.throttle import patient_turn
    from inspector.services.history.evidence import EvidenceService

    viewpoints = _Viewpoints(core.engine, core.judging.registry)
    turn = patient_turn(lambda: core.engine.idle, _PATIENCE_S)
    return EvidenceService(core.history, core.archive, viewpoints, lower_thread_priority, turn)


class _Viewpoints:
    """How results were judged, as long as their recipe and model are at the station."""

    def __init__(self, engine: Engine, registry: ModelRegistry) -> None:
        self._engine = engine
        self._registry = registry
        self._known: tuple[str, tuple[str, ...], PackageEvidence] | None = None

    def __call__(self, stored: StoredResult, view: ViewRecord) -> Viewpoint | str:
        """What judged a view, or why nobody knows any more."""
        from inspector.services.history.evidence import Viewpoint

        cited = stored.record.provenance
        recipes = self._engine.recipes.model.recipes
        recipe = next(
            (each for each in recipes if each.recipe.revision == cited.recipe_revision), None
        )
        if recipe is None or view.view >= len(recipe.views):
            return "its recipe is not that of the station any more"
        try:
            classes, finder = self._of_model(cited.model_sha256)
        except ModelError as error:
            return error.detail
        return Viewpoint(
            recipe.recipe.view(view.camera).preprocessing or (),
            recipe.views[view.view].inspector.preprocessing,
            classes,
            finder,
        )

    def _of_model(self, sha256: str) -> tuple[tuple[str, ...], PackageEvidence]:
        from inspector.inference.evidence.finder import PackageEvidence

        if self._known is None or self._known[0] != sha256:
            package = self._registry.find(sha256)
            self._known = (sha256, tuple(package.manifest.classes), PackageEvidence(package))
        return self._known[1:]
