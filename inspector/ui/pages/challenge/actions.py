"""The actions of the challenge page."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.needs import Need
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class ChallengeAction(ActionKey):
    """Every command of the challenge page."""

    BEGIN = auto()
    ABORT = auto()
    SHOW_PARTS = auto()
    SHOW_RUNS = auto()
    NEW_PART = auto()
    CHANGE_PART = auto()
    RETIRE_PART = auto()
    KEEP_PART = auto()
    LEAVE_PART = auto()


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


CHALLENGE_ACTIONS: ActionTable = MappingProxyType(
    {
        ChallengeAction.BEGIN: _spec(
            QT_TRANSLATE_NOOP("Action", "Begin challenge"),
            "Shift+F1",
            Symbol.PLAY,
            Right.RUN,
            needs=(Need.NO_MAINTENANCE, Need.INSPECTION),
        ),
        ChallengeAction.ABORT: _spec(
            QT_TRANSLATE_NOOP("Action", "End early"), "Shift+F2", Symbol.STOP, Right.RUN
        ),
        ChallengeAction.SHOW_PARTS: _spec(
            QT_TRANSLATE_NOOP("Action", "Challenge parts"),
            "Shift+F3",
            Symbol.LAYERS,
            checkable=True,
        ),
        ChallengeAction.SHOW_RUNS: _spec(
            QT_TRANSLATE_NOOP("Action", "Past challenges"),
            "Shift+F4",
            Symbol.HISTORY,
            checkable=True,
        ),
        ChallengeAction.NEW_PART: _spec(
            QT_TRANSLATE_NOOP("Action", "New part"),
            "Shift+F5",
            Symbol.PLUS,
            Right.SET_CHALLENGE,
        ),
        ChallengeAction.CHANGE_PART: _spec(
            QT_TRANSLATE_NOOP("Action", "Change"), "Shift+F6", Symbol.SETUP, Right.SET_CHALLENGE
        ),
        ChallengeAction.RETIRE_PART: _spec(
            QT_TRANSLATE_NOOP("Action", "Retire"), "Shift+F7", Symbol.CLOSE, Right.SET_CHALLENGE
        ),
        ChallengeAction.KEEP_PART: _spec(
            QT_TRANSLATE_NOOP("Action", "Keep part"),
            "Shift+F8",
            Symbol.CHECK,
            Right.SET_CHALLENGE,
        ),
        ChallengeAction.LEAVE_PART: _spec(
            QT_TRANSLATE_NOOP("Action", "Leave it"), "Shift+F9", Symbol.BACK
        ),
    }
)
