"""The actions of the live page."""

from __future__ import annotations

from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


class LiveAction(ActionKey):
    """Every command of the live page."""

    COUNT_LOT = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Lot"), ("Ctrl+F9",), None, Scope.PAGE, checkable=True
    )
    COUNT_SHIFT = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Shift"), ("Ctrl+F10",), None, Scope.PAGE, checkable=True
    )
    COUNT_ALL = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Total"), ("Ctrl+F11",), None, Scope.PAGE, checkable=True
    )
    LOT = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Begin or end a lot"), ("Ctrl+B",), Symbol.LOT, Scope.PAGE
    )
    LOT_REPORT = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Lot report"), ("Ctrl+Shift+B",), Symbol.KEEP, Scope.PAGE
    )
    SHOW_REGION = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "What is judged"),
        ("R",),
        Symbol.REGION,
        Scope.PAGE,
        checkable=True,
        short=QT_TRANSLATE_NOOP("Action", "Area"),
    )
    HOLD_REJECT = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Hold rejects"),
        ("H",),
        Symbol.HOLD,
        Scope.PAGE,
        checkable=True,
        short=QT_TRANSLATE_NOOP("Action", "Hold"),
    )
