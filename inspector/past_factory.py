"""What there is to do with past results of a station, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.services.exports.desk import ExportDesk
from inspector.services.lots import LotBook
from inspector.services.past import PastServices

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.engine.engine import Engine
    from inspector.services.people.audit import AuditTrail
    from inspector.store.archive import FileImageArchive
    from inspector.store.history import SqliteHistory
    from inspector.store.result_store import SqliteResultStore


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
    audit: AuditTrail,
) -> Past:
    """Lots of a running station, and its results as files."""
    lots = LotBook(store.lots(), engine.lots, audit)
    exports = ExportDesk(history, archive, config.station.id, audit)
    return Past(PastServices(lots, exports), lots)
