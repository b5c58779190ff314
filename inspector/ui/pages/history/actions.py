"""The actions of the history."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class HistoryAction(ActionKey):
    """Every command of the history page."""

    REFRESH = auto()
    FILTER_ALL = auto()
    FILTER_OK = auto()
    FILTER_NOT_OK = auto()
    FILTER_NOT_DECIDABLE = auto()
    FILTER_UNDEFINED = auto()
    EDIT_FILTER = auto()
    CLEAR_FILTER = auto()
    PERIOD_ALL = auto()
    PERIOD_HOUR = auto()
    PERIOD_SHIFT = auto()
    PERIOD_TODAY = auto()
    PERIOD_YESTERDAY = auto()
    PERIOD_WEEK = auto()
    THIS_STATION = auto()
    ALL_STATIONS = auto()
    FIND_PART = auto()
    GO_TO_NEWEST = auto()
    GO_TO_OLDEST = auto()
    GO_TO_TIME = auto()
    SHOW_TILES = auto()
    SELECT_SEVERAL = auto()
    OPEN_DETAIL = auto()
    CLOSE_DETAIL = auto()
    SHOW_NEWER = auto()
    SHOW_OLDER = auto()
    NEXT_VIEW = auto()
    SHOW_REGIONS = auto()
    COMPARE_BESIDE = auto()
    COMPARE_BLENDED = auto()
    COMPARE_DIFFERENCE = auto()
    BLEND_MORE = auto()
    BLEND_LESS = auto()
    COPY_RESULT_ID = auto()
    CONFIRM = auto()
    GIVE_REASON = auto()
    UNDO_REVIEW = auto()
    SEND_TO_DATASET = auto()
    EXPORT = auto()
    LOT_REPORT = auto()
    SIGN_LOT = auto()
    JUDGE_AGAIN = auto()
    SHOW_KEYS = auto()
    CLASS_1 = auto()
    CLASS_2 = auto()
    CLASS_3 = auto()
    CLASS_4 = auto()
    CLASS_5 = auto()
    CLASS_6 = auto()
    CLASS_7 = auto()
    CLASS_8 = auto()
    CLASS_9 = auto()
    FIND_CLASS = auto()


def _page(
    text: str,
    keys: tuple[str, ...],
    symbol: Symbol | None = None,
    right: Right | None = None,
    short: str = "",
) -> ActionSpec:
    return ActionSpec(text, keys, symbol, Scope.PAGE, right=right, short=short)


def _list(
    text: str, keys: tuple[str, ...], symbol: Symbol | None = None, right: Right | None = None
) -> ActionSpec:
    return ActionSpec(text, keys, symbol, Scope.LIST, right=right)


def _switch(text: str, key: str, symbol: Symbol | None = None, short: str = "") -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, checkable=True, short=short)


CLASS_ACTIONS = (
    HistoryAction.CLASS_1,
    HistoryAction.CLASS_2,
    HistoryAction.CLASS_3,
    HistoryAction.CLASS_4,
    HistoryAction.CLASS_5,
    HistoryAction.CLASS_6,
    HistoryAction.CLASS_7,
    HistoryAction.CLASS_8,
    HistoryAction.CLASS_9,
)
"""What a part belongs to, in the order of the model's classes."""
_CLASS_TEXTS = (
    QT_TRANSLATE_NOOP("Action", "It is of class 1"),
    QT_TRANSLATE_NOOP("Action", "It is of class 2"),
    QT_TRANSLATE_NOOP("Action", "It is of class 3"),
    QT_TRANSLATE_NOOP("Action", "It is of class 4"),
    QT_TRANSLATE_NOOP("Action", "It is of class 5"),
    QT_TRANSLATE_NOOP("Action", "It is of class 6"),
    QT_TRANSLATE_NOOP("Action", "It is of class 7"),
    QT_TRANSLATE_NOOP("Action", "It is of class 8"),
    QT_TRANSLATE_NOOP("Action", "It is of class 9"),
)

