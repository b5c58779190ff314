"""The composition root: the only file that knows concrete classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector import __version__
from inspector.camera_factory import make_lane
from inspector.config.station import StationConfig, config_hash
from inspector.model_factory import (
    OpenedPackage,
    PackageLoader,
    RegistryShelf,
    base_package,
    known_models,
    open_registry,
)
from inspector.paths import DataFolder, ensure_writable

if TYPE_CHECKING:
    from inspector.api.server import ApiServer
    from inspector.domain.evaluation import Evaluation
    from inspector.domain.record import Provenance
    from inspector.engine.engine import Engine, EngineSettings
    from inspector.engine.inspection_time import InspectionTime
    from inspector.engine.recipes import LineModel
    from inspector.gate.process import Gate
    from inspector.inference.checked_elsewhere import CheckedElsewhere
    from inspector.recipe_factory import Recipes
    from inspector.services.alarm_watch import AlarmWatch
    from inspector.services.challenge.desk import ChallengeDesk
    from inspector.services.drift.watch import DriftWatch
    from inspector.services.evidence import EvidenceService
    from inspector.services.live_station import LiveStation
    from inspector.services.past import PastServices
    from inspector.services.people.audit_desk import AuditAnchoring
    from inspector.services.retention.keeper import RetentionKeeper
    from inspector.services.rollout import ModelRollout
    from inspector.services.seals.sealer import Sealer
    from inspector.services.station_check.desk import StationCheckDesk
    from inspector.services.training_jobs.desk import TrainingDesk
    from inspector.store.history import SqliteHistory
    from inspector.store.result_store import SqliteResultStore
    from inspector.wire.station import PeriodCounts

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
    rollout: ModelRollout
    training: TrainingDesk
    drift: DriftWatch
    anchoring: AuditAnchoring
    alarms: AlarmWatch
    check: StationCheckDesk
    packages: CheckedElsewhere
    evidence: EvidenceService
    past: PastServices
    recipes: Recipes
    retention: RetentionKeeper
    sealer: Sealer
    challenge: ChallengeDesk

    def start(self) -> int:
        """Bring everything up; return the API's port."""
        self.engine.start()
        self.packages.begin()
        port = self.api.start()
        self.rollout.start()
        self.training.begin()
        self.drift.start()
        self.anchoring.start()
        self.alarms.start()
        self.retention.start()
        self.sealer.start()
        self.challenge.start()
        return port

    def stop(self) -> None:
        """Bring everything down, the record last."""
        self.retention.stop()
        self.challenge.stop()
        self.sealer.stop()
        self.drift.stop()
        self.check.stop()
        self.alarms.stop()
        self.rollout.ask_to_stop()
        self.training.stop()
        self.engine.stop()
        self.api.stop()
        self.rollout.stop()
        self.recipes.stop()
        self.evidence.close()
        self.past.replays.close()
        self.anchoring.stop()
        self.history.close()
        self.store.close()


