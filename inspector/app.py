"""The composition root: the only file that knows concrete classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inspector import __version__
from inspector.camera_factory import make_lane, prepare_recipe
from inspector.config.station import StationConfig, config_hash
from inspector.paths import DataFolder, ensure_writable
from inspector.resources import bundled

if TYPE_CHECKING:
    from inspector.api.server import ApiServer
    from inspector.domain.evaluation import Evaluation
    from inspector.domain.recipe import Recipe
    from inspector.domain.record import Provenance
    from inspector.engine.engine import Engine, EngineSettings
    from inspector.engine.inspection_time import InspectionTime
    from inspector.engine.recipes import PreparedRecipe
    from inspector.gate.process import Gate
    from inspector.inference.classifier import OnnxClassifier
    from inspector.inference.package import ModelPackage
    from inspector.services.live_station import LiveStation
    from inspector.store.history import SqliteHistory
    from inspector.store.result_store import SqliteResultStore
    from inspector.wire.station import ModelSummary

_MEGABYTE = 1_000_000


def make_gate(config: StationConfig, data: DataFolder) -> Gate:
    """The gate of a station; imports nothing but the trusted core."""
    from inspector.gate.process import Gate
    from inspector.gate.settings import GateSettings
    from inspector.gate_factory import alarm_policy, link_of

    ensure_writable(data.root)
    plc = config.plc
    settings = GateSettings(
        decision_deadline_ms=plc.decision_deadline_ms,
        heartbeat_timeout_ms=plc.heartbeat_timeout_ms,
        simulated=config.station.simulated,
        views=len(config.views),
        trigger_source=plc.trigger_source,
        drives_outputs=plc.role == "coupler",
        alarms=alarm_policy(config.alarms),
        reverse_limit=config.alarms.belt_reversed.limit,
    )
    return Gate(settings, data.journal, data.gate_file, link_of(plc, config.resolve))


@dataclass(frozen=True, slots=True)
class EngineProcess:
    """The engine with its store and its door; started in the order of duty."""

    engine: Engine
    station: LiveStation
    store: SqliteResultStore
    history: SqliteHistory
    api: ApiServer

    def start(self) -> int:
        """Bring everything up; return the API's port."""
        self.engine.start()
        return self.api.start()

    def stop(self) -> None:
        """Bring everything down, the record last."""
        self.engine.stop()
        self.api.stop()
        self.history.close()
        self.store.close()


def make_engine(config: StationConfig, data: DataFolder, token: str) -> EngineProcess:
    """The vision side of a station.

    Raises:
        InspectorError: of the model, the recipe, the database or the folders; nothing was started.
    """
    from inspector.api.access import HostRule
    from inspector.api.app import create_api
    from inspector.api.server import ApiServer
    from inspector.domain.alarm import Alarm, Reaction
    from inspector.engine.engine import Engine
    from inspector.engine.rows import RowMaker
    from inspector.services.history import HistoryService
    from inspector.services.live_cameras import LiveCameras
    from inspector.services.live_line import LiveLine
    from inspector.services.live_station import LiveStation
    from inspector.services.people.audit import AuditTrail
    from inspector.services.people.desk import PeopleDesk
    from inspector.services.people.register import PeopleRegister
    from inspector.services.recipe_features import FeaturesOfRecipeInForce, RecipeFeatures
    from inspector.services.recipe_set import load_recipe_set
    from inspector.store.archive import FileImageArchive
    from inspector.store.opening import open_store

    ensure_writable(data.root)
    package, classifier = _make_classifier(config)
    loaded = load_recipe_set(config, package.limits, classifier.classes)
    recipes = [prepare_recipe(each, config, classifier) for each in loaded]
    provenance = _provenance(config, recipes[0].recipe, package, classifier)
    archive = FileImageArchive(data.archive, config.archive.reserve_mb * _MEGABYTE)
    store = open_store(data.database)
    engine = Engine(
        _engine_settings(config, _inspection_time(package, recipes), data),
        [make_lane(name, config) for name in config.views],
        recipes,
        store,
        RowMaker(
            archive,
            provenance,
            classifier.classes,
            _keep_rule(config.archive.keep),
            tuple(config.views),
        ),
    )
    keepers = {
        each.number: RecipeFeatures(given.file, tuple(config.views))
        for each, given in zip(recipes, loaded, strict=True)
    }
    cameras = LiveCameras(
        engine.cameras,
        FeaturesOfRecipeInForce(keepers, lambda: engine.recipes.in_force.number),
    )
    reactions = {Alarm[name.upper()]: Reaction(entry.reaction) for name, entry in config.alarms}
    station = LiveStation(
        engine,
        cameras,
        provenance,
        _model_summary(package, classifier),
        reactions,
    )
    history = store.history()
    audit = AuditTrail(data.audit)
    line = LiveLine(
        engine, history, lambda: station.snapshot().alarms, config.plc, reactions, audit
    )
    api = ApiServer(
        create_api(
            station,
            HistoryService(history, archive),
            token,
            HostRule(config.api.host),
            cameras=cameras,
            line=line,
            people=PeopleDesk(PeopleRegister(data.people), audit),
        ),
        config.api.host,
        config.api.port,
    )
    return EngineProcess(engine, station, store, history, api)


