"""The names of the pages, and the commands that turn to them."""

from __future__ import annotations

from inspector.ui.actions.spec import ActionKey, ActionSpec
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


def _turn(text: str, key: str, symbol: Symbol) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, checkable=True)


class PageKey(ActionKey):
    """Each page, and the command that turns to it."""

    LIVE = _turn(QT_TRANSLATE_NOOP("Action", "Live"), "F2", Symbol.LIVE)
    HISTORY = _turn(QT_TRANSLATE_NOOP("Action", "History"), "F3", Symbol.HISTORY)
    STATISTICS = _turn(QT_TRANSLATE_NOOP("Action", "Statistics"), "Ctrl+1", Symbol.STATISTICS)
    MODELS = _turn(QT_TRANSLATE_NOOP("Action", "Models"), "Ctrl+2", Symbol.MODELS)
    SETUP = _turn(QT_TRANSLATE_NOOP("Action", "Cameras"), "F4", Symbol.SETUP)
    PRODUCTS = _turn(QT_TRANSLATE_NOOP("Action", "Products"), "Ctrl+3", Symbol.LAYERS)
    IO = _turn(QT_TRANSLATE_NOOP("Action", "I/O"), "F12", Symbol.SIGNALS)
    ALARMS = _turn(QT_TRANSLATE_NOOP("Action", "Alarms"), "Ctrl+4", Symbol.BELL)
    CHALLENGE = _turn(QT_TRANSLATE_NOOP("Action", "Challenge"), "Ctrl+5", Symbol.TARGET)
    STATION_CHECK = _turn(QT_TRANSLATE_NOOP("Action", "Check"), "Ctrl+7", Symbol.CHECKLIST)
    PEOPLE = _turn(QT_TRANSLATE_NOOP("Action", "People"), "Ctrl+6", Symbol.PERSON)
