"""The actions of the models page."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


def _page(
    text: str, keys: str, symbol: Symbol | None = None, right: Right | None = None
) -> ActionSpec:
    return ActionSpec(text, (keys,), symbol, Scope.PAGE, right=right)


def _tab(text: str, keys: str) -> ActionSpec:
    return ActionSpec(text, (keys,), None, Scope.PAGE, checkable=True)


class ModelsAction(ActionKey):
    """Every command of the models page."""

    PACKAGES = _tab(QT_TRANSLATE_NOOP("Action", "Packages"), "Ctrl+Alt+1")
    TRAINING = _tab(QT_TRANSLATE_NOOP("Action", "Training"), "Ctrl+Alt+2")
    TRIAL = _tab(QT_TRANSLATE_NOOP("Action", "Trial"), "Ctrl+Alt+3")
    LABELS = _tab(QT_TRANSLATE_NOOP("Action", "Worth a label"), "Ctrl+Alt+4")
    PROMOTE = _page(
        QT_TRANSLATE_NOOP("Action", "Put in force"), "Ctrl+Shift+P", Symbol.PLAY, Right.ROLL_OUT
    )
    ROLL_BACK = _page(
        QT_TRANSLATE_NOOP("Action", "Go back"), "Ctrl+Shift+B", Symbol.RESET, Right.ROLL_OUT
    )
    CONFIRM = _page(
        QT_TRANSLATE_NOOP("Action", "Do it now"), "Ctrl+Alt+Return", Symbol.CHECK, Right.ROLL_OUT
    )
    DISMISS = _page(QT_TRANSLATE_NOOP("Action", "Close"), "Ctrl+Shift+W", Symbol.CLOSE)
    TRY = _page(
        QT_TRANSLATE_NOOP("Action", "Put on trial"), "Ctrl+Shift+J", Symbol.LIVE, Right.ROLL_OUT
    )
    REPORT = _page(QT_TRANSLATE_NOOP("Action", "Report"), "Ctrl+Shift+R", Symbol.KEEP)
    COMPARE = _page(
        QT_TRANSLATE_NOOP("Action", "Against the one in force"), "Ctrl+Shift+D", Symbol.SIGNALS
    )
    NEW_TRAINING = _page(
        QT_TRANSLATE_NOOP("Action", "New training"), "Ctrl+Shift+N", Symbol.PLUS, Right.TRAIN
    )
    START_TRAINING = _page(
        QT_TRANSLATE_NOOP("Action", "Start training"), "Ctrl+Shift+G", Symbol.PLAY, Right.TRAIN
    )
    CANCEL_TRAINING = _page(
        QT_TRANSLATE_NOOP("Action", "Cancel"), "Ctrl+Shift+X", Symbol.STOP, Right.TRAIN
    )
    RESUME_TRAINING = _page(
        QT_TRANSLATE_NOOP("Action", "Go on"), "Ctrl+Shift+U", Symbol.PLAY, Right.TRAIN
    )
    DELETE_TRAINING = _page(
        QT_TRANSLATE_NOOP("Action", "Delete"), "Ctrl+Shift+Del", Symbol.CLOSE, Right.TRAIN
    )
    SHOW_PART = _page(QT_TRANSLATE_NOOP("Action", "Show the part"), "Ctrl+Shift+O", Symbol.HISTORY)


TABS = (ModelsAction.PACKAGES, ModelsAction.TRAINING, ModelsAction.TRIAL, ModelsAction.LABELS)
