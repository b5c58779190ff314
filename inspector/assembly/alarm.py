"""What records a station's alarms and shows them to people, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.domain.alarm import Alarm, Reaction
from inspector.services.alarms.conditions import Conditions, Told
from inspector.services.alarms.desk import AlarmDesk
from inspector.services.alarms.station_events import StationEvents
from inspector.services.alarms.timeline import Timeline
from inspector.services.alarms.troubles import AlarmServices
from inspector.services.alarms.watch import AlarmWatch

if TYPE_CHECKING:
    from inspector.engine.engine import Engine
    from inspector.services.people.audit import AuditTrail
    from inspector.store.result_store import SqliteResultStore


@dataclass(frozen=True, slots=True)
class Alarms:
    """What people ask, and what looks by itself; it is started behind the engine."""

    services: AlarmServices
    watch: AlarmWatch


def make_alarms(
    engine: Engine,
    store: SqliteResultStore,
    reactions: Mapping[Alarm, Reaction],
    told: Told,
    audit: AuditTrail,
) -> Alarms:
    """The alarm log of a running station."""
    log = store.alarm_log()
    conditions = Conditions(engine, reactions, told)
    watch = AlarmWatch(log, conditions, StationEvents(log, engine))
    desk = AlarmDesk(watch, log, reactions, audit)
    return Alarms(AlarmServices(desk, Timeline(log, audit.files)), watch)
