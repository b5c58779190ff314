"""The actions of the alarms page."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class AlarmAction(ActionKey):
    """Every command of the alarms page."""

    SHOW_WAITING = auto()
    SHOW_LOG = auto()
    SHOW_EVENTS = auto()
    SHOW_FREQUENCY = auto()
    ACKNOWLEDGE = auto()
    ACKNOWLEDGE_ALL = auto()
    CLEAR = auto()
    GO_TO_PAGE = auto()
    SHOW_SAME = auto()
    LAST_DAY = auto()
    LAST_WEEK = auto()
    LAST_MONTH = auto()
    FAULTS_ONLY = auto()
    EVERY_EVENT = auto()
    EVENTS_OF_STATION = auto()
    EVENTS_OF_PEOPLE = auto()
    EXPORT = auto()


def _spec(
    text: str,
    key: str,
    symbol: Symbol | None = None,
    right: Right | None = None,
    *,
    checkable: bool = False,
) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, checkable=checkable, right=right)


ALARM_ACTIONS: ActionTable = MappingProxyType(
    {
        AlarmAction.SHOW_WAITING: _spec(
            QT_TRANSLATE_NOOP("Action", "Active"), "Alt+1", Symbol.WARNING, checkable=True
        ),
        AlarmAction.SHOW_LOG: _spec(
            QT_TRANSLATE_NOOP("Action", "Log"), "Alt+2", Symbol.HISTORY, checkable=True
        ),
        AlarmAction.SHOW_EVENTS: _spec(
            QT_TRANSLATE_NOOP("Action", "Events"), "Alt+3", Symbol.BAR, checkable=True
        ),
        AlarmAction.SHOW_FREQUENCY: _spec(
            QT_TRANSLATE_NOOP("Action", "Most frequent"), "Alt+4", Symbol.RANKING, checkable=True
        ),
        AlarmAction.ACKNOWLEDGE: _spec(
            QT_TRANSLATE_NOOP("Action", "Acknowledge"), "Ctrl+J", Symbol.CHECK, Right.CLEAR_ALARMS
        ),
        AlarmAction.ACKNOWLEDGE_ALL: _spec(
            QT_TRANSLATE_NOOP("Action", "Acknowledge all"), "Alt+J", right=Right.CLEAR_ALARMS
        ),
        AlarmAction.CLEAR: _spec(
            QT_TRANSLATE_NOOP("Action", "Clear"), "Ctrl+Shift+K", Symbol.RESET, Right.CLEAR_ALARMS
        ),
        AlarmAction.GO_TO_PAGE: _spec(
            QT_TRANSLATE_NOOP("Action", "Go to page"), "Ctrl+G", Symbol.OPEN
        ),
        AlarmAction.SHOW_SAME: _spec(
            QT_TRANSLATE_NOOP("Action", "This alarm only"), "Alt+5", checkable=True
        ),
        AlarmAction.LAST_DAY: _spec(
            QT_TRANSLATE_NOOP("Action", "24 hours"), "Alt+6", checkable=True
        ),
        AlarmAction.LAST_WEEK: _spec(
            QT_TRANSLATE_NOOP("Action", "7 days"), "Alt+7", checkable=True
        ),
        AlarmAction.LAST_MONTH: _spec(
            QT_TRANSLATE_NOOP("Action", "30 days"), "Alt+8", checkable=True
        ),
        AlarmAction.FAULTS_ONLY: _spec(
            QT_TRANSLATE_NOOP("Action", "Faults only"), "Alt+9", checkable=True
        ),
        AlarmAction.EVERY_EVENT: _spec(
            QT_TRANSLATE_NOOP("Action", "Everything"), "Alt+E", checkable=True
        ),
        AlarmAction.EVENTS_OF_STATION: _spec(
            QT_TRANSLATE_NOOP("Action", "Station"), "Alt+S", checkable=True
        ),
        AlarmAction.EVENTS_OF_PEOPLE: _spec(
            QT_TRANSLATE_NOOP("Action", "People"), "Alt+P", checkable=True
        ),
        AlarmAction.EXPORT: _spec(QT_TRANSLATE_NOOP("Action", "Export CSV"), "Alt+X", Symbol.KEEP),
    }
)
