"""The actions of the people page."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class PeopleAction(ActionKey):
    """Every command of the people page."""

    SHOW_PEOPLE = auto()
    SHOW_WAITING = auto()
    SHOW_TRAIL = auto()
    ADD = auto()
    CHANGE_OWN = auto()
    SAVE = auto()
    SWITCH_ACTIVE = auto()
    KEYBOARD = auto()
    APPROVE = auto()
    REFUSE = auto()
    VERIFY = auto()
    EXPORT = auto()


def _spec(
    text: str, key: str, symbol: Symbol, right: Right | None = None, *, checkable: bool = False
) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, checkable, right)


PEOPLE_ACTIONS: ActionTable = MappingProxyType(
    {
        PeopleAction.SHOW_PEOPLE: _spec(
            QT_TRANSLATE_NOOP("Action", "Everybody"), "Alt+Shift+P", Symbol.PERSON, checkable=True
        ),
        PeopleAction.SHOW_WAITING: _spec(
            QT_TRANSLATE_NOOP("Action", "Approvals"), "Alt+Shift+W", Symbol.CHECK, checkable=True
        ),
        PeopleAction.SHOW_TRAIL: _spec(
            QT_TRANSLATE_NOOP("Action", "Audit trail"),
            "Alt+Shift+A",
            Symbol.HISTORY,
            checkable=True,
        ),
        PeopleAction.ADD: _spec(
            QT_TRANSLATE_NOOP("Action", "Add a person"),
            "Alt+Shift+N",
            Symbol.PLUS,
            Right.MANAGE_PEOPLE,
        ),
        PeopleAction.CHANGE_OWN: _spec(
            QT_TRANSLATE_NOOP("Action", "My PIN or password"), "Alt+Shift+O", Symbol.KEEP
        ),
        PeopleAction.SAVE: _spec(QT_TRANSLATE_NOOP("Action", "Save"), "Alt+Shift+S", Symbol.KEEP),
        PeopleAction.SWITCH_ACTIVE: _spec(
            QT_TRANSLATE_NOOP("Action", "Deactivate"),
            "Alt+Shift+D",
            Symbol.CLOSE,
            Right.MANAGE_PEOPLE,
        ),
        PeopleAction.KEYBOARD: _spec(
            QT_TRANSLATE_NOOP("Action", "Keyboard on the screen"),
            "Alt+Shift+K",
            Symbol.KEYBOARD,
            checkable=True,
        ),
        PeopleAction.APPROVE: _spec(
            QT_TRANSLATE_NOOP("Action", "Approve"), "Alt+Shift+Y", Symbol.CHECK
        ),
        PeopleAction.REFUSE: _spec(
            QT_TRANSLATE_NOOP("Action", "Refuse"), "Alt+Shift+R", Symbol.CROSS
        ),
        PeopleAction.VERIFY: _spec(
            QT_TRANSLATE_NOOP("Action", "Check the trail"),
            "Alt+Shift+V",
            Symbol.CHECK,
            Right.READ_AUDIT,
        ),
        PeopleAction.EXPORT: _spec(
            QT_TRANSLATE_NOOP("Action", "Export"), "Alt+Shift+E", Symbol.KEEP, Right.READ_AUDIT
        ),
    }
)