def make_engine(config: StationConfig, data: DataFolder, token: str) -> EngineProcess:
    """The vision side of a station.

    Raises:
        InspectorError: of the model, the recipe, the database or the folders; nothing was started.
    """
    from inspector.alarm_factory import make_alarms
    from inspector.api.access import HostRule
    from inspector.api.app import create_api
    from inspector.api.server import ApiServer
    from inspector.check_factory import make_station_check
    from inspector.domain.alarm import Alarm, Reaction
    from inspector.domain.errors.base import InspectorError
    from inspector.engine.engine import Engine
    from inspector.engine.known_models import KnownModels
    from inspector.engine.rows import RowMaker
    from inspector.evidence_factory import make_evidence
    from inspector.inference.checked_elsewhere import CheckedElsewhere
    from inspector.package_factory import StationPackages
    from inspector.past_factory import make_past
    from inspector.people_factory import make_people
    from inspector.quality_factory import make_quality
    from inspector.recipe_factory import Line, make_recipes
    from inspector.services.challenge.desk import ChallengeDesk
    from inspector.services.challenge.service import ChallengeService
    from inspector.services.history import HistoryService
    from inspector.services.live_cameras import LiveCameras
    from inspector.services.live_line import LiveLine
    from inspector.services.live_station import LiveStation
    from inspector.services.people.audit import AuditTrail
    from inspector.services.recipes.book import open_book
    from inspector.services.recipes.changes import Surroundings
    from inspector.services.recipes.features import FeaturesOfBook
    from inspector.services.retention.keeper import RetentionKeeper
    from inspector.services.rollout import ModelRollout
    from inspector.services.seals.sealer import Sealer
    from inspector.statistics_factory import make_statistics
    from inspector.store.archive import FileImageArchive
    from inspector.store.opening import open_store
    from inspector.training_factory import make_training

    ensure_writable(data.root)
    packages = CheckedElsewhere(data.root)
    registry = open_registry(config, data.models, packages)
    base = base_package(config, registry)
    package = registry.resolve(base)
    store = open_store(data.database)
    try:
        book = open_book(config, package.limits, package.manifest.classes, store.recipes())
        loader = PackageLoader(config, registry, lambda: book.recipes)
        model = _ready_to_judge(loader.opened(package))
    except InspectorError:
        store.close()
        raise
    provenance = _provenance(config, model)
    archive = FileImageArchive(data.archive, config.archive.reserve_mb * _MEGABYTE)
    engine = Engine(
        _engine_settings(config, model.warm_up, data),
        [make_lane(name, config) for name in config.views],
        model,
        store,
        RowMaker(
            archive,
            provenance,
            KnownModels(model.identity, known_models(registry, base)),
            _keep_rule(config.archive.keep),
            tuple(config.views),
        ),
    )
    cameras = LiveCameras(
        engine.cameras,
        FeaturesOfBook(
            book,
            store.recipes(),
            tuple(config.views),
            lambda: engine.recipes.in_force.recipe.recipe_id,
        ),
    )
    reactions = {Alarm[name.upper()]: Reaction(entry.reaction) for name, entry in config.alarms}
    history = store.history()
    audit = AuditTrail(data.audit)
    people = make_people(config.people, data, audit, store.audit_anchors())
    quality = make_quality(config.drift, engine, store, history, registry, audit)
    past = make_past(config, engine, store, history, archive, registry, audit)
    challenge = ChallengeDesk(
        config.challenge, store.challenges(), engine, past.lots.begun_utc_ns, audit
    )

    def told() -> Iterator[tuple[InspectorError, str]]:
        yield from quality.services.drift.alarms()
        yield from challenge.told()

    alarms = make_alarms(engine, store, reactions, told, audit)
    statistics = make_statistics(config.shift, store)
    station = LiveStation(
        engine,
        cameras,
        provenance,
        reactions,
        told,
        alarms.watch,
        statistics.shift,
        past.lots.current,
    )
    rollout = ModelRollout(
        engine.models, engine.trial, RegistryShelf(registry, base), loader, history, audit
    )
    training = make_training(config, data, audit)
    line = LiveLine(
        engine, history, lambda: station.snapshot().alarms, config.plc, reactions, audit
    )
    check = make_station_check(config, data, engine, registry, store, station, cameras, line, audit)
    evidence = make_evidence(engine, registry, history, archive)
    rows = HistoryService(history, archive)
    recipes = make_recipes(
        config,
        Line(engine, book, store, history, rows, registry),
        audit,
        Surroundings(lambda: _name_of(past.lots.current()), rollout.start),
    )
    api = ApiServer(
        create_api(
            station,
            rows,
            token,
            HostRule(config.api.host),
            cameras=cameras,
            line=line,
            alarms=alarms.services,
            check=check,
            models=rollout,
            packages=StationPackages(registry),
            training=training,
            quality=quality.services,
            people=people.desk,
            evidence=evidence,
            recipes=recipes.services,
            statistics=statistics,
            past=past.services,
            challenge=ChallengeService(challenge, audit),
        ),
        config.api.host,
        config.api.port,
    )
    return EngineProcess(
        engine,
        station,
        store,
        history,
        api,
        rollout,
        training,
        quality.watch,
        people.anchoring,
        alarms.watch,
        check,
        packages,
        evidence,
        past.services,
        recipes,
        RetentionKeeper(config.retention, store.retention(), archive, audit, lambda: engine.idle),
        Sealer(store.seals(), audit, lambda: engine.idle),
        challenge,
    )


def _name_of(lot: PeriodCounts | None) -> str:
    return "" if lot is None else lot.name


def _ready_to_judge(candidate: OpenedPackage) -> LineModel:
    """The model that the station starts with, measured on its own example.

    Raises:
        ModelUnplayableError: it was promoted, and does not reproduce its examples here any more.
    """
    from inspector.domain.errors.model import ModelError
    from inspector.domain.errors.rollout import ModelUnplayableError

    try:
        return candidate.measured(candidate.line_model(), lambda _: None)
    except ModelError as error:
        if candidate.is_base:
            raise
        raise ModelUnplayableError(f"{candidate.package.name}: {error}") from error


def _provenance(config: StationConfig, model: LineModel) -> Provenance:
    from inspector.domain.record import Provenance

    recipe, identity = model.recipes[0].recipe, model.identity
    return Provenance(
        station_id=config.station.id,
        app_version=__version__,
        config_hash=config_hash(config),
        recipe_id=recipe.recipe_id,
        recipe_revision=recipe.revision,
        model_id=identity.model_id,
        model_sha256=identity.sha256,
        model_variant=identity.variant,
        provider=identity.provider,
        is_simulated=config.station.simulated,
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
        shadow_duty_percent=config.model.shadow_duty_percent,
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
