"""What there is to do with past results of a station, put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type
from typing import TYPE_CHECKING

from inspector.assembly.replay import make_replay
from inspector.assembly.what_if import make_what_if
from inspector.domain.errors.model import ModelError
from inspector.services.exports.desk import ExportDesk
from inspector.services.history.golden import Golden, GoldenDesk
from inspector.services.history.lots import LotBook
from inspector.services.live.line_reading import line_reading
from inspector.services.lot_report.desk import LotReportDesk
from inspector.services.past import PastServices
from inspector.services.reviews.picks import PickDesk
from inspector.store.lot_record.opening import SqliteLotRecords

if TYPE_CHECKING:
    from inspector.assembly.core import StationCore
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.services.history.golden import GoldenOfModel

_PACKAGES_KEPT = 8


@dataclass(frozen=True, slots=True)
class Past:
    """The services, and the lots that the live view shows."""

    services: PastServices
    lots: LotBook


def make_past(core: StationCore) -> Past:
    """What there is to do with the past results of a running station."""
    history, archive, audit = core.history, core.archive, core.audit
    gate, plc_triggers = core.engine.gate, core.config.plc.trigger_source == "plc"
    lots = LotBook(
        core.store.lots(),
        core.engine.lots,
        audit,
        lambda journal: line_reading(gate.status, journal, plc_triggers=plc_triggers),
    )
    what_if = make_what_if(core)
    services = PastServices(
        lots,
        ExportDesk(
            history,
            archive,
            core.config.station.id,
            audit,
            history.seal_proofs(),
            core.store.reviews().of_result,
            what_if.changed,
        ),
        make_replay(core),
        GoldenDesk(history, archive, golden_examples(core.judging.registry)),
        PickDesk(core.store.picks(), audit),
        what_if,
        LotReportDesk(SqliteLotRecords(core.store.database), archive, audit),
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
