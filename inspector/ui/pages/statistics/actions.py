"""The actions of the statistics."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


def _choice(text: str, key: str, right: Right | None = None) -> ActionSpec:
    return ActionSpec(text, (key,), None, Scope.PAGE, checkable=True, right=right)


def _act(
    text: str, key: str, symbol: Symbol | None = None, right: Right | None = None, short: str = ""
) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, right=right, short=short)


class StatisticsAction(ActionKey):
    """Every command of the statistics page."""

    CONTROL = _choice(QT_TRANSLATE_NOOP("Action", "Control chart"), "Shift+F1")
    PARETO = _choice(QT_TRANSLATE_NOOP("Action", "Pareto"), "Shift+F2")
    YIELD = _choice(QT_TRANSLATE_NOOP("Action", "Yield"), "Shift+F3")
    REVIEWS = _choice(QT_TRANSLATE_NOOP("Action", "Reviews"), "Shift+F4")
    SCORES = _choice(QT_TRANSLATE_NOOP("Action", "Scores"), "Shift+F5")
    OUTCOMES = _choice(QT_TRANSLATE_NOOP("Action", "Outcomes"), "Shift+F6")
    DRIFT = _choice(QT_TRANSLATE_NOOP("Action", "Drift"), "Shift+F7")
    WHAT_IF = _choice(QT_TRANSLATE_NOOP("Action", "What if"), "Alt+W", Right.REVIEW)
    SHIFT = _choice(QT_TRANSLATE_NOOP("Action", "Shift"), "Ctrl+F1")
    DAY = _choice(QT_TRANSLATE_NOOP("Action", "Day"), "Ctrl+F2")
    WEEK = _choice(QT_TRANSLATE_NOOP("Action", "Week"), "Ctrl+F3")
    MONTH = _choice(QT_TRANSLATE_NOOP("Action", "Month"), "Ctrl+F5")
    LOT = _choice(QT_TRANSLATE_NOOP("Action", "Lot"), "Ctrl+F6")
    EARLIER = _act(QT_TRANSLATE_NOOP("Action", "Earlier"), "Shift+PgUp", Symbol.BACK)
    LATER = _act(QT_TRANSLATE_NOOP("Action", "Later"), "Shift+PgDown", Symbol.OPEN)
    SUBGROUP = _act(QT_TRANSLATE_NOOP("Action", "One point per"), "Shift+F8")
    VARIANT = _act(QT_TRANSLATE_NOOP("Action", "Other limits"), "Shift+F9")
    FILTER = _act(
        QT_TRANSLATE_NOOP("Action", "Narrow down"),
        "Shift+F11",
        Symbol.FILTER,
        short=QT_TRANSLATE_NOOP("Action", "Filter"),
    )
    PREVIOUS_POINT = _act(
        QT_TRANSLATE_NOOP("Action", "Previous point"), "Ctrl+Shift+Left", Symbol.BACK
    )
    NEXT_POINT = _act(QT_TRANSLATE_NOOP("Action", "Next point"), "Ctrl+Shift+Right", Symbol.OPEN)
    SHOW_PARTS = _act(
        QT_TRANSLATE_NOOP("Action", "Show these parts"), "Ctrl+Shift+Return", Symbol.HISTORY
    )
    WHOLE_CHART = _act(
        QT_TRANSLATE_NOOP("Action", "Whole chart"),
        "Shift+F12",
        Symbol.NO_ZOOM,
        short=QT_TRANSLATE_NOOP("Action", "Whole"),
    )
    SAVE_PICTURE = _act(
        QT_TRANSLATE_NOOP("Action", "Save picture"),
        "Ctrl+F7",
        Symbol.EXPOSE,
        short=QT_TRANSLATE_NOOP("Action", "Picture"),
    )
    SAVE_TABLE = _act(
        QT_TRANSLATE_NOOP("Action", "Save table"),
        "Ctrl+F8",
        Symbol.TABLE,
        short=QT_TRANSLATE_NOOP("Action", "Table"),
    )
    SHOW_CHANGED = _act(QT_TRANSLATE_NOOP("Action", "Show changed parts"), "Alt+H", Symbol.HISTORY)
    ADOPT_LIMITS = _act(
        QT_TRANSLATE_NOOP("Action", "Limits as a draft"), "Alt+D", Symbol.LAYERS, Right.SET_RECIPE
    )
    RESET_LIMITS = _act(QT_TRANSLATE_NOOP("Action", "Reset limits"), "Alt+Z")
    CANCEL_JUDGING = _act(QT_TRANSLATE_NOOP("Action", "Cancel"), "Alt+X", right=Right.REVIEW)
    THIS_STATION = _choice(QT_TRANSLATE_NOOP("Action", "This station"), "Alt+S")
    ALL_STATIONS = _choice(QT_TRANSLATE_NOOP("Action", "All stations"), "Alt+E")
