"""Alarms as people see them: what waits, what was, and who has seen it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from inspector.clock import utc_datetime, utc_ns, utc_ns_of
from inspector.domain import alarm_log as domain
from inspector.domain.alarm import Alarm, AlarmState, Reaction, Severity
from inspector.domain.alarm_log import AlarmLog, AlarmOccurrence
from inspector.services.alarms.clearing import clearing_roles
from inspector.services.alarms.export import csv_lines
from inspector.services.alarms.rows import (
    alarm_row,
    cause_of,
    groups,
    most_urgent_first,
    with_groups,
)
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.alarms import (
    AlarmFigure,
    AlarmFigures,
    AlarmLogPage,
    AlarmQuery,
    AlarmsWaiting,
)

_DAY_NS = 86_400_000_000_000
_NS_PER_S = 1_000_000_000
_NS_PER_H = 3600 * _NS_PER_S
_TOP = 10


class Watched(Protocol):
    """What is recorded of alarms now; may be called from several threads."""

    @property
    def waiting(self) -> Sequence[AlarmOccurrence]:
        """What stands, and what returned unseen."""

    def acknowledge(self, occurrence_ids: Sequence[int], by: str) -> Sequence[int]:
        """A person has seen these; those that were not acknowledged before."""

    def note_clearing(self, codes: Sequence[str], by: str) -> None:
        """A person asks to clear what stands of these codes."""


class AlarmDesk:
    """All methods may be called from several threads and raise ``StoreError``.

    Args:
        watch: What is recorded of alarms now.
        log: What was recorded.
        reactions: What the gate's alarms do; one that is not named warns.
        audit: Where it is written down who acknowledged what.
    """

    def __init__(
        self, watch: Watched, log: AlarmLog, reactions: Mapping[Alarm, Reaction], audit: AuditTrail
    ) -> None:
        self._watch = watch
        self._log = log
        self._clearing = clearing_roles(reactions)
        self._audit = audit

    def waiting(self) -> AlarmsWaiting:
        """What stands or returned unseen, the most urgent first."""
        now, waiting = utc_ns(), self._watch.waiting
        today = {each.identity: each.times for each in self._log.figures(now - _DAY_NS, now + 1)}
        rows = [alarm_row(each, now, self._clearing) for each in waiting]
        standing = [each for each in waiting if each.ended_utc_ns is None]
        faults = sum(each.alarm.severity is Severity.FAULT for each in standing)
        return AlarmsWaiting(
            at=utc_datetime(now),
            rows=with_groups(most_urgent_first(rows), groups(waiting), today),
            faults=faults,
            warnings=len(standing) - faults,
            unacknowledged=sum(each.state is not AlarmState.ACKNOWLEDGED for each in waiting),
        )

    def acknowledge(self, actor: Actor, occurrence_ids: Sequence[int]) -> AlarmsWaiting:
        """A person has seen these; written down for those that were not acknowledged before.

        Raises:
            AuditNotWritableError: nothing was acknowledged.
        """
        with self._audit.recorded(actor, "alarms.acknowledge") as entry:
            codes = {each.occurrence_id: each.identity.code for each in self._watch.waiting}
            seen = self._watch.acknowledge(occurrence_ids, actor.name)
            entry.new = [f"{each} {codes.get(each, '')}".rstrip() for each in seen]
        return self.waiting()

    def note_clearing(self, actor: Actor, codes: Sequence[str]) -> None:
        """A person asks the gate to clear what stands of these codes."""
        self._watch.note_clearing(codes, actor.name)

    def page(self, query: AlarmQuery, before: int | None, limit: int) -> AlarmLogPage:
        """A page of the log, newest first."""
        now = utc_ns()
        found = self._log.page(_wanted(query), before, limit + 1)
        rows = [alarm_row(each, now, self._clearing) for each in found[:limit]]
        return AlarmLogPage(
            rows=rows, next_before=rows[-1].occurrence_id if len(found) > limit else None
        )

    def export(self, query: AlarmQuery) -> Iterator[bytes]:
        """All occurrences of a query as CSV, line by line, newest first."""
        now = utc_ns()
        found = self._log.every(_wanted(query))
        return csv_lines(alarm_row(each, now, self._clearing) for each in found)

    def figures(self, since: datetime, until: datetime) -> AlarmFigures:
        """What came most often and what stood longest."""
        since_ns, until_ns = utc_ns_of(since), min(utc_ns_of(until), utc_ns() + 1)
        found = self._log.figures(since_ns, until_ns)
        occurrences = sum(each.times for each in found)
        hours = max(until_ns - since_ns, _NS_PER_S) / _NS_PER_H
        return AlarmFigures(
            since=since,
            until=until,
            occurrences=occurrences,
            per_hour=occurrences / hours,
            by_count=_top(found, key=lambda each: each.times),
            by_time=_top(found, key=lambda each: each.stood_ns),
        )


def _top(
    found: Sequence[domain.AlarmFigure], key: Callable[[domain.AlarmFigure], int]
) -> list[AlarmFigure]:
    return [
        AlarmFigure(
            code=each.identity.code,
            subject=each.identity.subject,
            cause=cause_of(each.identity.code),
            severity=each.severity,
            occurrences=each.occurrences,
            times=each.times,
            stood_s=each.stood_ns / _NS_PER_S,
        )
        for each in sorted(found, key=key, reverse=True)[:_TOP]
    ]


def _wanted(query: AlarmQuery) -> domain.AlarmQuery:
    return domain.AlarmQuery(
        since_utc_ns=None if query.since is None else utc_ns_of(query.since),
        until_utc_ns=None if query.until is None else utc_ns_of(query.until),
        code=query.code or "",
        severity=query.severity,
        unacknowledged=query.unacknowledged,
    )
