"""What there is to do with past results of a station, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.services.lots import LotBook
from inspector.services.past import PastServices

if TYPE_CHECKING:
    from inspector.engine.engine import Engine
    from inspector.services.people.audit import AuditTrail
    from inspector.store.result_store import SqliteResultStore


@dataclass(frozen=True, slots=True)
class Past:
    """The services, and the lots that the live view shows."""

    services: PastServices
    lots: LotBook


def make_past(engine: Engine, store: SqliteResultStore, audit: AuditTrail) -> Past:
    """Lots of a running station."""
    lots = LotBook(store.lots(), engine.lots, audit)
    return Past(PastServices(lots), lots)
