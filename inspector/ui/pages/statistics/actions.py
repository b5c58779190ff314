"""The actions of the statistics."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class StatisticsAction(ActionKey):
    """Every command of the statistics page."""

    CONTROL = auto()
    PARETO = auto()
    YIELD = auto()
    REVIEWS = auto()
    SCORES = auto()
    OUTCOMES = auto()
    DRIFT = auto()
    WHAT_IF = auto()
    SHIFT = auto()
    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    LOT = auto()
    EARLIER = auto()
    LATER = auto()
    SUBGROUP = auto()
    VARIANT = auto()
    FILTER = auto()
    PREVIOUS_POINT = auto()
    NEXT_POINT = auto()
    SHOW_PARTS = auto()
    WHOLE_CHART = auto()
    SAVE_PICTURE = auto()
    SAVE_TABLE = auto()
    SHOW_CHANGED = auto()
    ADOPT_LIMITS = auto()
    RESET_LIMITS = auto()
    CANCEL_JUDGING = auto()
    THIS_STATION = auto()
    ALL_STATIONS = auto()


def _choice(text: str, key: str, right: Right | None = None) -> ActionSpec:
    return ActionSpec(text, (key,), None, Scope.PAGE, checkable=True, right=right)


def _act(
    text: str, key: str, symbol: Symbol | None = None, right: Right | None = None, short: str = ""
) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, right=right, short=short)


STATISTICS_ACTIONS: ActionTable = MappingProxyType(
    {
        StatisticsAction.CONTROL: _choice(QT_TRANSLATE_NOOP("Action", "Control chart"), "Shift+F1"),
        StatisticsAction.PARETO: _choice(QT_TRANSLATE_NOOP("Action", "Pareto"), "Shift+F2"),
        StatisticsAction.YIELD: _choice(QT_TRANSLATE_NOOP("Action", "Yield"), "Shift+F3"),
        StatisticsAction.REVIEWS: _choice(QT_TRANSLATE_NOOP("Action", "Reviews"), "Shift+F4"),
        StatisticsAction.SCORES: _choice(QT_TRANSLATE_NOOP("Action", "Scores"), "Shift+F5"),
        StatisticsAction.OUTCOMES: _choice(QT_TRANSLATE_NOOP("Action", "Outcomes"), "Shift+F6"),
        StatisticsAction.DRIFT: _choice(QT_TRANSLATE_NOOP("Action", "Drift"), "Shift+F7"),
        StatisticsAction.WHAT_IF: _choice(
            QT_TRANSLATE_NOOP("Action", "What if"), "Alt+W", Right.REVIEW
        ),
        StatisticsAction.SHIFT: _choice(QT_TRANSLATE_NOOP("Action", "Shift"), "Ctrl+F1"),
        StatisticsAction.DAY: _choice(QT_TRANSLATE_NOOP("Action", "Day"), "Ctrl+F2"),
        StatisticsAction.WEEK: _choice(QT_TRANSLATE_NOOP("Action", "Week"), "Ctrl+F3"),
        StatisticsAction.MONTH: _choice(QT_TRANSLATE_NOOP("Action", "Month"), "Ctrl+F5"),
        StatisticsAction.LOT: _choice(QT_TRANSLATE_NOOP("Action", "Lot"), "Ctrl+F6"),
        StatisticsAction.EARLIER: _act(
            QT_TRANSLATE_NOOP("Action", "Earlier"), "Shift+PgUp", Symbol.BACK
        ),
        StatisticsAction.LATER: _act(
            QT_TRANSLATE_NOOP("Action", "Later"), "Shift+PgDown", Symbol.OPEN
        ),
        StatisticsAction.SUBGROUP: _act(QT_TRANSLATE_NOOP("Action", "One point per"), "Shift+F8"),
        StatisticsAction.VARIANT: _act(QT_TRANSLATE_NOOP("Action", "Other limits"), "Shift+F9"),
        StatisticsAction.FILTER: _act(
            QT_TRANSLATE_NOOP("Action", "Narrow down"),
            "Shift+F11",
            Symbol.FILTER,
            short=QT_TRANSLATE_NOOP("Action", "Filter"),
        ),
        StatisticsAction.PREVIOUS_POINT: _act(
            QT_TRANSLATE_NOOP("Action", "Previous point"), "Ctrl+Shift+Left", Symbol.BACK
        ),
        StatisticsAction.NEXT_POINT: _act(
            QT_TRANSLATE_NOOP("Action", "Next point"), "Ctrl+Shift+Right", Symbol.OPEN
        ),
        StatisticsAction.SHOW_PARTS: _act(
            QT_TRANSLATE_NOOP("Action", "Show these parts"), "Ctrl+Shift+Return", Symbol.HISTORY
        ),
        StatisticsAction.WHOLE_CHART: _act(
            QT_TRANSLATE_NOOP("Action", "Whole chart"),
            "Shift+F12",
            Symbol.NO_ZOOM,
            short=QT_TRANSLATE_NOOP("Action", "Whole"),
        ),
        StatisticsAction.SAVE_PICTURE: _act(
            QT_TRANSLATE_NOOP("Action", "Save picture"),
            "Ctrl+F7",
            Symbol.EXPOSE,
            short=QT_TRANSLATE_NOOP("Action", "Picture"),
        ),
        StatisticsAction.SAVE_TABLE: _act(
            QT_TRANSLATE_NOOP("Action", "Save table"),
            "Ctrl+F8",
            Symbol.TABLE,
            short=QT_TRANSLATE_NOOP("Action", "Table"),
        ),
        StatisticsAction.SHOW_CHANGED: _act(
            QT_TRANSLATE_NOOP("Action", "Show changed parts"), "Alt+H", Symbol.HISTORY
        ),
        StatisticsAction.ADOPT_LIMITS: _act(
            QT_TRANSLATE_NOOP("Action", "Limits as a draft"),
            "Alt+D",
            Symbol.LAYERS,
            Right.SET_RECIPE,
        ),
        StatisticsAction.RESET_LIMITS: _act(QT_TRANSLATE_NOOP("Action", "Reset limits"), "Alt+Z"),
        StatisticsAction.CANCEL_JUDGING: _act(
            QT_TRANSLATE_NOOP("Action", "Cancel"), "Alt+X", right=Right.REVIEW
        ),
        StatisticsAction.THIS_STATION: _choice(
            QT_TRANSLATE_NOOP("Action", "This station"), "Alt+S"
        ),
        StatisticsAction.ALL_STATIONS: _choice(
            QT_TRANSLATE_NOOP("Action", "All stations"), "Alt+E"
        ),
    }
)
