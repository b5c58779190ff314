"""The words of alarms and events; a test holds every table to its whole enum."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.drift import Measure
from inspector.domain.phrases.deeds import deed_phrase
from inspector.ui.i18n.features import feature_text
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.phrases import phrase_text
from inspector.ui.pages.statistics.words import measure_text
from inspector.ui.widgets.symbol.symbol_paths import Symbol
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
    }
)
_OF_DRIFT, _SETTING_NOT_KEPT = "DRF-", "CAM-011"
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400


def state_text(state: AlarmState) -> str:
    """A state by its name in ISA-18.2."""
    return translate("Alarms", STATES[state])


def severity_text(severity: Severity) -> str:
    """How bad."""
    return translate("Alarms", SEVERITIES[severity])


def kind_text(kind: str) -> str:
    """What kind of event; what people did by the words of the audit trail."""
    return translate("Event", KINDS[kind]) if kind in KINDS else phrase_text(deed_phrase(kind))


def subject_text(code: str, subject: str) -> str:
    """On what an alarm is: a camera, and what of it where there is more than one thing."""
    camera, _, name = subject.rpartition(".")
    if code == _SETTING_NOT_KEPT:
        return f"{camera} · {feature_text(name)}"
    camera, _, measure = camera.rpartition(".")
    if code.startswith(_OF_DRIFT) and measure in set(Measure):
        return f"{camera} · {measure_text(Measure(measure))}"
    return subject


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
