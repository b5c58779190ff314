"""The alarm log in the words of the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from inspector.clock import utc_datetime
from inspector.domain.alarm import AlarmState, Severity
from inspector.domain.alarm_log import AlarmIdentity, AlarmOccurrence
from inspector.domain.errors.catalogue import catalogue
from inspector.domain.people import Role
from inspector.services.alarms.places import place_of
from inspector.wire.alarms import AlarmRow

TOGETHER_NS = 5_000_000_000
"""Alarms that follow each other this closely are told as one trouble with a first-out."""
_NS_PER_S = 1_000_000_000
_URGENCY = (AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED, AlarmState.RETURNED)


def alarm_row(
    occurrence: AlarmOccurrence, now_utc_ns: int, clearing: Mapping[str, Role]
) -> AlarmRow:
    """One occurrence."""
    alarm = occurrence.alarm
    code = alarm.identity.code
    cause, remedy = _explained().get(code, ("", ""))
    end_ns = now_utc_ns if occurrence.ended_utc_ns is None else occurrence.ended_utc_ns
    return AlarmRow(
        occurrence_id=occurrence.occurrence_id,
        code=code,
        subject=alarm.identity.subject,
        severity=alarm.severity,
        effect=alarm.effect,
        state=occurrence.state,
        latched=code in clearing,
        message=alarm.message,
        reasons=list(alarm.reasons),
        cause=cause,
        remedy=remedy,
        raised_at=utc_datetime(alarm.raised_utc_ns),
        ended_at=_moment(occurrence.ended_utc_ns),
        ended_by=occurrence.ended_by,
        cleared_by=occurrence.cleared_by,
        acknowledged_at=_moment(occurrence.acknowledged_utc_ns),
        acknowledged_by=occurrence.acknowledged_by,
        duration_s=max(0, end_ns - alarm.raised_utc_ns) / _NS_PER_S,
        times=occurrence.times,
        trigger_index=alarm.trigger_index or None,
        clearing=clearing.get(code) if occurrence.ended_utc_ns is None else None,
        fixed_on=place_of(code),
    )


def most_urgent_first(rows: Iterable[AlarmRow]) -> list[AlarmRow]:
    """What nobody has seen before what somebody has, faults before warnings, the oldest first.

    What returned comes last: it asks for nothing but a look.
    """
    return sorted(
        rows,
        key=lambda row: (
            _URGENCY.index(row.state),
            row.severity is not Severity.FAULT,
            row.raised_at,
        ),
    )


def groups(waiting: Sequence[AlarmOccurrence]) -> Mapping[int, tuple[int, bool]]:
    """The group of each occurrence that stands, and whether it is the first-out of several.

    A group is named after its first occurrence. Alarms belong together when each was raised within
    :data:`TOGETHER_NS` of the one before: one broken cable raises many.
    """
    standing = sorted(
        (each for each in waiting if each.ended_utc_ns is None),
        key=lambda each: (each.alarm.raised_utc_ns, each.occurrence_id),
    )
    bursts: list[list[AlarmOccurrence]] = []
    for each in standing:
        if bursts and _follows(bursts[-1][-1], each):
            bursts[-1].append(each)
        else:
            bursts.append([each])
    return {
        each.occurrence_id: (burst[0].occurrence_id, len(burst) > 1 and each is burst[0])
        for burst in bursts
        for each in burst
    }


def _follows(one: AlarmOccurrence, other: AlarmOccurrence) -> bool:
    return other.alarm.raised_utc_ns - one.alarm.raised_utc_ns <= TOGETHER_NS


def with_groups(
    rows: Iterable[AlarmRow],
    found: Mapping[int, tuple[int, bool]],
    today: Mapping[AlarmIdentity, int],
) -> list[AlarmRow]:
    """The rows with their groups, and how often each came in the last 24 hours."""
    return [
        row.model_copy(
            update={
                "group": found.get(row.occurrence_id, (row.occurrence_id, False))[0],
                "first_out": found.get(row.occurrence_id, (0, False))[1],
                "times_today": today.get(AlarmIdentity(row.code, row.subject), row.times),
            }
        )
        for row in rows
    ]


def cause_of(code: str) -> str:
    """What a code stands for; empty for one that is not known."""
    return _explained().get(code, ("", ""))[0]


def _moment(utc_ns: int | None) -> datetime | None:
    return None if utc_ns is None else utc_datetime(utc_ns)


@cache
def _explained() -> Mapping[str, tuple[str, str]]:
    """Cause and remedy by code."""
    return {each.code: (" ".join(each.cause.split()), each.remedy) for each in catalogue()}
