"""The actions of the people page."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


def _spec(
    text: str, key: str, symbol: Symbol, right: Right | None = None, *, checkable: bool = False
) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, checkable, right)


class PeopleAction(ActionKey):
    """Every command of the people page."""

    SHOW_PEOPLE = _spec(
        QT_TRANSLATE_NOOP("Action", "Everybody"), "Alt+Shift+P", Symbol.PERSON, checkable=True
    )
    SHOW_WAITING = _spec(
        QT_TRANSLATE_NOOP("Action", "Approvals"), "Alt+Shift+W", Symbol.CHECK, checkable=True
    )
    SHOW_TRAIL = _spec(
        QT_TRANSLATE_NOOP("Action", "Audit trail"), "Alt+Shift+A", Symbol.HISTORY, checkable=True
    )
    ADD = _spec(
        QT_TRANSLATE_NOOP("Action", "Add a person"), "Alt+Shift+N", Symbol.PLUS, Right.MANAGE_PEOPLE
    )
    CHANGE_OWN = _spec(
        QT_TRANSLATE_NOOP("Action", "My PIN or password"), "Alt+Shift+O", Symbol.KEEP
    )
    SAVE = _spec(QT_TRANSLATE_NOOP("Action", "Save"), "Alt+Shift+S", Symbol.KEEP)
    SWITCH_ACTIVE = _spec(
        QT_TRANSLATE_NOOP("Action", "Deactivate"), "Alt+Shift+D", Symbol.CLOSE, Right.MANAGE_PEOPLE
    )
    KEYBOARD = _spec(
        QT_TRANSLATE_NOOP("Action", "Keyboard on the screen"),
        "Alt+Shift+K",
        Symbol.KEYBOARD,
        checkable=True,
    )
    APPROVE = _spec(QT_TRANSLATE_NOOP("Action", "Approve"), "Alt+Shift+Y", Symbol.CHECK)
    REFUSE = _spec(QT_TRANSLATE_NOOP("Action", "Refuse"), "Alt+Shift+R", Symbol.CROSS)
    VERIFY = _spec(
        QT_TRANSLATE_NOOP("Action", "Check the trail"),
        "Alt+Shift+V",
        Symbol.CHECK,
        Right.READ_AUDIT,
    )
    EXPORT = _spec(
        QT_TRANSLATE_NOOP("Action", "Export"), "Alt+Shift+E", Symbol.KEEP, Right.READ_AUDIT
    )
