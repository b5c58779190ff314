"""Changes of the gate's alarms: values to rows and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select
from sqlalchemy.dialects.sqlite import insert

from inspector.domain.alarm import Alarm, ClearedBy
from inspector.domain.history import StoredAlarm
from inspector.domain.record import AlarmEvent
from inspector.store.schema.tables import AlarmEventTable

_INSERT = insert(AlarmEventTable).on_conflict_do_nothing(index_elements=["journal_id", "sequence"])
_NEWEST_FIRST = select(AlarmEventTable.__table__).order_by(AlarmEventTable.event_id.desc())


def add_alarms(connection: Connection, events: Sequence[AlarmEvent]) -> None:
    """Write what is not there yet."""
    if events:
        connection.execute(_INSERT, [_row(event) for event in events])


def alarm_page(before: int | None, limit: int) -> Select[*tuple[Any, ...]]:
    """The newest events below an id; a deep page costs as much as the first one."""
    query = _NEWEST_FIRST.limit(limit)
    return query if before is None else query.where(AlarmEventTable.event_id < before)


def alarms_after(after: int, limit: int) -> Select[*tuple[Any, ...]]:
    """The oldest events above an id."""
    table = AlarmEventTable
    query = select(table.__table__).order_by(table.event_id)
    return query.where(table.event_id > after).limit(limit)


def stored_alarm(row: RowMapping) -> StoredAlarm:
    """An event as it was written."""
    event = AlarmEvent(
        journal_id=row["journal_id"],
        sequence=row["sequence"],
        utc_ns=row["utc_ns"],
        raised=Alarm(row["raised"]),
        cleared=Alarm(row["cleared"]),
        latched=Alarm(row["latched"]),
        cleared_by=ClearedBy(row["cleared_by"]),
        trigger_index=row["trigger_index"],
    )
    return StoredAlarm(row["event_id"], event)


def _row(event: AlarmEvent) -> dict[str, int]:
    return {
        "journal_id": event.journal_id,
        "sequence": event.sequence,
        "utc_ns": event.utc_ns,
        "raised": event.raised.value,
        "cleared": event.cleared.value,
        "latched": event.latched.value,
        "cleared_by": event.cleared_by.value,
        "trigger_index": event.trigger_index,
    }