_FINDING: ActionTable = {
    HistoryAction.REFRESH: _page(
        QT_TRANSLATE_NOOP("Action", "Refresh"), ("F5", "Ctrl+R"), Symbol.RESET
    ),
    HistoryAction.FILTER_ALL: _switch(QT_TRANSLATE_NOOP("Action", "All"), "A"),
    HistoryAction.FILTER_OK: _switch(QT_TRANSLATE_NOOP("Action", "OK"), "K", Symbol.CHECK),
    HistoryAction.FILTER_NOT_OK: _switch(QT_TRANSLATE_NOOP("Action", "Not OK"), "N", Symbol.CROSS),
    HistoryAction.FILTER_NOT_DECIDABLE: _switch(
        QT_TRANSLATE_NOOP("Action", "Not decidable"), "Q", Symbol.QUESTION
    ),
    HistoryAction.FILTER_UNDEFINED: _switch(
        QT_TRANSLATE_NOOP("Action", "Undefined"), "Z", Symbol.BAR
    ),
    HistoryAction.EDIT_FILTER: _page(
        QT_TRANSLATE_NOOP("Action", "Filter"), ("Ctrl+F",), Symbol.FILTER
    ),
    HistoryAction.CLEAR_FILTER: _page(
        QT_TRANSLATE_NOOP("Action", "Show all"), ("Ctrl+Shift+F",), Symbol.CLOSE
    ),
    HistoryAction.PERIOD_ALL: _switch(QT_TRANSLATE_NOOP("Action", "All times"), "Alt+A"),
    HistoryAction.PERIOD_HOUR: _switch(QT_TRANSLATE_NOOP("Action", "Last hour"), "Alt+H"),
    HistoryAction.PERIOD_SHIFT: _switch(QT_TRANSLATE_NOOP("Action", "This shift"), "Alt+I"),
    HistoryAction.PERIOD_TODAY: _switch(QT_TRANSLATE_NOOP("Action", "Today"), "Alt+T"),
    HistoryAction.PERIOD_YESTERDAY: _switch(QT_TRANSLATE_NOOP("Action", "Yesterday"), "Alt+Y"),
    HistoryAction.PERIOD_WEEK: _switch(QT_TRANSLATE_NOOP("Action", "Last 7 days"), "Alt+W"),
    HistoryAction.THIS_STATION: _switch(QT_TRANSLATE_NOOP("Action", "This station"), "Alt+S"),
    HistoryAction.ALL_STATIONS: _switch(QT_TRANSLATE_NOOP("Action", "All stations"), "Alt+E"),
    HistoryAction.FIND_PART: _page(QT_TRANSLATE_NOOP("Action", "Find a part"), ("/",)),
    HistoryAction.GO_TO_NEWEST: _page(
        QT_TRANSLATE_NOOP("Action", "Newest"), ("Ctrl+Home",), Symbol.FIRST
    ),
    HistoryAction.GO_TO_OLDEST: _page(
        QT_TRANSLATE_NOOP("Action", "Oldest"), ("Ctrl+End",), Symbol.LAST
    ),
    HistoryAction.GO_TO_TIME: _page(
        QT_TRANSLATE_NOOP("Action", "Go to a time"),
        ("T",),
        Symbol.HISTORY,
        short=QT_TRANSLATE_NOOP("Action", "Time"),
    ),
    HistoryAction.SHOW_TILES: _switch(QT_TRANSLATE_NOOP("Action", "Pictures"), "G", Symbol.TILES),
    HistoryAction.SELECT_SEVERAL: _switch(
        QT_TRANSLATE_NOOP("Action", "Choose several"),
        "M",
        Symbol.SELECT,
        short=QT_TRANSLATE_NOOP("Action", "Several"),
    ),
}
_LOOKING: ActionTable = {
    HistoryAction.OPEN_DETAIL: _list(
        QT_TRANSLATE_NOOP("Action", "Enlarge"), ("Space",), Symbol.FIT
    ),
    HistoryAction.CLOSE_DETAIL: _page(
        QT_TRANSLATE_NOOP("Action", "Back to the list"), ("Esc",), Symbol.CLOSE
    ),
    HistoryAction.SHOW_NEWER: _page(
        QT_TRANSLATE_NOOP("Action", "Newer part"),
        ("Left",),
        Symbol.BACK,
        short=QT_TRANSLATE_NOOP("Action", "Newer"),
    ),
    HistoryAction.SHOW_OLDER: _page(
        QT_TRANSLATE_NOOP("Action", "Older part"),
        ("Right",),
        Symbol.OPEN,
        short=QT_TRANSLATE_NOOP("Action", "Older"),
    ),
    HistoryAction.NEXT_VIEW: _page(QT_TRANSLATE_NOOP("Action", "Next camera"), ("V",)),
    HistoryAction.SHOW_REGIONS: _switch(
        QT_TRANSLATE_NOOP("Action", "Where the defect is"),
        "O",
        Symbol.CROSSHAIR,
        short=QT_TRANSLATE_NOOP("Action", "Defect"),
    ),
    HistoryAction.COMPARE_BESIDE: _switch(
        QT_TRANSLATE_NOOP("Action", "Good part beside it"),
        "C",
        Symbol.BESIDE,
        short=QT_TRANSLATE_NOOP("Action", "Beside"),
    ),
    HistoryAction.COMPARE_BLENDED: _switch(
        QT_TRANSLATE_NOOP("Action", "Good part over it"),
        "B",
        Symbol.LAYERS,
        short=QT_TRANSLATE_NOOP("Action", "Overlay"),
    ),
    HistoryAction.COMPARE_DIFFERENCE: _switch(
        QT_TRANSLATE_NOOP("Action", "Difference to the good part"),
        "D",
        Symbol.DIFFERENCE,
        short=QT_TRANSLATE_NOOP("Action", "Differs"),
    ),
    HistoryAction.BLEND_MORE: _page(
        QT_TRANSLATE_NOOP("Action", "More of the good part"), ("]",), Symbol.PLUS
    ),
    HistoryAction.BLEND_LESS: _page(
        QT_TRANSLATE_NOOP("Action", "Less of the good part"), ("[",), Symbol.MINUS
    ),
    HistoryAction.COPY_RESULT_ID: _page(
        QT_TRANSLATE_NOOP("Action", "Copy id"), ("Ctrl+C",), Symbol.COPY
    ),
    HistoryAction.JUDGE_AGAIN: _page(
        QT_TRANSLATE_NOOP("Action", "Judge again"),
        ("J",),
        Symbol.REJUDGE,
        short=QT_TRANSLATE_NOOP("Action", "Rejudge"),
    ),
    HistoryAction.SHOW_KEYS: _page(
        QT_TRANSLATE_NOOP("Action", "Keys"), ("?", "F1"), Symbol.KEYBOARD
    ),
}
_REVIEWING: ActionTable = {
    HistoryAction.CONFIRM: _list(
        QT_TRANSLATE_NOOP("Action", "Confirm"), ("Return", "Enter"), Symbol.CHECK, Right.REVIEW
    ),
    HistoryAction.GIVE_REASON: _page(QT_TRANSLATE_NOOP("Action", "Give a reason"), ("R",)),
    HistoryAction.UNDO_REVIEW: _page(
        QT_TRANSLATE_NOOP("Action", "Take back"),
        ("U", "Ctrl+Z"),
        Symbol.UNDO,
        Right.REVIEW,
        short=QT_TRANSLATE_NOOP("Action", "Undo"),
    ),
    HistoryAction.SEND_TO_DATASET: _page(
        QT_TRANSLATE_NOOP("Action", "To a dataset"),
        ("P",),
        Symbol.DATASET,
        Right.REVIEW,
        short=QT_TRANSLATE_NOOP("Action", "Dataset"),
    ),
    HistoryAction.EXPORT: _page(
        QT_TRANSLATE_NOOP("Action", "Export"), ("Ctrl+Shift+S",), Symbol.KEEP
    ),
    HistoryAction.LOT_REPORT: _page(QT_TRANSLATE_NOOP("Action", "Lot report"), ("L",), Symbol.KEEP),
    HistoryAction.SIGN_LOT: _page(
        QT_TRANSLATE_NOOP("Action", "Sign"), ("Ctrl+Shift+L",), Symbol.CHECK, Right.SIGN_LOT
    ),
    **{
        key: _page(text, (str(number),), right=Right.REVIEW)
        for number, (key, text) in enumerate(zip(CLASS_ACTIONS, _CLASS_TEXTS, strict=True), start=1)
    },
    HistoryAction.FIND_CLASS: _page(
        QT_TRANSLATE_NOOP("Action", "It is of another class"), ("0",), right=Right.REVIEW
    ),
}

HISTORY_ACTIONS: ActionTable = MappingProxyType({**_FINDING, **_LOOKING, **_REVIEWING})
