"""The columns of the three tables."""

from __future__ import annotations

from inspector.ui.i18n.faults import alarm_text
from inspector.ui.i18n.formats import NOTHING, count, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import state_text as station_state_text
from inspector.ui.models.rows import ColumnSpec
from inspector.ui.pages.alarms.texts import (
    EFFECTS,
    duration_text,
    end_text,
    kind_text,
    severity_text,
    state_text,
    subject_text,
)
from inspector.ui.pages.people.changes import change_text
from inspector.ui.pages.people.words import target_text
from inspector.ui.pages.places import fixing_page, page_text
from inspector.wire.alarms import AlarmRow
from inspector.wire.events import EventGroup, EventRow
from inspector.wire.station import StationState

_STATES = {str(state): state for state in StationState}


def _named(row: AlarmRow) -> str:
    text = f"{row.code}  {alarm_text(row.code, row.message, row.reasons)}"
    subject = subject_text(row.code, row.subject)
    if subject.partition(" · ")[0] not in text:
        text = f"{text} · {subject}"
    if row.first_out:
        return translate("Alarms", "First-out: {alarm}").format(alarm=text)
    return text


def _acknowledged(row: AlarmRow) -> str:
    if row.acknowledged_at is None:
        return NOTHING
    return row.acknowledged_by or translate("Alarms", "without a name")


def _value(kind: str, value: object) -> str:
    """What the station was or became, in the words of the app, where it has any."""
    if kind == "state" and value in _STATES:
        return station_state_text(_STATES[str(value)])
    if kind == "maintenance":
        return translate("Event", "begun") if value == "on" else translate("Event", "over")
    return str(value)


def _told(row: EventRow) -> tuple[str, str]:
    """What it happened to, and what changed by it."""
    if row.group is EventGroup.ALARMS:
        return row.subject, alarm_text(row.subject, row.text, row.reasons)
    if row.group is EventGroup.STATION:
        return row.subject, " → ".join(
            _value(row.kind, each) for each in (row.old, row.new) if each
        )
    changed = change_text(row.kind, row.old, row.new, row.subject).replace("\n", ", ")
    told = " · ".join(filter(None, (changed, row.text)))
    return target_text(row.kind, row.subject), told


def _change(row: EventRow) -> str:
    told = "  ".join(filter(None, _told(row)))
    if row.outcome:
        refused = translate("Event", "refused: {code}").format(code=row.outcome)
        return f"{refused}  {told}"
    return told


def _standing(row: AlarmRow) -> str:
    raised = short_date_and_time(row.raised_at)
    if row.ended_at is not None:
        return " · ".join([state_text(row.state), raised, duration_text(row.duration_s)])
    since = translate("Message", "since {time}").format(time=raised)
    state = state_text(row.state)
    if row.latched:
        state = translate("Alarms", "{state}, latched").format(state=state)
    return " · ".join([state, since, translate("Alarms", EFFECTS[row.effect])])


def _past(row: AlarmRow) -> str:
    return " · ".join([severity_text(row.severity), end_text(row)])


def _fixed_on(row: AlarmRow) -> str:
    page = fixing_page(row.fixed_on)
    return "" if page is None else f"{page_text(page)} ›"


WAITING_COLUMNS: tuple[ColumnSpec[AlarmRow], ...] = (
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Alarm"), _named, stretches=True, below=_standing),
    ColumnSpec(
        QT_TRANSLATE_NOOP("Column", "24 h"),
        lambda row: f"{count(row.times_today)} ×",
        right=True,
    ),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Page"), _fixed_on),
)
FIX_COLUMN = len(WAITING_COLUMNS) - 1
"""Touched to go to the page that mends the alarm."""
LOG_COLUMNS: tuple[ColumnSpec[AlarmRow], ...] = (
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Alarm"), _named, stretches=True, below=_past),
    ColumnSpec(
        QT_TRANSLATE_NOOP("Column", "Raised"),
        lambda row: short_date_and_time(row.raised_at).replace(" ", "\n"),
    ),
    ColumnSpec(
        QT_TRANSLATE_NOOP("Column", "Duration"),
        lambda row: duration_text(row.duration_s),
        right=True,
    ),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Acknowledged by"), _acknowledged),
)
EVENT_COLUMNS: tuple[ColumnSpec[EventRow], ...] = (
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Time"), lambda row: short_date_and_time(row.at)),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Event"), lambda row: kind_text(row.kind)),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "What"), _change, stretches=True),
    ColumnSpec(QT_TRANSLATE_NOOP("Column", "Who"), lambda row: row.who or NOTHING),
)
