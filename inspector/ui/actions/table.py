"""The table of all actions: what each is called, its keys, its symbol and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.domain.evaluation import Evaluation
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol

if TYPE_CHECKING:
    from inspector.ui.window import OperatorWindow


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``text`` is English and translated when shown; ``keys`` are Qt key sequences."""

    text: str
    run: Callable[[OperatorWindow], None]
    keys: tuple[str, ...] = ()
    symbol: Symbol | None = None
    scope: Scope = Scope.WINDOW
    checkable: bool = False


ACTIONS: Mapping[ActionKey, ActionSpec] = MappingProxyType(
    {
        ActionKey.SHOW_LIVE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Live"),
            lambda window: window.show_live(),
            ("F2",),
            Symbol.LIVE,
            checkable=True,
        ),
        ActionKey.SHOW_HISTORY: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "History"),
            lambda window: window.show_history(),
            ("F3",),
            Symbol.HISTORY,
            checkable=True,
        ),
        ActionKey.SHOW_SETUP: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Set-up"),
            lambda window: window.show_setup(),
            ("F4",),
            Symbol.SETUP,
            checkable=True,
        ),
        ActionKey.START: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Start"),
            lambda window: window.control.start(),
            ("F6",),
            Symbol.PLAY,
        ),
        ActionKey.STOP: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Stop"),
            lambda window: window.control.stop(),
            ("F8",),
            Symbol.STOP,
        ),
        ActionKey.RESET: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Reset"),
            lambda window: window.control.reset(),
            ("F7",),
            Symbol.RESET,
        ),
        ActionKey.REFRESH: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Refresh"),
            lambda window: window.history.refresh(),
            ("F5", "Ctrl+R"),
            Symbol.RESET,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.FILTER_ALL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "All"),
            lambda window: window.history.filter_evaluation(None),
            ("0",),
            None,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.FILTER_OK: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "OK"),
            lambda window: window.history.filter_evaluation(Evaluation.OK),
            ("1",),
            Symbol.CHECK,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.FILTER_NOT_OK: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Not OK"),
            lambda window: window.history.filter_evaluation(Evaluation.NOT_OK),
            ("2",),
            Symbol.CROSS,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.FILTER_NOT_DECIDABLE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Not decidable"),
            lambda window: window.history.filter_evaluation(Evaluation.NOT_DECIDABLE),
            ("3",),
            Symbol.QUESTION,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.FILTER_UNDEFINED: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Undefined"),
            lambda window: window.history.filter_evaluation(Evaluation.UNDEFINED),
            ("4",),
            Symbol.BAR,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.OPEN_DETAIL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Enlarge"),
            lambda window: window.history.open_detail(),
            ("Return", "Enter"),
            Symbol.FIT,
            Scope.RESULT_TABLE,
        ),
        ActionKey.CLOSE_DETAIL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Back to the list"),
            lambda window: window.history.close_detail(),
            ("Esc",),
            Symbol.CLOSE,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.SHOW_NEWER: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Newer part"),
            lambda window: window.history.show_newer(),
            ("Left",),
            Symbol.BACK,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.SHOW_OLDER: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Older part"),
            lambda window: window.history.show_older(),
            ("Right",),
            Symbol.OPEN,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.NEXT_VIEW: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Next camera"),
            lambda window: window.history.show_next_view(),
            ("V",),
            None,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.COPY_RESULT_ID: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Copy id"),
            lambda window: window.history.copy_result_id(),
            ("Ctrl+C",),
            Symbol.COPY,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.ZOOM_IN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Zoom in"),
            lambda window: window.picture_in_view.zoom_in(),
            ("+", "="),
            Symbol.PLUS,
            Scope.PICTURE_PAGES,
        ),
        ActionKey.ZOOM_OUT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Zoom out"),
            lambda window: window.picture_in_view.zoom_out(),
            ("-",),
            Symbol.MINUS,
            Scope.PICTURE_PAGES,
        ),
        ActionKey.ZOOM_TO_FIT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Whole picture"),
            lambda window: window.picture_in_view.zoom_to_fit(),
            ("F",),
            Symbol.NO_ZOOM,
            Scope.PICTURE_PAGES,
        ),
        ActionKey.TEST_EXPOSURE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Test exposure"),
            lambda window: window.setup.cameras.expose(),
            ("Ctrl+E",),
            Symbol.EXPOSE,
            Scope.SETUP_PAGE,
        ),
        ActionKey.CROSSHAIR: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Crosshair"),
            lambda window: window.setup.picture.switch_crosshair(),
            ("X",),
            Symbol.CROSSHAIR,
            Scope.SETUP_PAGE,
            checkable=True,
        ),
        ActionKey.KEEP_FEATURES: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Save in the recipe"),
            lambda window: window.setup.cameras.keep(),
            ("Ctrl+S",),
            Symbol.KEEP,
            Scope.SETUP_PAGE,
        ),
        ActionKey.SWITCH_LANGUAGE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Language"),
            lambda window: window.switch_language(),
            ("F9",),
            Symbol.GLOBE,
        ),
        ActionKey.SWITCH_THEME: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Light or dark"),
            lambda window: window.switch_theme(),
            ("F10",),
            Symbol.THEME,
        ),
        ActionKey.FULL_SCREEN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Full screen"),
            lambda window: window.switch_full_screen(),
            ("F11",),
            Symbol.FIT,
        ),
        ActionKey.QUIT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Quit"),
            lambda window: window.quit(),
            ("Ctrl+Q",),
            Symbol.CLOSE,
        ),
    }
)
