"""The actions of the page of the station's check."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class CheckAction(ActionKey):
    """Every command of the page."""

    BEGIN = auto()
    CANCEL = auto()
    GO_TO_PAGE = auto()


CHECK_ACTIONS: ActionTable = MappingProxyType(
    {
        CheckAction.BEGIN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Check now"),
            ("Ctrl+Return",),
            Symbol.PLAY,
            Scope.PAGE,
            right=Right.RUN,
        ),
        CheckAction.CANCEL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Cancel the check"),
            ("Ctrl+Backspace",),
            Symbol.CLOSE,
            Scope.PAGE,
            right=Right.RUN,
        ),
        CheckAction.GO_TO_PAGE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Go to page"),
            ("Alt+G",),
            Symbol.OPEN,
            Scope.PAGE,
        ),
    }
)
