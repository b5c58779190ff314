"""Alarms as they came and went: read from any thread, written over the one writing connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, func, insert, select, update

from inspector.domain.alarm import Effect, EndedBy, Severity
from inspector.domain.alarm_log import (
    AlarmChanges,
    AlarmFigure,
    AlarmIdentity,
    AlarmMoment,
    AlarmOccurrence,
    AlarmQuery,
    EventKind,
    NewAlarm,
    StationEvent,
)
from inspector.domain.history import StoredAlarm
from inspector.store.alarms.events import alarms_after, stored_alarm
from inspector.store.database import Database
from inspector.store.rows.values import Row, reasons_json, reasons_of, storable
from inspector.store.schema.alarm_tables import (
    AlarmLogPositionTable,
    AlarmOccurrenceTable,
    StationEventTable,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, RowMapping

_Table = AlarmOccurrenceTable
_PAGE_ROWS = 500
_MOMENTS = {
    AlarmMoment.RAISED: _Table.raised_utc_ns,
    AlarmMoment.ENDED: _Table.ended_utc_ns,
    AlarmMoment.ACKNOWLEDGED: _Table.acknowledged_utc_ns,
}
_ALL = select(_Table.__table__)
_STANDING = _ALL.where(_Table.ended_utc_ns.is_(None)).order_by(_Table.occurrence_id)
_RETURNED = _ALL.where(
    _Table.ended_utc_ns.is_not(None), _Table.acknowledged_utc_ns.is_(None)
).order_by(_Table.occurrence_id.desc())
_AGAIN = (
    update(_Table)
    .where(_Table.occurrence_id == bindparam("of_id"))
    .values(ended_utc_ns=None, ended_by="", cleared_by="", times=_Table.times + 1)
)
_END = (
    update(_Table)
    .where(_Table.occurrence_id == bindparam("of_id"))
    .values(ended_utc_ns=bindparam("at_utc_ns"), ended_by=bindparam("by"))
)
_EARLIER = (
    update(_Table)
    .where(_Table.occurrence_id == bindparam("of_id"))
    .values(raised_utc_ns=bindparam("at_utc_ns"), trigger_index=bindparam("with_part"))
)


class SqliteAlarmLog:
    """Implements :class:`inspector.domain.alarm_log.AlarmLog`.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, limit: int) -> list[AlarmOccurrence]:
        """What stands, oldest first, then the newest of what returned unseen."""
        rows = self._rows(_STANDING.limit(limit))
        rows += self._rows(_RETURNED.limit(limit))
        return [alarm_occurrence(row) for row in rows]

    def position(self) -> int:
        """The last change of the gate's alarms that was taken in."""
        with self._database.reading() as connection:
            return connection.scalar(select(AlarmLogPositionTable.event_id)) or 0

    def gate_changes(self, after: int, limit: int) -> list[StoredAlarm]:
        """Changes of the gate's alarms with an id above ``after``, oldest first."""
        return [stored_alarm(row) for row in self._rows(alarms_after(after, limit))]

    def apply(self, changes: AlarmChanges) -> None:
        """Store what a look found, all or nothing."""
        with self._database.writing() as connection:
            if changes.begun:
                connection.execute(insert(_Table), [_row(each) for each in changes.begun])
            if changes.again:
                connection.execute(_AGAIN, [{"of_id": each} for each in changes.again])
            if changes.ended:
                ends = [
                    {"of_id": each.occurrence_id, "at_utc_ns": each.utc_ns, "by": each.by.value}
                    for each in changes.ended
                ]
                connection.execute(_END, ends)
            if changes.earlier:
                names = ("of_id", "at_utc_ns", "with_part")
                connection.execute(
                    _EARLIER, [dict(zip(names, each, strict=True)) for each in changes.earlier]
                )
            if changes.position is not None:
                connection.execute(update(AlarmLogPositionTable).values(event_id=changes.position))

    def acknowledge(self, occurrence_ids: Sequence[int], utc_ns: int, by: str) -> list[int]:
        """A person has seen these; those that were not acknowledged before."""
        statement = (
            update(_Table)
            .where(_Table.occurrence_id.in_(occurrence_ids), _Table.acknowledged_utc_ns.is_(None))
            .values(acknowledged_utc_ns=utc_ns, acknowledged_by=storable(by))
            .returning(_Table.occurrence_id)
        )
        with self._database.writing() as connection:
            return sorted(connection.scalars(statement))

    def note_clearing(self, codes: Sequence[str], by: str) -> None:
        """A person asks to clear what stands of these codes."""
        statement = (
            update(_Table)
            .where(_Table.code.in_(codes), _Table.ended_utc_ns.is_(None))
            .values(cleared_by=storable(by))
        )
        with self._database.writing() as connection:
            connection.execute(statement)

    def page(self, query: AlarmQuery, before: int | None, limit: int) -> list[AlarmOccurrence]:
        """At most ``limit`` occurrences with an id below ``before``, newest first."""
        wanted = _ALL.where(*_conditions(query)).order_by(_Table.occurrence_id.desc())
        if before is not None:
            wanted = wanted.where(_Table.occurrence_id < before)
        return [alarm_occurrence(row) for row in self._rows(wanted.limit(limit))]

    def every(self, query: AlarmQuery) -> Iterator[AlarmOccurrence]:
        """All occurrences of a query, newest first, read page by page."""
        before: int | None = None
        while page := self.page(query, before, _PAGE_ROWS):
            yield from page
            before = page[-1].occurrence_id

    def figures(self, since_utc_ns: int, until_utc_ns: int) -> list[AlarmFigure]:
        """Every alarm that stood in a time; what stood longer counts for that time only."""
        end = func.min(func.coalesce(_Table.ended_utc_ns, until_utc_ns), until_utc_ns)
        begin = func.max(_Table.raised_utc_ns, since_utc_ns)
        query = (
            select(
                _Table.code,
                _Table.subject,
                func.max(_Table.severity).label("severity"),
                func.count().label("occurrences"),
                func.sum(_Table.times).label("times"),
                func.sum(end - begin).label("stood_ns"),
            )
            .where(
                _Table.raised_utc_ns < until_utc_ns,
                func.coalesce(_Table.ended_utc_ns, until_utc_ns) >= since_utc_ns,
            )
            .group_by(_Table.code, _Table.subject)
        )
        return [
            AlarmFigure(
                AlarmIdentity(row["code"], row["subject"]),
                Severity(row["severity"]),
                row["occurrences"],
                row["times"],
                row["stood_ns"],
            )
            for row in self._rows(query)
        ]

    def moments(
        self, moment: AlarmMoment, since_utc_ns: int, until_utc_ns: int, limit: int
    ) -> list[AlarmOccurrence]:
        """The newest occurrences of which a moment lies in a time, newest first."""
        column = _MOMENTS[moment]
        query = _ALL.where(column >= since_utc_ns, column < until_utc_ns)
        query = query.order_by(column.desc(), _Table.occurrence_id.desc()).limit(limit)
        return [alarm_occurrence(row) for row in self._rows(query)]

    def add_events(self, events: Sequence[StationEvent]) -> None:
        """Store what happened."""
        rows = [
            {"utc_ns": each.utc_ns, "kind": each.kind.value, "old": each.old, "new": each.new}
            for each in events
        ]
        with self._database.writing() as connection:
            connection.execute(insert(StationEventTable), rows)

    def events(self, since_utc_ns: int, until_utc_ns: int, limit: int) -> list[StationEvent]:
        """The newest events in a time, newest first."""
        table = StationEventTable
        query = (
            select(table.__table__)
            .where(table.utc_ns >= since_utc_ns, table.utc_ns < until_utc_ns)
            .order_by(table.utc_ns.desc(), table.event_id.desc())
            .limit(limit)
        )
        return [
            StationEvent(row["utc_ns"], EventKind(row["kind"]), row["old"], row["new"])
            for row in self._rows(query)
        ]

    def _rows(self, query: Select[*tuple[Any, ...]]) -> list[RowMapping]:
        with self._database.reading() as connection:
            return list(connection.execute(query).mappings())


