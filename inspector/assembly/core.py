"""The line of a station and what it stands on, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector import __version__
from inspector.assembly.camera import make_lane
from inspector.assembly.model import (
    OpenedPackage,
    PackageLoader,
    base_package,
    open_registry,
)
from inspector.assembly.shelf import known_models
from inspector.config.station import StationConfig, config_hash
from inspector.paths import DataFolder, ensure_writable

if TYPE_CHECKING:
    from inspector.config.sections import ArchiveConfig
    from inspector.domain.pictures import PicturePolicy
    from inspector.domain.record import Provenance
    from inspector.engine.engine import Engine
    from inspector.engine.judging.recipes import LineModel
    from inspector.engine.record.rows import RowMaker
    from inspector.engine.settings import EngineSettings
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.services.people.audit import AuditTrail
    from inspector.services.recipes.book import RecipeBook
    from inspector.store.archive import FileImageArchive
    from inspector.store.reading.history import SqliteHistory
    from inspector.store.result_store import SqliteResultStore

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Judging:
    """What parts are judged by.

    Attributes:
        registry: All packages of the station.
        base: The one that the station file names.
        loader: Opens packages.
        book: The recipes in use.
        model: What the line starts with.
    """

    registry: ModelRegistry
    base: ModelPackage
    loader: PackageLoader
    book: RecipeBook
    model: LineModel


@dataclass(frozen=True, slots=True)
class StationCore:
    """What everything else of a station stands on; nothing of it runs yet.

    Attributes:
        config: The station file.
        data: Where it keeps what it knows.
        judging: What parts are judged by.
        provenance: What rows cite.
        store: Where results go.
        history: Where they are read.
        archive: Their pictures.
        audit: Where it is written down who did what.
        engine: The line.
    """

    config: StationConfig
    data: DataFolder
    judging: Judging
    provenance: Provenance
    store: SqliteResultStore
    history: SqliteHistory
    archive: FileImageArchive
    audit: AuditTrail
    engine: Engine


def make_core(config: StationConfig, data: DataFolder) -> StationCore:
    """Open the database, the model and the recipes, and put the line on them.

    Raises:
        InspectorError: of the model, the recipe, the database or the folders; nothing stays open.
    """
    from inspector.domain.errors.base import InspectorError
    from inspector.engine.building import build_engine
    from inspector.services.people.audit import AuditTrail
    from inspector.store.archive import FileImageArchive
    from inspector.store.opening import open_store

    ensure_writable(data.root)
    store = open_store(data.database)
    try:
        judging = _open_judging(config, data, store)
    except InspectorError:
        store.close()
        raise
    provenance = _provenance(config, judging.model)
    reserve_bytes = config.archive.reserve_mb * _MEGABYTE
    archive = FileImageArchive(data.archive, reserve_bytes, config.archive.good_quality)
    engine = build_engine(
        _engine_settings(config, data),
        [make_lane(name, config) for name in config.views],
        judging.model,
        store,
        _row_maker(config, archive, provenance, judging),
    )
    history, audit = store.history(), AuditTrail(data.audit)
    return StationCore(config, data, judging, provenance, store, history, archive, audit, engine)


def _open_judging(config: StationConfig, data: DataFolder, store: SqliteResultStore) -> Judging:
    from inspector.inference.checked_elsewhere import CheckedElsewhere
    from inspector.services.recipes.book import keep_models_own, open_book

    packages = CheckedElsewhere(data.root)
    registry = open_registry(config, data.models, packages)
    base = base_package(config, registry)
    package = registry.resolve(base)
    recipes = store.recipes()
    book = open_book(config, package.limits, package.manifest.defect_classes, recipes)
    loader = PackageLoader(
        config, registry, lambda: book.recipes, lambda its: keep_models_own(book, its, recipes)
    )
    model = _ready_to_judge(loader.opened(package))
    packages.begin()
    return Judging(registry, base, loader, book, model)


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


def _row_maker(
    config: StationConfig, archive: FileImageArchive, provenance: Provenance, judging: Judging
) -> RowMaker:
    from inspector.engine.judging.known_models import KnownModels
    from inspector.engine.record.rows import RowMaker

    known = known_models(judging.registry, judging.base)
    return RowMaker(
        archive,
        provenance,
        KnownModels(judging.model.identity, known),
        picture_policy(config.archive),
        tuple(config.views),
    )


def _provenance(config: StationConfig, model: LineModel) -> Provenance:
    from inspector.domain.record import Provenance
    from inspector.inference.providers import runtime_version

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
        runtime=runtime_version(),
    )


def _engine_settings(config: StationConfig, data: DataFolder) -> EngineSettings:
    from inspector.engine.settings import EngineSettings

    return EngineSettings(
        gate_address_file=data.gate_file,
        inspectors=config.engine.inspectors,
        queue_depth=config.engine.queue_depth,
        deadline_ms=config.plc.decision_deadline_ms,
        transfer_ms=config.line.transfer_ms,
        shadow_duty_percent=config.model.shadow_duty_percent,
    )


def picture_policy(archive: ArchiveConfig) -> PicturePolicy:
    """What the section of the station file says of pictures."""
    from inspector.domain.pictures import PictureFormat, PicturePolicy

    return PicturePolicy(
        rejects=None if archive.keep == "none" else PictureFormat(archive.reject_format),
        good=PictureFormat(archive.good_format) if archive.keep == "all" else None,
        sample_good=archive.sample_good,
    )
