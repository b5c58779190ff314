"""What there is to do with past results of a station, put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type
from typing import TYPE_CHECKING

from inspector.domain.errors.model import ModelError
from inspector.replay_factory import make_replay
from inspector.services.exports.desk import ExportDesk
from inspector.services.golden import Golden, GoldenDesk
from inspector.services.lots import LotBook
from inspector.services.past import PastServices
from inspector.services.picks import PickDesk

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.engine.engine import Engine
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.services.golden import GoldenOfModel
    from inspector.services.people.audit import AuditTrail
    from inspector.store.archive import FileImageArchive
    from inspector.store.history import SqliteHistory
    from inspector.store.result_store import SqliteResultStore

_PACKAGES_KEPT = 8


@dataclass(frozen=True, slots=True)
class Past:
    """The services, and the lots that the live view shows."""

    services: PastServices
    lots: LotBook


def make_past(
    config: StationConfig,
    engine: Engine,
    store: SqliteResultStore,
    history: SqliteHistory,
    archive: FileImageArchive,
    registry: ModelRegistry,
    audit: AuditTrail,
) -> Past:
    """What there is to do with the past results of a running station."""
    lots = LotBook(store.lots(), engine.lots, audit)
    services = PastServices(
        lots,
        ExportDesk(history, archive, config.station.id, audit),
        make_replay(config, engine, registry, store.recipes(), history, archive),
        GoldenDesk(history, archive, golden_examples(registry)),
        PickDesk(store.picks(), audit),
    )
    return Past(services, lots)


def golden_examples(registry: ModelRegistry) -> GoldenOfModel:
    """The first example of a good part of each package, remembered for the last few packages."""

    @lru_cache(_PACKAGES_KEPT)
    def of_model(sha256: str) -> Golden | None:
        try:
            package = registry.look_up(sha256)
            good = package.manifest.ok_classes
            example = next(each for each in package.manifest.golden if each.label in good)
            content = package.read(example.image)
        except (ModelError, StopIteration):
            return None
        media_type, _ = guess_type(example.image)
        return Golden(content, media_type or "image/png", f"model {package.name}")

    return of_model
