"""The actions of the history."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


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


def _class(text: str, key: str) -> ActionSpec:
    return _page(text, (key,), right=Right.REVIEW)


class HistoryAction(ActionKey):
    """Every command of the history page."""

    REFRESH = _page(QT_TRANSLATE_NOOP("Action", "Refresh"), ("F5", "Ctrl+R"), Symbol.RESET)
    FILTER_ALL = _switch(QT_TRANSLATE_NOOP("Action", "All"), "A")
    FILTER_OK = _switch(QT_TRANSLATE_NOOP("Action", "OK"), "K", Symbol.CHECK)
    FILTER_NOT_OK = _switch(QT_TRANSLATE_NOOP("Action", "Not OK"), "N", Symbol.CROSS)
    FILTER_NOT_DECIDABLE = _switch(
        QT_TRANSLATE_NOOP("Action", "Not decidable"), "Q", Symbol.QUESTION
    )
    FILTER_UNDEFINED = _switch(QT_TRANSLATE_NOOP("Action", "Undefined"), "Z", Symbol.BAR)
    EDIT_FILTER = _page(QT_TRANSLATE_NOOP("Action", "Filter"), ("Ctrl+F",), Symbol.FILTER)
    CLEAR_FILTER = _page(QT_TRANSLATE_NOOP("Action", "Show all"), ("Ctrl+Shift+F",), Symbol.CLOSE)
    PERIOD_ALL = _switch(QT_TRANSLATE_NOOP("Action", "All times"), "Alt+A")
    PERIOD_HOUR = _switch(QT_TRANSLATE_NOOP("Action", "Last hour"), "Alt+H")
    PERIOD_SHIFT = _switch(QT_TRANSLATE_NOOP("Action", "This shift"), "Alt+I")
    PERIOD_TODAY = _switch(QT_TRANSLATE_NOOP("Action", "Today"), "Alt+T")
    PERIOD_YESTERDAY = _switch(QT_TRANSLATE_NOOP("Action", "Yesterday"), "Alt+Y")
    PERIOD_WEEK = _switch(QT_TRANSLATE_NOOP("Action", "Last 7 days"), "Alt+W")
    THIS_STATION = _switch(QT_TRANSLATE_NOOP("Action", "This station"), "Alt+S")
    ALL_STATIONS = _switch(QT_TRANSLATE_NOOP("Action", "All stations"), "Alt+E")
    FIND_PART = _page(QT_TRANSLATE_NOOP("Action", "Find a part"), ("/",))
    GO_TO_NEWEST = _page(QT_TRANSLATE_NOOP("Action", "Newest"), ("Ctrl+Home",), Symbol.FIRST)
    GO_TO_OLDEST = _page(QT_TRANSLATE_NOOP("Action", "Oldest"), ("Ctrl+End",), Symbol.LAST)
    GO_TO_TIME = _page(
        QT_TRANSLATE_NOOP("Action", "Go to a time"),
        ("T",),
        Symbol.HISTORY,
        short=QT_TRANSLATE_NOOP("Action", "Time"),
    )
    SHOW_TILES = _switch(QT_TRANSLATE_NOOP("Action", "Pictures"), "G", Symbol.TILES)
    SELECT_SEVERAL = _switch(
        QT_TRANSLATE_NOOP("Action", "Choose several"),
        "M",
        Symbol.SELECT,
        short=QT_TRANSLATE_NOOP("Action", "Several"),
    )
    OPEN_DETAIL = _list(QT_TRANSLATE_NOOP("Action", "Enlarge"), ("Space",), Symbol.FIT)
    CLOSE_DETAIL = _page(QT_TRANSLATE_NOOP("Action", "Back to the list"), ("Esc",), Symbol.CLOSE)
    SHOW_NEWER = _page(
        QT_TRANSLATE_NOOP("Action", "Newer part"),
        ("Left",),
        Symbol.BACK,
        short=QT_TRANSLATE_NOOP("Action", "Newer"),
    )
    SHOW_OLDER = _page(
        QT_TRANSLATE_NOOP("Action", "Older part"),
        ("Right",),
        Symbol.OPEN,
        short=QT_TRANSLATE_NOOP("Action", "Older"),
    )
    NEXT_VIEW = _page(QT_TRANSLATE_NOOP("Action", "Next camera"), ("V",))
    SHOW_REGIONS = _switch(
        QT_TRANSLATE_NOOP("Action", "Where the defect is"),
        "O",
        Symbol.CROSSHAIR,
        short=QT_TRANSLATE_NOOP("Action", "Defect"),
    )
    COMPARE_BESIDE = _switch(
        QT_TRANSLATE_NOOP("Action", "Good part beside it"),
        "C",
        Symbol.BESIDE,
        short=QT_TRANSLATE_NOOP("Action", "Beside"),
    )
    COMPARE_BLENDED = _switch(
        QT_TRANSLATE_NOOP("Action", "Good part over it"),
        "B",
        Symbol.LAYERS,
        short=QT_TRANSLATE_NOOP("Action", "Overlay"),
    )
    COMPARE_DIFFERENCE = _switch(
        QT_TRANSLATE_NOOP("Action", "Difference to the good part"),
        "D",
        Symbol.DIFFERENCE,
        short=QT_TRANSLATE_NOOP("Action", "Differs"),
    )
    BLEND_MORE = _page(QT_TRANSLATE_NOOP("Action", "More of the good part"), ("]",), Symbol.PLUS)
    BLEND_LESS = _page(QT_TRANSLATE_NOOP("Action", "Less of the good part"), ("[",), Symbol.MINUS)
    COPY_RESULT_ID = _page(QT_TRANSLATE_NOOP("Action", "Copy id"), ("Ctrl+C",), Symbol.COPY)
    JUDGE_AGAIN = _page(
        QT_TRANSLATE_NOOP("Action", "Judge again"),
        ("J",),
        Symbol.REJUDGE,
        short=QT_TRANSLATE_NOOP("Action", "Rejudge"),
    )
    SHOW_KEYS = _page(QT_TRANSLATE_NOOP("Action", "Keys"), ("?", "F1"), Symbol.KEYBOARD)
    CONFIRM = _list(
        QT_TRANSLATE_NOOP("Action", "Confirm"), ("Return", "Enter"), Symbol.CHECK, Right.REVIEW
    )
    GIVE_REASON = _page(QT_TRANSLATE_NOOP("Action", "Give a reason"), ("R",))
    UNDO_REVIEW = _page(
        QT_TRANSLATE_NOOP("Action", "Take back"),
        ("U", "Ctrl+Z"),
        Symbol.UNDO,
        Right.REVIEW,
        short=QT_TRANSLATE_NOOP("Action", "Undo"),
    )
    SEND_TO_DATASET = _page(
        QT_TRANSLATE_NOOP("Action", "To a dataset"),
        ("P",),
        Symbol.DATASET,
        Right.REVIEW,
        short=QT_TRANSLATE_NOOP("Action", "Dataset"),
    )
    EXPORT = _page(QT_TRANSLATE_NOOP("Action", "Export"), ("Ctrl+Shift+S",), Symbol.KEEP)
    LOT_REPORT = _page(QT_TRANSLATE_NOOP("Action", "Lot report"), ("L",), Symbol.KEEP)
    SIGN_LOT = _page(
        QT_TRANSLATE_NOOP("Action", "Sign"), ("Ctrl+Shift+L",), Symbol.CHECK, Right.SIGN_LOT
    )
    CLASS_1 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 1"), "1")
    CLASS_2 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 2"), "2")
    CLASS_3 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 3"), "3")
    CLASS_4 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 4"), "4")
    CLASS_5 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 5"), "5")
    CLASS_6 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 6"), "6")
    CLASS_7 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 7"), "7")
    CLASS_8 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 8"), "8")
    CLASS_9 = _class(QT_TRANSLATE_NOOP("Action", "It is of class 9"), "9")
    FIND_CLASS = _page(
        QT_TRANSLATE_NOOP("Action", "It is of another class"), ("0",), right=Right.REVIEW
    )


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
