"""Alarms that a test lets come and go."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from every_alarm import STOPPING, camera_silent, every_alarm, focus_fell, of_gate

from inspector.domain.alarm import Alarm, AlarmState, EndedBy, Reaction, Severity
from inspector.domain.errors.base import InspectorError
from inspector.services.alarms.clearing import clearing_roles
from inspector.services.alarms.conditions import Condition
from inspector.services.alarms.places import place_of
from inspector.services.alarms.rows import cause_of
from inspector.wire.alarms import (
    AlarmFigure,
    AlarmFigures,
    AlarmLogPage,
    AlarmPage,
    AlarmQuery,
    AlarmRow,
    AlarmsWaiting,
)
from inspector.wire.events import EventGroup, EventPage, EventRow

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


_ROLES = clearing_roles(dict.fromkeys(STOPPING, Reaction.STOP))


def alarm_row(number: int, condition: Condition | None = None, **changes: Any) -> AlarmRow:
    """An alarm as the station tells it; without a condition a camera that is silent."""
    condition = condition or camera_silent("top")
    error, clearing = condition.error, _ROLES.get(condition.error.code)
    fields: dict[str, Any] = {
        "occurrence_id": number,
        "code": error.code,
        "subject": condition.subject,
        "severity": condition.severity,
        "effect": condition.effect,
        "state": AlarmState.UNACKNOWLEDGED,
        "latched": clearing is not None,
        "message": error.detail,
        "reasons": list(error.reasons),
        "cause": cause_of(error.code),
        "remedy": type(error).remedy,
        "raised_at": NOON + timedelta(seconds=number),
        "duration_s": 95.0,
        "times_today": 3,
        "clearing": clearing,
        "fixed_on": place_of(error.code),
        "group": number,
    }
    return AlarmRow(**(fields | changes))


CAMERA = alarm_row(41, group=41, first_out=True)
LATE = alarm_row(42, of_gate(Alarm.RESULTS_LATE), group=41, trigger_index=128_406)
BIN = alarm_row(
    40,
    of_gate(Alarm.BIN_FULL),
    state=AlarmState.ACKNOWLEDGED,
    acknowledged_at=NOON + timedelta(minutes=2),
    acknowledged_by="Anna Berg",
)
FOCUS = alarm_row(
    39,
    focus_fell("top"),
    state=AlarmState.RETURNED,
    ended_at=NOON + timedelta(hours=1),
    ended_by=EndedBy.CAUSE,
    times=4,
)
WAITING = [CAMERA, LATE, BIN, FOCUS]


def one_of_each() -> list[AlarmRow]:
    """Every kind of alarm at once."""
    return [alarm_row(number, each) for number, each in enumerate(every_alarm(), 100)]


_KINDS = one_of_each()


def past_row(number: int) -> AlarmRow:
    """Every third was a warning; every second was acknowledged."""
    warning = number % 3 == 0
    seen = number % 2 == 0
    kinds = [each for each in _KINDS if (each.severity is Severity.WARNING) is warning]
    base = kinds[number % len(kinds)]
    return base.model_copy(
        update={
            "occurrence_id": number,
            "state": AlarmState.NORMAL if seen else AlarmState.RETURNED,
            "raised_at": NOON - timedelta(minutes=400 - number),
            "ended_at": NOON - timedelta(minutes=398 - number),
            "ended_by": EndedBy.PERSON if base.latched else EndedBy.CAUSE,
            "cleared_by": "Otto" if base.latched else "",
            "acknowledged_at": NOON if seen else None,
            "acknowledged_by": "Otto" if seen else "",
            "duration_s": 120.0,
            "clearing": None,
        }
    )


def event_row(number: int) -> EventRow:
    at = NOON - timedelta(minutes=number)
    examples = (
        EventRow(
            at=at,
            group=EventGroup.ALARMS,
            kind="alarm.raised",
            subject=CAMERA.code,
            text=CAMERA.message,
            reasons=CAMERA.reasons,
            severity=Severity.FAULT,
        ),
        EventRow(at=at, group=EventGroup.PEOPLE, kind="session.sign_in", who="Anna Berg"),
        EventRow(
            at=at,
            group=EventGroup.STATION,
            kind="recipe",
            old="1 bracket 9a01fe33c0d2",
            new="2 flange 7bb23c66d101",
        ),
        EventRow(
            at=at,
            group=EventGroup.PEOPLE,
            kind="station.start",
            who="Otto",
            old="Ready",
            outcome="PPL-002",
        ),
    )
    return examples[number % len(examples)]


@dataclass
class ScriptedAlarms:
    """``rows`` wait; 350 are in the log."""

    rows: list[AlarmRow] = field(default_factory=lambda: list(WAITING))
    logged: int = 350
    refusal: InspectorError | None = None
    asked: list[object] = field(default_factory=list)

    def waiting(self) -> AlarmsWaiting:
        standing = [row for row in self.rows if row.ended_at is None]
        faults = sum(row.severity is Severity.FAULT for row in standing)
        return AlarmsWaiting(
            at=NOON,
            rows=self.rows,
            faults=faults,
            warnings=len(standing) - faults,
            unacknowledged=sum(row.state is not AlarmState.ACKNOWLEDGED for row in self.rows),
        )

    def acknowledge(self, occurrence_ids: Sequence[int], /) -> AlarmsWaiting:
        self._answer(("acknowledge", *occurrence_ids))
        self.rows = [
            row.model_copy(update={"state": AlarmState.ACKNOWLEDGED, "acknowledged_at": NOON})
            if row.occurrence_id in occurrence_ids
            else row
            for row in self.rows
            if row.ended_at is None or row.occurrence_id not in occurrence_ids
        ]
        return self.waiting()

    def clear(self, codes: Sequence[str], /) -> AlarmPage:
        self._answer(("clear", *codes))
        return AlarmPage(active=[], changes=[], next_before=None)

    def log(self, query: AlarmQuery, before: int | None, limit: int, /) -> AlarmLogPage:
        self._answer(("log", query.code, query.severity, before))
        top = self.logged if before is None else before - 1
        rows = [
            row
            for row in map(past_row, range(top, 0, -1))
            if query.code in (None, row.code) and query.severity in (None, row.severity)
        ]
        last = len(rows) <= limit
        return AlarmLogPage(
            rows=rows[:limit], next_before=None if last else rows[limit - 1].occurrence_id
        )

    def export(self, query: AlarmQuery, /) -> bytes:
        self._answer(("export", query.code))
        return b"occurrence_id\r\n1\r\n"

    def figures(self, since: datetime, until: datetime, /) -> AlarmFigures:
        self._answer(("figures", until - since))
        figures = [
            AlarmFigure(
                code=row.code,
                subject=row.subject,
                cause=row.cause,
                severity=row.severity,
                occurrences=number,
                times=number * number,
                stood_s=number * 431.0,
            )
            for number, row in zip(range(19, 0, -2), _KINDS[::3], strict=False)
        ]
        return AlarmFigures(
            since=since,
            until=until,
            occurrences=1244,
            per_hour=7.4,
            by_count=figures,
            by_time=figures,
        )

    def events(
        self,
        since: datetime,
        until: datetime,
        groups: Collection[EventGroup],
        before_ns: int | None,
        limit: int,
        /,
    ) -> EventPage:
        self._answer(("events", tuple(groups), before_ns))
        rows = [row for row in map(event_row, range(40)) if not groups or row.group in groups]
        return EventPage(rows=rows)

    def _answer(self, question: object) -> None:
        self.asked.append(question)
        if self.refusal is not None:
            raise self.refusal
