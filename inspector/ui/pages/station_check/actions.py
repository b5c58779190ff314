"""The actions of the page of the station's check."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


class CheckAction(ActionKey):
    """Every command of the page."""

    BEGIN = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Check now"),
        ("Ctrl+Return",),
        Symbol.PLAY,
        Scope.PAGE,
        right=Right.RUN,
    )
    CANCEL = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Cancel the check"),
        ("Ctrl+Backspace",),
        Symbol.CLOSE,
        Scope.PAGE,
        right=Right.RUN,
    )
    GO_TO_PAGE = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Go to page"), ("Alt+G",), Symbol.OPEN, Scope.PAGE
    )
