"""Products and recipes of a running station, put together."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from inspector.assembly.camera import prepare_recipe
from inspector.services.recipes.changes import RecipeChanges, Surroundings
from inspector.services.recipes.costs import ThresholdCosts
from inspector.services.recipes.desk import LineState, RecipeDesk
from inspector.services.recipes.drafts import DraftDesk
from inspector.services.recipes.dry_run import DryRun
from inspector.services.recipes.evidence import (
    Evidence,
    ModelClasses,
    ReviewedEvidence,
    TruePicture,
)
from inspector.services.recipes.preview import StepPreview
from inspector.services.recipes.service import RecipeServices

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.domain.ports import Classifier
    from inspector.domain.recipe import DecisionLimits
    from inspector.engine.judging.recipes import PreparedRecipe
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.services.history.served import HistoryService
    from inspector.services.recipes.recipe_set import StationRecipe

_PACKAGES_KEPT = 4


@dataclass(frozen=True, slots=True)
class Recipes:
    """The services, and what runs behind them."""

    services: RecipeServices
    changes: RecipeChanges
    dry_run: DryRun

    def stop(self) -> None:
        """Wait for what is under way; after the engine has stopped."""
        self.dry_run.stop()
        self.changes.stop()


def make_recipes(core: StationCore, rows: HistoryService, around: Surroundings) -> Recipes:
    """Revisions, drafts and changeovers of a running station."""
    engine, config, book = core.engine, core.config, core.judging.book
    store = core.store.recipes()

    def prepare(given: StationRecipe, classifier: Classifier) -> PreparedRecipe:
        return prepare_recipe(given, config, classifier)

    def line_state() -> LineState:
        in_force = engine.recipes.in_force.recipe.recipe_id
        return LineState(in_force, engine.gate.recipe_request or 0)

    changes = RecipeChanges(engine, book, store, prepare, config, core.audit, around)
    dry_run = DryRun(
        core.history,
        rows,
        lambda: engine.recipes.model.recipes[0].views[0].inspector.classifier,
        prepare,
        store,
        config,
        lambda: not engine.trial.paused,
    )
    services = RecipeServices(
        desk=RecipeDesk(store, book, changes, line_state, core.audit),
        drafts=_drafts(core),
        preview=StepPreview(engine.cameras, rows, store, config),
        costs=_costs(core),
        dry_run=dry_run,
    )
    return Recipes(services, changes, dry_run)


def _recommended(core: StationCore) -> DecisionLimits:
    """What the model in force recommends."""
    sha256 = core.engine.models.in_force.identity.sha256
    return core.judging.registry.look_up(sha256).limits


def _drafts(core: StationCore) -> DraftDesk:
    judges = core.engine.models
    return DraftDesk(
        core.store.recipes(),
        core.judging.book,
        core.config,
        lambda: judges.in_force.identity.defect_classes,
        lambda: _recommended(core),
        core.audit,
    )


def _costs(core: StationCore) -> ThresholdCosts:
    def model() -> ModelClasses:
        identity = core.engine.models.in_force.identity
        return ModelClasses(identity.sha256, identity.classes, identity.ok_classes)

    reviewed = ReviewedEvidence(core.store.reviews(), core.history, model)
    validation = _validation_of(core.judging.registry)
    return ThresholdCosts(model, lambda: _recommended(core), validation, reviewed)


def _validation_of(registry: ModelRegistry) -> Callable[[str], Evidence | None]:
    @lru_cache(_PACKAGES_KEPT)
    def validation(sha256: str) -> Evidence | None:
        from inspector.domain.errors.model import ModelError

        try:
            return validation_evidence(registry.find(sha256))
        except ModelError:
            return None

    return validation


def validation_evidence(package: ModelPackage) -> Evidence | None:
    """The validation pictures of a package; ``None`` when it holds none."""
    from inspector.inference.package import VALIDATION_NAME

    manifest = package.manifest
    if VALIDATION_NAME not in manifest.files:
        return None
    content = json.loads(package.read(VALIDATION_NAME))
    good = frozenset(manifest.ok_classes)
    names = [content["classes"][label] for label in content["labels"]]
    pictures = [
        TruePicture(scores, name in good, name)
        for name, scores in zip(names, content["scores"], strict=True)
    ]
    return Evidence.of(content["classes"], good, pictures)