def model_folder(config: StationConfig) -> Path:
    """The package that the station file names: bundled as NAME/VERSION, or a folder."""
    named = bundled("models") / config.model.package
    return named if named.is_dir() else config.resolve(config.model.package)


def _make_classifier(config: StationConfig) -> tuple[ModelPackage, OnnxClassifier]:
    from inspector.inference.classifier import OnnxClassifier
    from inspector.inference.package import load_package

    package = load_package(model_folder(config))
    classifier = OnnxClassifier(
        package, provider=config.model.provider, threads=config.model.threads
    )
    classifier.warm_up()
    return package, classifier


def _inspection_time(package: ModelPackage, recipes: Sequence[PreparedRecipe]) -> InspectionTime:
    """Measured on the model's own example, by the slowest of all recipes and cameras."""
    from inspector.engine.inspection_time import measure_inspection
    from inspector.inference.golden import golden_images

    _, image = next(golden_images(package))
    return measure_inspection([view.inspector for each in recipes for view in each.views], image)


def _provenance(
    config: StationConfig, recipe: Recipe, package: ModelPackage, classifier: OnnxClassifier
) -> Provenance:
    from inspector.domain.record import Provenance

    return Provenance(
        station_id=config.station.id,
        app_version=__version__,
        config_hash=config_hash(config),
        recipe_id=recipe.recipe_id,
        recipe_revision=recipe.revision,
        model_id=package.manifest.model_id,
        model_sha256=package.sha256,
        model_variant=package.manifest.variant,
        provider=classifier.provider,
        is_simulated=config.station.simulated,
    )


def _model_summary(package: ModelPackage, classifier: OnnxClassifier) -> ModelSummary:
    from inspector.wire.station import ModelSummary

    return ModelSummary(
        model_id=package.manifest.model_id,
        version=package.manifest.version,
        sha256=package.sha256,
        variant=package.manifest.variant,
        provider=classifier.provider,
        classes=list(classifier.classes),
        ok_classes=sorted(classifier.ok_classes),
    )


def _engine_settings(
    config: StationConfig, warm_up: InspectionTime, data: DataFolder
) -> EngineSettings:
    from inspector.engine.budget import BudgetSettings
    from inspector.engine.engine import EngineSettings

    return EngineSettings(
        gate_address_file=data.gate_file,
        inspectors=config.engine.inspectors,
        queue_depth=config.engine.queue_depth,
        budget=BudgetSettings(
            deadline_ms=config.plc.decision_deadline_ms,
            transfer_ms=config.line.transfer_ms,
            warm_up=warm_up,
            inspectors=config.engine.inspectors,
        ),
    )


def _keep_rule(keep: str) -> Callable[[Evaluation], bool]:
    from inspector.domain.evaluation import Evaluation

    if keep == "rejects":
        return lambda evaluation: evaluation is not Evaluation.OK
    return lambda _: keep == "all"
