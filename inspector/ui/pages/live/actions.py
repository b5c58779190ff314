"""The actions of the live page."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class LiveAction(ActionKey):
    """Every command of the live page."""

    COUNT_LOT = auto()
    COUNT_SHIFT = auto()
    COUNT_ALL = auto()
    LOT = auto()
    LOT_REPORT = auto()
    SHOW_REGION = auto()
    HOLD_REJECT = auto()


LIVE_ACTIONS: ActionTable = MappingProxyType(
    {
        LiveAction.COUNT_LOT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Lot"), ("Ctrl+F9",), None, Scope.PAGE, checkable=True
        ),
        LiveAction.COUNT_SHIFT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Shift"), ("Ctrl+F10",), None, Scope.PAGE, checkable=True
        ),
        LiveAction.COUNT_ALL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Total"), ("Ctrl+F11",), None, Scope.PAGE, checkable=True
        ),
        LiveAction.LOT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Begin or end a lot"), ("Ctrl+B",), Symbol.LOT, Scope.PAGE
        ),
        LiveAction.LOT_REPORT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Lot report"), ("Ctrl+Shift+B",), Symbol.KEEP, Scope.PAGE
        ),
        LiveAction.SHOW_REGION: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "What is judged"),
            ("R",),
            Symbol.REGION,
            Scope.PAGE,
            checkable=True,
            short=QT_TRANSLATE_NOOP("Action", "Area"),
        ),
        LiveAction.HOLD_REJECT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Hold rejects"),
            ("H",),
            Symbol.HOLD,
            Scope.PAGE,
            checkable=True,
            short=QT_TRANSLATE_NOOP("Action", "Hold"),
        ),
    }
)
