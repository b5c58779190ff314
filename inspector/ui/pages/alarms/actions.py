"""The actions of the alarms page."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


def _spec(
    text: str,
    key: str,
    symbol: Symbol | None = None,
    right: Right | None = None,
    *,
    checkable: bool = False,
) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, checkable=checkable, right=right)


class AlarmAction(ActionKey):
    """Every command of the alarms page."""

    SHOW_WAITING = _spec(
        QT_TRANSLATE_NOOP("Action", "Active"), "Alt+1", Symbol.WARNING, checkable=True
    )
    SHOW_LOG = _spec(QT_TRANSLATE_NOOP("Action", "Log"), "Alt+2", Symbol.HISTORY, checkable=True)
    SHOW_EVENTS = _spec(QT_TRANSLATE_NOOP("Action", "Events"), "Alt+3", Symbol.BAR, checkable=True)
    SHOW_FREQUENCY = _spec(
        QT_TRANSLATE_NOOP("Action", "Most frequent"), "Alt+4", Symbol.RANKING, checkable=True
    )
    ACKNOWLEDGE = _spec(
        QT_TRANSLATE_NOOP("Action", "Acknowledge"), "Ctrl+J", Symbol.CHECK, Right.CLEAR_ALARMS
    )
    ACKNOWLEDGE_ALL = _spec(
        QT_TRANSLATE_NOOP("Action", "Acknowledge all"), "Alt+J", right=Right.CLEAR_ALARMS
    )
    CLEAR = _spec(
        QT_TRANSLATE_NOOP("Action", "Clear"), "Ctrl+Shift+K", Symbol.RESET, Right.CLEAR_ALARMS
    )
    GO_TO_PAGE = _spec(QT_TRANSLATE_NOOP("Action", "Go to page"), "Ctrl+G", Symbol.OPEN)
    SHOW_SAME = _spec(QT_TRANSLATE_NOOP("Action", "This alarm only"), "Alt+5", checkable=True)
    LAST_DAY = _spec(QT_TRANSLATE_NOOP("Action", "24 hours"), "Alt+6", checkable=True)
    LAST_WEEK = _spec(QT_TRANSLATE_NOOP("Action", "7 days"), "Alt+7", checkable=True)
    LAST_MONTH = _spec(QT_TRANSLATE_NOOP("Action", "30 days"), "Alt+8", checkable=True)
    FAULTS_ONLY = _spec(QT_TRANSLATE_NOOP("Action", "Faults only"), "Alt+9", checkable=True)
    EVERY_EVENT = _spec(QT_TRANSLATE_NOOP("Action", "Everything"), "Alt+E", checkable=True)
    EVENTS_OF_STATION = _spec(QT_TRANSLATE_NOOP("Action", "Station"), "Alt+S", checkable=True)
    EVENTS_OF_PEOPLE = _spec(QT_TRANSLATE_NOOP("Action", "People"), "Alt+P", checkable=True)
    EXPORT = _spec(QT_TRANSLATE_NOOP("Action", "Export CSV"), "Alt+X", Symbol.KEEP)
