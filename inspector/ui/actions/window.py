"""The actions that work on every page."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey
from inspector.ui.actions.needs import Need
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class WindowAction(ActionKey):
    """Every command to the station, or to the window itself."""

    START = auto()
    STOP = auto()
    RESET = auto()
    MAINTENANCE = auto()
    ACKNOWLEDGE_ALARM = auto()
    CLEAR_ALARM = auto()
    SIGN_IN = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    ZOOM_TO_FIT = auto()
    SWITCH_LANGUAGE = auto()
    SWITCH_THEME = auto()
    SWITCH_CONTRAST = auto()
    LARGER = auto()
    SMALLER = auto()
    DISPLAY = auto()
    FULL_SCREEN = auto()
    QUIT = auto()


WINDOW_ACTIONS: ActionTable = MappingProxyType(
    {
        WindowAction.START: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Start"),
            ("F6",),
            Symbol.PLAY,
            right=Right.RUN,
        ),
        WindowAction.STOP: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Stop"),
            ("F8",),
            Symbol.STOP,
            right=Right.RUN,
        ),
        WindowAction.RESET: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Reset"),
            ("F7",),
            Symbol.RESET,
            right=Right.RUN,
        ),
        WindowAction.MAINTENANCE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Maintenance"),
            ("Ctrl+M",),
            Symbol.WRENCH,
            right=Right.MAINTAIN,
            needs=(Need.REST, Need.NOBODY_ELSE),
        ),
        WindowAction.ACKNOWLEDGE_ALARM: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Acknowledge"),
            ("Ctrl+Shift+A",),
            Symbol.CHECK,
            right=Right.CLEAR_ALARMS,
        ),
        WindowAction.CLEAR_ALARM: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Clear alarm"),
            ("Ctrl+K",),
            Symbol.RESET,
            right=Right.CLEAR_ALARMS,
        ),
        WindowAction.SIGN_IN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Sign in"),
            ("Ctrl+L",),
            Symbol.PERSON,
        ),
        WindowAction.ZOOM_IN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Zoom in"),
            ("+", "="),
            Symbol.PLUS,
        ),
        WindowAction.ZOOM_OUT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Zoom out"),
            ("-",),
            Symbol.MINUS,
        ),
        WindowAction.ZOOM_TO_FIT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Whole picture"),
            ("F",),
            Symbol.NO_ZOOM,
            short=QT_TRANSLATE_NOOP("Action", "Whole"),
        ),
        WindowAction.SWITCH_LANGUAGE: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Language"),
            ("F9",),
            Symbol.GLOBE,
        ),
        WindowAction.SWITCH_THEME: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Light or dark"),
            ("F10",),
            Symbol.THEME,
        ),
        WindowAction.SWITCH_CONTRAST: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "High contrast"),
            ("Shift+F10",),
            Symbol.CONTRAST,
        ),
        WindowAction.LARGER: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Larger"),
            ("Ctrl++", "Ctrl+="),
            Symbol.PLUS,
        ),
        WindowAction.SMALLER: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Smaller"),
            ("Ctrl+-",),
            Symbol.MINUS,
        ),
        WindowAction.DISPLAY: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Display"),
            ("Ctrl+D",),
            Symbol.GLOBE,
        ),
        WindowAction.FULL_SCREEN: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Full screen"),
            ("F11",),
            Symbol.FIT,
        ),
        WindowAction.QUIT: ActionSpec(
            QT_TRANSLATE_NOOP("Action", "Quit"),
            ("Ctrl+Q",),
            Symbol.CLOSE,
        ),
    }
)
