"""The words of alarms and events; a test holds every table to its whole enum."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol
from inspector.wire.alarms import AlarmRow, AlarmState, EndedBy
from inspector.wire.station import Effect, Severity

STATES: Mapping[AlarmState, str] = MappingProxyType(
    {
        AlarmState.UNACKNOWLEDGED: QT_TRANSLATE_NOOP("Alarms", "Unacknowledged"),
        AlarmState.ACKNOWLEDGED: QT_TRANSLATE_NOOP("Alarms", "Acknowledged"),
        AlarmState.RETURNED: QT_TRANSLATE_NOOP("Alarms", "Returned unseen"),
        AlarmState.NORMAL: QT_TRANSLATE_NOOP("Alarms", "Normal"),
    }
)
SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.WARNING: QT_TRANSLATE_NOOP("Alarms", "Warning"),
        Severity.FAULT: QT_TRANSLATE_NOOP("Alarms", "Fault"),
    }
)
SEVERITY_SYMBOLS: Mapping[Severity, Symbol] = MappingProxyType(
    {Severity.WARNING: Symbol.WARNING, Severity.FAULT: Symbol.CROSS}
)
EFFECTS: Mapping[Effect, str] = MappingProxyType(
    {
        Effect.WARNS: QT_TRANSLATE_NOOP("Alarms", "The line goes on"),
        Effect.REJECTS: QT_TRANSLATE_NOOP("Alarms", "Parts are rejected"),
        Effect.STOPS: QT_TRANSLATE_NOOP("Alarms", "Parts are rejected, the infeed stops"),
    }
)
ENDS: Mapping[EndedBy, str] = MappingProxyType(
    {
        EndedBy.NOTHING: QT_TRANSLATE_NOOP("Alarms", "stands"),
        EndedBy.CAUSE: QT_TRANSLATE_NOOP("Alarms", "by itself"),
        EndedBy.PLC: QT_TRANSLATE_NOOP("Alarms", "cleared by the PLC"),
        EndedBy.PERSON: QT_TRANSLATE_NOOP("Alarms", "cleared by a person"),
        EndedBy.UNSEEN: QT_TRANSLATE_NOOP("Alarms", "while no engine ran"),
    }
)
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "alarm.raised": QT_TRANSLATE_NOOP("Event", "Alarm raised"),
        "alarm.ended": QT_TRANSLATE_NOOP("Event", "Alarm over"),
        "alarm.acknowledged": QT_TRANSLATE_NOOP("Event", "Alarm acknowledged"),
        "engine_started": QT_TRANSLATE_NOOP("Event", "Engine started"),
        "engine_stopped": QT_TRANSLATE_NOOP("Event", "Engine stopped"),
        "state": QT_TRANSLATE_NOOP("Event", "State of the station"),
        "recipe": QT_TRANSLATE_NOOP("Event", "Recipe in force"),
        "model": QT_TRANSLATE_NOOP("Event", "Model in force"),
        "maintenance": QT_TRANSLATE_NOOP("Event", "Maintenance"),
        "station.start": QT_TRANSLATE_NOOP("Event", "Start asked for"),
        "station.stop": QT_TRANSLATE_NOOP("Event", "Stop asked for"),
        "station.reset": QT_TRANSLATE_NOOP("Event", "Reset asked for"),
        "station.check": QT_TRANSLATE_NOOP("Event", "Station check"),
        "session.sign_in": QT_TRANSLATE_NOOP("Event", "Signed in"),
        "session.sign_out": QT_TRANSLATE_NOOP("Event", "Signed out"),
        "alarms.clear": QT_TRANSLATE_NOOP("Event", "Clear asked for"),
        "alarms.acknowledge": QT_TRANSLATE_NOOP("Event", "Acknowledged alarms"),
        "camera.set": QT_TRANSLATE_NOOP("Event", "Camera set"),
        "camera.keep": QT_TRANSLATE_NOOP("Event", "Camera settings kept"),
        "camera.trigger": QT_TRANSLATE_NOOP("Event", "Camera triggered"),
        "drift.take_baseline": QT_TRANSLATE_NOOP("Event", "New baseline for drift"),
        "model.promote": QT_TRANSLATE_NOOP("Event", "Model promoted"),
        "model.rollback": QT_TRANSLATE_NOOP("Event", "Model rolled back"),
        "model.shadow": QT_TRANSLATE_NOOP("Event", "Model put on trial"),
        "recipe.draft": QT_TRANSLATE_NOOP("Event", "Recipe drafted"),
        "recipe.revise": QT_TRANSLATE_NOOP("Event", "Recipe revised"),
        "recipe.drop_draft": QT_TRANSLATE_NOOP("Event", "Draft of a recipe dropped"),
        "recipe.sign_off": QT_TRANSLATE_NOOP("Event", "Recipe signed off"),
        "recipe.change_over": QT_TRANSLATE_NOOP("Event", "Changeover asked for"),
        "result.review": QT_TRANSLATE_NOOP("Event", "Verdict reviewed"),
        "training.start": QT_TRANSLATE_NOOP("Event", "Training started"),
        "training.cancel": QT_TRANSLATE_NOOP("Event", "Training cancelled"),
        "people.add": QT_TRANSLATE_NOOP("Event", "Person added"),
        "people.set_role": QT_TRANSLATE_NOOP("Event", "Role changed"),
        "people.set_active": QT_TRANSLATE_NOOP("Event", "Person enabled or disabled"),
        "people.set_secret": QT_TRANSLATE_NOOP("Event", "PIN or password set"),
        "people.set_own_secret": QT_TRANSLATE_NOOP("Event", "Own PIN or password set"),
    }
)
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400


def state_text(state: AlarmState) -> str:
    """A state by its name in ISA-18.2."""
    return translate("Alarms", STATES[state])


def severity_text(severity: Severity) -> str:
    """How bad."""
    return translate("Alarms", SEVERITIES[severity])


def kind_text(kind: str) -> str:
    """What kind of event; one that is not known here by the station's own word."""
    return translate("Event", KINDS[kind]) if kind in KINDS else kind


def end_text(row: AlarmRow) -> str:
    """Why an alarm ended, and by whom."""
    if row.ended_by is EndedBy.PERSON and row.cleared_by:
        return translate("Alarms", "cleared by {person}").format(person=row.cleared_by)
    return translate("Alarms", ENDS[row.ended_by])


def duration_text(seconds: float) -> str:
    """A duration in its two largest units."""
    whole = int(seconds)
    if whole < _MINUTE_S:
        return translate("Alarms", "{s} s").format(s=whole)
    if whole < _HOUR_S:
        return translate("Alarms", "{min} min {s} s").format(
            min=whole // _MINUTE_S, s=whole % _MINUTE_S
        )
    if whole < _DAY_S:
        return translate("Alarms", "{h} h {min} min").format(
            h=whole // _HOUR_S, min=whole % _HOUR_S // _MINUTE_S
        )
    return translate("Alarms", "{d} d {h} h").format(d=whole // _DAY_S, h=whole % _DAY_S // _HOUR_S)
