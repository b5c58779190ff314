"""The actions of the models page."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class ModelsAction(ActionKey):
    """Every command of the models page."""

    PACKAGES = auto()
    TRAINING = auto()
    TRIAL = auto()
    LABELS = auto()
    PROMOTE = auto()
    ROLL_BACK = auto()
    CONFIRM = auto()
    DISMISS = auto()
    TRY = auto()
    REPORT = auto()
    COMPARE = auto()
    NEW_TRAINING = auto()
    START_TRAINING = auto()
    CANCEL_TRAINING = auto()
    RESUME_TRAINING = auto()
    DELETE_TRAINING = auto()
    SHOW_PART = auto()


TABS = (ModelsAction.PACKAGES, ModelsAction.TRAINING, ModelsAction.TRIAL, ModelsAction.LABELS)


def _page(
    text: str, keys: str, symbol: Symbol | None = None, right: Right | None = None
) -> ActionSpec:
    return ActionSpec(text, (keys,), symbol, Scope.PAGE, right=right)


def _tab(text: str, keys: str) -> ActionSpec:
    return ActionSpec(text, (keys,), None, Scope.PAGE, checkable=True)


MODELS_ACTIONS: ActionTable = MappingProxyType(
    {
        ModelsAction.PACKAGES: _tab(QT_TRANSLATE_NOOP("Action", "Packages"), "Ctrl+Alt+1"),
        ModelsAction.TRAINING: _tab(QT_TRANSLATE_NOOP("Action", "Training"), "Ctrl+Alt+2"),
        ModelsAction.TRIAL: _tab(QT_TRANSLATE_NOOP("Action", "Trial"), "Ctrl+Alt+3"),
        ModelsAction.LABELS: _tab(QT_TRANSLATE_NOOP("Action", "Worth a label"), "Ctrl+Alt+4"),
        ModelsAction.PROMOTE: _page(
            QT_TRANSLATE_NOOP("Action", "Put in force"), "Ctrl+Shift+P", Symbol.PLAY, Right.ROLL_OUT
        ),
        ModelsAction.ROLL_BACK: _page(
            QT_TRANSLATE_NOOP("Action", "Go back"), "Ctrl+Shift+B", Symbol.RESET, Right.ROLL_OUT
        ),
        ModelsAction.CONFIRM: _page(
            QT_TRANSLATE_NOOP("Action", "Do it now"),
            "Ctrl+Alt+Return",
            Symbol.CHECK,
            Right.ROLL_OUT,
        ),
        ModelsAction.DISMISS: _page(
            QT_TRANSLATE_NOOP("Action", "Close"), "Ctrl+Shift+W", Symbol.CLOSE
        ),
        ModelsAction.TRY: _page(
            QT_TRANSLATE_NOOP("Action", "Put on trial"), "Ctrl+Shift+J", Symbol.LIVE, Right.ROLL_OUT
        ),
        ModelsAction.REPORT: _page(
            QT_TRANSLATE_NOOP("Action", "Report"), "Ctrl+Shift+R", Symbol.KEEP
        ),
        ModelsAction.COMPARE: _page(
            QT_TRANSLATE_NOOP("Action", "Against the one in force"), "Ctrl+Shift+D", Symbol.SIGNALS
        ),
        ModelsAction.NEW_TRAINING: _page(
            QT_TRANSLATE_NOOP("Action", "New training"), "Ctrl+Shift+N", Symbol.PLUS, Right.TRAIN
        ),
        ModelsAction.START_TRAINING: _page(
            QT_TRANSLATE_NOOP("Action", "Start training"), "Ctrl+Shift+G", Symbol.PLAY, Right.TRAIN
        ),
        ModelsAction.CANCEL_TRAINING: _page(
            QT_TRANSLATE_NOOP("Action", "Cancel"), "Ctrl+Shift+X", Symbol.STOP, Right.TRAIN
        ),
        ModelsAction.RESUME_TRAINING: _page(
            QT_TRANSLATE_NOOP("Action", "Go on"), "Ctrl+Shift+U", Symbol.PLAY, Right.TRAIN
        ),
        ModelsAction.DELETE_TRAINING: _page(
            QT_TRANSLATE_NOOP("Action", "Delete"), "Ctrl+Shift+Del", Symbol.CLOSE, Right.TRAIN
        ),
        ModelsAction.SHOW_PART: _page(
            QT_TRANSLATE_NOOP("Action", "Show the part"), "Ctrl+Shift+O", Symbol.HISTORY
        ),
    }
)
