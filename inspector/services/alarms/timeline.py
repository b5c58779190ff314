"""Alarms, what the station did and what people did, on one time line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from inspector.clock import utc_datetime
from inspector.domain.alarm_log import AlarmLog, AlarmMoment, AlarmOccurrence
from inspector.domain.errors.store import StoreError
from inspector.services.people.audit import DONE
from inspector.services.people.audit_file import AuditFiles
from inspector.services.people.audit_tail import Entry, entries_before
from inspector.wire.events import EventGroup, EventPage, EventRow

_TIES = 50
"""So many events of one moment are never torn apart by the end of a page."""
_Timed = tuple[int, EventRow]


class Timeline:
    """All methods may be called from several threads.

    Args:
        log: Alarms, and what the station did.
        audit: What people did.
    """

    def __init__(self, log: AlarmLog, audit: AuditFiles) -> None:
        self._log = log
        self._audit = audit

    def page(
        self, since_ns: int, before_ns: int, groups: Collection[EventGroup], limit: int
    ) -> EventPage:
        """The newest events between two times, the second exclusive; no group means all.

        Raises:
            StoreError: they cannot be read.
        """
        wanted = set(groups) or set(EventGroup)
        found: list[_Timed] = []
        if EventGroup.ALARMS in wanted:
            found += self._of_alarms(since_ns, before_ns, limit + _TIES)
        if EventGroup.STATION in wanted:
            found += self._of_station(since_ns, before_ns, limit + _TIES)
        if EventGroup.PEOPLE in wanted:
            found += islice(self._of_people(since_ns, before_ns), limit + _TIES)
        found.sort(key=lambda each: each[0], reverse=True)
        end = limit
        while limit <= end < len(found) and found[end][0] == found[end - 1][0]:
            end += 1
        more = end < len(found)
        return EventPage(
            rows=[row for _, row in found[:end]],
            next_before_ns=found[end - 1][0] if more else None,
        )

    def _of_alarms(self, since_ns: int, before_ns: int, limit: int) -> Iterator[_Timed]:
        for moment in AlarmMoment:
            for each in self._log.moments(moment, since_ns, before_ns, limit):
                yield _alarm(moment, each)

    def _of_station(self, since_ns: int, before_ns: int, limit: int) -> Iterator[_Timed]:
        for each in self._log.events(since_ns, before_ns, limit):
            yield (
                each.utc_ns,
                EventRow(
                    at=utc_datetime(each.utc_ns),
                    group=EventGroup.STATION,
                    kind=each.kind.value,
                    old=each.old,
                    new=each.new,
                ),
            )

    def _of_people(self, since_ns: int, before_ns: int) -> Iterator[_Timed]:
        try:
            for utc_ns, entry in entries_before(self._audit, before_ns):
                if utc_ns < since_ns:
                    return
                yield utc_ns, _audited(utc_ns, entry)
        except OSError as error:
            raise StoreError(f"{self._audit.path}: {error.strerror}") from error


def _alarm(moment: AlarmMoment, occurrence: AlarmOccurrence) -> _Timed:
    alarm = occurrence.alarm
    utc_ns, who, new = alarm.raised_utc_ns, "", ""
    if moment is AlarmMoment.ENDED:
        utc_ns = occurrence.ended_utc_ns or 0
        who, new = occurrence.cleared_by, occurrence.ended_by.value
    elif moment is AlarmMoment.ACKNOWLEDGED:
        utc_ns, who = occurrence.acknowledged_utc_ns or 0, occurrence.acknowledged_by
    return utc_ns, EventRow(
        at=utc_datetime(utc_ns),
        group=EventGroup.ALARMS,
        kind=f"alarm.{moment}",
        subject=alarm.identity.code,
        text=alarm.message,
        reasons=list(alarm.reasons),
        who=who,
        new=new,
        severity=alarm.severity,
    )


def _audited(utc_ns: int, entry: Entry) -> EventRow:
    outcome = str(entry.get("outcome", ""))
    return EventRow(
        at=utc_datetime(utc_ns),
        group=EventGroup.PEOPLE,
        kind=str(entry.get("what", "")),
        subject=str(entry.get("target", "")),
        text=str(entry.get("reason", "") or ""),
        who=str(entry.get("who", "")),
        old=entry.get("old"),
        new=entry.get("new"),
        outcome="" if outcome == DONE else outcome,
    )
