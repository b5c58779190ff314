"""The actions of the history."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class HistoryAction(ActionKey):
    """Every command of the history page."""

    REFRESH = auto()
    FILTER_ALL = auto()
    FILTER_OK = auto()
    FILTER_NOT_OK = auto()
    FILTER_NOT_DECIDABLE = auto()
    FILTER_UNDEFINED = auto()
    OPEN_DETAIL = auto()
    CLOSE_DETAIL = auto()
    SHOW_NEWER = auto()
    SHOW_OLDER = auto()
    NEXT_VIEW = auto()
    COPY_RESULT_ID = auto()


HISTORY_ACTIONS: ActionTable = MappingProxyType(
    {
        HistoryAction.REFRESH: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Refresh"),
            ("F5", "Ctrl+R"),
            Symbol.RESET,
            Scope.PAGE,
        ),
        HistoryAction.FILTER_ALL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "All"),
            ("0",),
            None,
            Scope.PAGE,
            checkable=True,
        ),
        HistoryAction.FILTER_OK: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "OK"),
            ("1",),
            Symbol.CHECK,
            Scope.PAGE,
            checkable=True,
        ),
        HistoryAction.FILTER_NOT_OK: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Not OK"),
            ("2",),
            Symbol.CROSS,
            Scope.PAGE,
            checkable=True,
        ),
        HistoryAction.FILTER_NOT_DECIDABLE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Not decidable"),
            ("3",),
            Symbol.QUESTION,
            Scope.PAGE,
            checkable=True,
        ),
        HistoryAction.FILTER_UNDEFINED: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Undefined"),
            ("4",),
            Symbol.BAR,
            Scope.PAGE,
            checkable=True,
        ),
        HistoryAction.OPEN_DETAIL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Enlarge"),
            ("Return", "Enter"),
            Symbol.FIT,
            Scope.LIST,
        ),
        HistoryAction.CLOSE_DETAIL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Back to the list"),
            ("Esc",),
            Symbol.CLOSE,
            Scope.PAGE,
        ),
        HistoryAction.SHOW_NEWER: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Newer part"),
            ("Left",),
            Symbol.BACK,
            Scope.PAGE,
        ),
        HistoryAction.SHOW_OLDER: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Older part"),
            ("Right",),
            Symbol.OPEN,
            Scope.PAGE,
        ),
        HistoryAction.NEXT_VIEW: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Next camera"),
            ("V",),
            None,
            Scope.PAGE,
        ),
        HistoryAction.COPY_RESULT_ID: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Copy id"),
            ("Ctrl+C",),
            Symbol.COPY,
            Scope.PAGE,
        ),
    }
)
