"""The table of all actions: what each is called, its keys, its symbol and where it works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``text`` is English and translated when shown; ``keys`` are Qt key sequences."""

    text: str
    keys: tuple[str, ...] = ()
    symbol: Symbol | None = None
    scope: Scope = Scope.WINDOW
    checkable: bool = False


ACTIONS: Mapping[ActionKey, ActionSpec] = MappingProxyType(
    {
        ActionKey.SHOW_LIVE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Live"),
            ("F2",),
            Symbol.LIVE,
            checkable=True,
        ),
        ActionKey.SHOW_HISTORY: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "History"),
            ("F3",),
            Symbol.HISTORY,
            checkable=True,
        ),
        ActionKey.SHOW_SETUP: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Set-up"),
            ("F4",),
            Symbol.SETUP,
            checkable=True,
        ),
        ActionKey.SHOW_IO: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "I/O"),
            ("F12",),
            Symbol.SIGNALS,
            checkable=True,
        ),
        ActionKey.START: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Start"),
            ("F6",),
            Symbol.PLAY,
        ),
        ActionKey.STOP: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Stop"),
            ("F8",),
            Symbol.STOP,
        ),
        ActionKey.RESET: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Reset"),
            ("F7",),
            Symbol.RESET,
        ),
        ActionKey.MAINTENANCE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Maintenance"),
            ("Ctrl+M",),
            Symbol.WRENCH,
        ),
        ActionKey.CLEAR_ALARM: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Clear alarm"),
            ("Ctrl+K",),
            Symbol.CHECK,
        ),
        ActionKey.SIGN_IN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Sign in"),
            ("Ctrl+L",),
            Symbol.PERSON,
        ),
        ActionKey.REFRESH: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Refresh"),
            ("F5", "Ctrl+R"),
            Symbol.RESET,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.FILTER_ALL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "All"),
            ("0",),
            None,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.FILTER_OK: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "OK"),
            ("1",),
            Symbol.CHECK,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.FILTER_NOT_OK: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Not OK"),
            ("2",),
            Symbol.CROSS,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.FILTER_NOT_DECIDABLE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Not decidable"),
            ("3",),
            Symbol.QUESTION,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.FILTER_UNDEFINED: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Undefined"),
            ("4",),
            Symbol.BAR,
            Scope.HISTORY_PAGE,
            checkable=True,
        ),
        ActionKey.OPEN_DETAIL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Enlarge"),
            ("Return", "Enter"),
            Symbol.FIT,
            Scope.RESULT_TABLE,
        ),
        ActionKey.CLOSE_DETAIL: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Back to the list"),
            ("Esc",),
            Symbol.CLOSE,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.SHOW_NEWER: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Newer part"),
            ("Left",),
            Symbol.BACK,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.SHOW_OLDER: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Older part"),
            ("Right",),
            Symbol.OPEN,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.NEXT_VIEW: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Next camera"),
            ("V",),
            None,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.COPY_RESULT_ID: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Copy id"),
            ("Ctrl+C",),
            Symbol.COPY,
            Scope.HISTORY_PAGE,
        ),
        ActionKey.ZOOM_IN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Zoom in"),
            ("+", "="),
            Symbol.PLUS,
            Scope.PICTURE_PAGES,
        ),
        ActionKey.ZOOM_OUT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Zoom out"),
            ("-",),
            Symbol.MINUS,
            Scope.PICTURE_PAGES,
        ),
        ActionKey.ZOOM_TO_FIT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Whole picture"),
            ("F",),
            Symbol.NO_ZOOM,
            Scope.PICTURE_PAGES,
        ),
        ActionKey.TEST_EXPOSURE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Test exposure"),
            ("Ctrl+E",),
            Symbol.EXPOSE,
            Scope.SETUP_PAGE,
        ),
        ActionKey.CROSSHAIR: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Crosshair"),
            ("X",),
            Symbol.CROSSHAIR,
            Scope.SETUP_PAGE,
            checkable=True,
        ),
        ActionKey.KEEP_FEATURES: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Save in the recipe"),
            ("Ctrl+S",),
            Symbol.KEEP,
            Scope.SETUP_PAGE,
        ),
        ActionKey.SWITCH_LANGUAGE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Language"),
            ("F9",),
            Symbol.GLOBE,
        ),
        ActionKey.SWITCH_THEME: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Light or dark"),
            ("F10",),
            Symbol.THEME,
        ),
        ActionKey.FULL_SCREEN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Full screen"),
            ("F11",),
            Symbol.FIT,
        ),
        ActionKey.QUIT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Quit"),
            ("Ctrl+Q",),
            Symbol.CLOSE,
        ),
    }
)
