"""The actions that work on every page."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.needs import Need
from inspector.ui.actions.spec import ActionKey, ActionSpec
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


class WindowAction(ActionKey):
    """Every command to the station, or to the window itself."""

    START = ActionSpec(QT_TRANSLATE_NOOP("Action", "Start"), ("F6",), Symbol.PLAY, right=Right.RUN)
    STOP = ActionSpec(QT_TRANSLATE_NOOP("Action", "Stop"), ("F8",), Symbol.STOP, right=Right.RUN)
    RESET = ActionSpec(QT_TRANSLATE_NOOP("Action", "Reset"), ("F7",), Symbol.RESET, right=Right.RUN)
    MAINTENANCE = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Maintenance"),
        ("Ctrl+M",),
        Symbol.WRENCH,
        right=Right.MAINTAIN,
        needs=(Need.REST, Need.NOBODY_ELSE),
    )
    ACKNOWLEDGE_ALARM = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Acknowledge"),
        ("Ctrl+Shift+A",),
        Symbol.CHECK,
        right=Right.CLEAR_ALARMS,
    )
    CLEAR_ALARM = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Clear alarm"),
        ("Ctrl+K",),
        Symbol.RESET,
        right=Right.CLEAR_ALARMS,
    )
    SIGN_IN = ActionSpec(QT_TRANSLATE_NOOP("Action", "Sign in"), ("Ctrl+L",), Symbol.PERSON)
    ZOOM_IN = ActionSpec(QT_TRANSLATE_NOOP("Action", "Zoom in"), ("+", "="), Symbol.PLUS)
    ZOOM_OUT = ActionSpec(QT_TRANSLATE_NOOP("Action", "Zoom out"), ("-",), Symbol.MINUS)
    ZOOM_TO_FIT = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Whole picture"),
        ("F",),
        Symbol.NO_ZOOM,
        short=QT_TRANSLATE_NOOP("Action", "Whole"),
    )
    SWITCH_LANGUAGE = ActionSpec(QT_TRANSLATE_NOOP("Action", "Language"), ("F9",), Symbol.GLOBE)
    SWITCH_THEME = ActionSpec(QT_TRANSLATE_NOOP("Action", "Light or dark"), ("F10",), Symbol.THEME)
    SWITCH_CONTRAST = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "High contrast"), ("Shift+F10",), Symbol.CONTRAST
    )
    LARGER = ActionSpec(QT_TRANSLATE_NOOP("Action", "Larger"), ("Ctrl++", "Ctrl+="), Symbol.PLUS)
    SMALLER = ActionSpec(QT_TRANSLATE_NOOP("Action", "Smaller"), ("Ctrl+-",), Symbol.MINUS)
    DISPLAY = ActionSpec(QT_TRANSLATE_NOOP("Action", "Display"), ("Ctrl+D",), Symbol.GLOBE)
    FULL_SCREEN = ActionSpec(QT_TRANSLATE_NOOP("Action", "Full screen"), ("F11",), Symbol.FIT)
    QUIT = ActionSpec(QT_TRANSLATE_NOOP("Action", "Quit"), ("Ctrl+Q",), Symbol.CLOSE)
