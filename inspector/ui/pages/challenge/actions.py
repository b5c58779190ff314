"""The actions of the challenge page."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.needs import Need
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
    needs: tuple[Need, ...] = (),
) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, checkable, right, needs)


class ChallengeAction(ActionKey):
    """Every command of the challenge page."""

    BEGIN = _spec(
        QT_TRANSLATE_NOOP("Action", "Begin challenge"),
        "Shift+F1",
        Symbol.PLAY,
        Right.RUN,
        needs=(Need.NO_MAINTENANCE, Need.INSPECTION),
    )
    ABORT = _spec(QT_TRANSLATE_NOOP("Action", "End early"), "Shift+F2", Symbol.STOP, Right.RUN)
    SHOW_PARTS = _spec(
        QT_TRANSLATE_NOOP("Action", "Challenge parts"), "Shift+F3", Symbol.LAYERS, checkable=True
    )
    SHOW_RUNS = _spec(
        QT_TRANSLATE_NOOP("Action", "Past challenges"), "Shift+F4", Symbol.HISTORY, checkable=True
    )
    NEW_PART = _spec(
        QT_TRANSLATE_NOOP("Action", "New part"), "Shift+F5", Symbol.PLUS, Right.SET_CHALLENGE
    )
    CHANGE_PART = _spec(
        QT_TRANSLATE_NOOP("Action", "Change"), "Shift+F6", Symbol.SETUP, Right.SET_CHALLENGE
    )
    RETIRE_PART = _spec(
        QT_TRANSLATE_NOOP("Action", "Retire"), "Shift+F7", Symbol.CLOSE, Right.SET_CHALLENGE
    )
    KEEP_PART = _spec(
        QT_TRANSLATE_NOOP("Action", "Keep part"), "Shift+F8", Symbol.CHECK, Right.SET_CHALLENGE
    )
    LEAVE_PART = _spec(QT_TRANSLATE_NOOP("Action", "Leave it"), "Shift+F9", Symbol.BACK)