def _conditions(query: AlarmQuery) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if query.since_utc_ns is not None:
        wanted.append(_Table.raised_utc_ns >= query.since_utc_ns)
    if query.until_utc_ns is not None:
        wanted.append(_Table.raised_utc_ns < query.until_utc_ns)
    if query.code:
        wanted.append(_Table.code == query.code)
    if query.severity is not None:
        wanted.append(_Table.severity == query.severity.value)
    if query.unacknowledged:
        wanted.append(_Table.acknowledged_utc_ns.is_(None))
    return wanted


def _row(alarm: NewAlarm) -> Row:
    return {
        "code": alarm.identity.code,
        "subject": storable(alarm.identity.subject),
        "severity": alarm.severity.value,
        "effect": alarm.effect.value,
        "message": storable(alarm.message),
        "raised_utc_ns": alarm.raised_utc_ns,
        "trigger_index": alarm.trigger_index,
        "reasons": reasons_json(alarm.reasons),
    }


def alarm_occurrence(row: RowMapping) -> AlarmOccurrence:
    """A row of the table."""
    return AlarmOccurrence(
        occurrence_id=row["occurrence_id"],
        alarm=NewAlarm(
            AlarmIdentity(row["code"], row["subject"]),
            Severity(row["severity"]),
            Effect(row["effect"]),
            row["message"],
            row["raised_utc_ns"],
            row["trigger_index"],
            reasons_of(row["reasons"]),
        ),
        times=row["times"],
        ended_utc_ns=row["ended_utc_ns"],
        ended_by=EndedBy(row["ended_by"]),
        cleared_by=row["cleared_by"],
        acknowledged_utc_ns=row["acknowledged_utc_ns"],
        acknowledged_by=row["acknowledged_by"],
    )
