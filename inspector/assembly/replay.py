"""What judges past results again, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.assembly.past_recipe import past_recipe
from inspector.services.replay.judge import Judge

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.config.station import StationConfig
    from inspector.domain.record import Provenance
    from inspector.inference.classifier import OnnxClassifier
    from inspector.inference.package import ModelPackage
    from inspector.inference.providers import ProviderChoice
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.paths import DataFolder
    from inspector.services.recipes.recipe_set import StationRecipe
    from inspector.services.replay.desk import ReplayDesk
    from inspector.store.reading.history import SqliteHistory
    from inspector.store.recipes.revisions import SqliteRecipes

_PATIENCE_S = 10.0
_CHOICES: dict[str, ProviderChoice] = {
    "CPUExecutionProvider": "cpu",
    "CUDAExecutionProvider": "cuda",
    "TensorrtExecutionProvider": "tensorrt",
}


def make_replay(core: StationCore) -> ReplayDesk:
    """Replays of results of a running station."""
    from inspector.engine.threads.priority import lower_thread_priority
    from inspector.engine.trial.throttle import patient_turn
    from inspector.services.replay.desk import ReplayDesk

    judges = StationJudges(core.config, core.judging.registry, core.store.recipes())
    turn = patient_turn(lambda: core.engine.idle, _PATIENCE_S)
    return ReplayDesk(core.history, core.archive, judges, lower_thread_priority, turn)


def make_replay_at_rest(
    config: StationConfig, data: DataFolder, history: SqliteHistory, registry: ModelRegistry
) -> ReplayDesk:
    """Replays of results of a station that does not run; nobody has to be given way."""
    from inspector.services.replay.desk import ReplayDesk
    from inspector.store.archive import FileImageArchive
    from inspector.store.recipes.revisions import SqliteRecipes

    judges = StationJudges(config, registry, SqliteRecipes(history.database))
    images = FileImageArchive(data.archive, 0)
    return ReplayDesk(history, images, judges, lambda: None, lambda: None)


@dataclass(slots=True)
class _Opened:
    """The one model that is loaded beside the line's."""

    package: ModelPackage
    asked: ProviderChoice
    classifier: OnnxClassifier


class StationJudges:
    """Implements :class:`~inspector.services.replay.judge.Judges`.

    Args:
        config: The station file.
        registry: The packages of the station.
        recipes: The revisions of its recipes.
    """

    def __init__(
        self, config: StationConfig, registry: ModelRegistry, recipes: SqliteRecipes
    ) -> None:
        self._config = config
        self._registry = registry
        self._recipes = recipes
        self._opened: _Opened | None = None

    def of(self, cited: Provenance, model: str | None, revision: str | None = None) -> Judge:
        """What judged then, or with another model."""
        from inspector.domain.errors.history import ReplayImpossibleError
        from inspector.engine.judging.inspector import Inspector
        from inspector.inference.providers import runtime_version

        wanted = model or cited.model_sha256
        if not wanted:
            raise ReplayImpossibleError("no classifier judged this part")
        opened = self._open(wanted, _CHOICES.get(cited.provider, "cpu"))
        recipe = self._recipe(cited, opened.package, revision)
        pipelines = (recipe.pipelines[name] for name in self._config.views)
        limits = recipe.recipe.limits
        manifest = opened.package.manifest
        return Judge(
            package=opened.package.name,
            model_id=manifest.model_id,
            model_sha256=opened.package.sha256,
            provider=opened.classifier.provider,
            runtime=runtime_version(),
            recipe_id=recipe.recipe.recipe_id,
            recipe_revision=recipe.recipe.revision,
            inspectors={
                view: Inspector(pipeline, opened.classifier, limits)
                for view, pipeline in enumerate(pipelines)
            },
        )

    def _open(self, wanted: str, provider: ProviderChoice) -> _Opened:
        """One session with one thread; it stays for the next replay and no longer."""
        from inspector.domain.errors.model import ProviderUnavailableError
        from inspector.inference.classifier import OnnxClassifier

        known = self._opened
        sha256 = self._registry.look_up(wanted).sha256
        if known is not None and (known.package.sha256, known.asked) == (sha256, provider):
            return known
        self._opened = None
        package = self._registry.find(sha256)
        try:
            classifier = OnnxClassifier(package, provider=provider)
        except ProviderUnavailableError:
            classifier = OnnxClassifier(package, provider="cpu")
        self._opened = _Opened(package, provider, classifier)
        return self._opened

    def _recipe(
        self, cited: Provenance, package: ModelPackage, revision: str | None
    ) -> StationRecipe:
        """The recipe of then; limits that were the model's own are those of the model now."""
        from inspector.config.recipe import DEFAULT_RECIPE_ID, default_recipe
        from inspector.services.recipes.recipe_set import signed_off_recipe

        models_own = revision is None and cited.recipe_id == DEFAULT_RECIPE_ID
        if models_own and package.sha256 != cited.model_sha256:
            recipe = default_recipe(package.limits)
            return signed_off_recipe(recipe, self._config.resolve("."), tuple(self._config.views))
        wanted = revision or cited.recipe_revision
        return past_recipe(self._config, self._recipes, cited.recipe_id, wanted)
