"""The actions of the products' page."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.needs import Need
from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


def _page(
    text: str,
    key: str,
    symbol: Symbol | None,
    right: Right | None = None,
    *,
    checkable: bool = False,
    needs: tuple[Need, ...] = (),
) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, Scope.PAGE, checkable, right, needs)


class ProductAction(ActionKey):
    """Every command of the page, in the order in which it is met."""

    CHANGE_OVER = _page(
        QT_TRANSLATE_NOOP("Action", "Change over"), "Ctrl+Alt+O", Symbol.PLAY, Right.CHANGE_OVER
    )
    WITHIN_LOT = _page(
        QT_TRANSLATE_NOOP("Action", "Belongs to the lot"),
        "Ctrl+Alt+L",
        Symbol.CHECK,
        checkable=True,
    )
    NEW_PRODUCT = _page(
        QT_TRANSLATE_NOOP("Action", "New product"), "Ctrl+Alt+N", Symbol.PLUS, Right.SET_RECIPE
    )
    REVISE = _page(
        QT_TRANSLATE_NOOP("Action", "Change this revision"),
        "Ctrl+Alt+E",
        Symbol.WRENCH,
        Right.SET_RECIPE,
    )
    PUT_IN_USE = _page(
        QT_TRANSLATE_NOOP("Action", "Put in use"), "Ctrl+Alt+U", Symbol.CHECK, Right.SET_RECIPE
    )
    CONTINUE_DRAFT = _page(
        QT_TRANSLATE_NOOP("Action", "Continue"), "Ctrl+Alt+C", Symbol.OPEN, Right.SET_RECIPE
    )
    DROP_DRAFT = _page(
        QT_TRANSLATE_NOOP("Action", "Drop the draft"), "Ctrl+Alt+X", Symbol.CLOSE, Right.SET_RECIPE
    )
    CLOSE_DRAFT = _page(QT_TRANSLATE_NOOP("Action", "All products"), "Ctrl+Alt+P", Symbol.BACK)
    STEP_BACK = _page(QT_TRANSLATE_NOOP("Action", "Back"), "Ctrl+Alt+B", None)
    STEP_NEXT = _page(QT_TRANSLATE_NOOP("Action", "Next"), "Ctrl+Alt+G", None)
    TAKE_SETTINGS = _page(
        QT_TRANSLATE_NOOP("Action", "Take the camera's settings"),
        "Ctrl+Alt+S",
        Symbol.KEEP,
        Right.SET_RECIPE,
        needs=(Need.REST,),
    )
    WHOLE_PICTURE = _page(
        QT_TRANSLATE_NOOP("Action", "Use the whole picture"),
        "Ctrl+Alt+W",
        Symbol.FIT,
        Right.SET_RECIPE,
    )
    ADD_OPERATION = _page(
        QT_TRANSLATE_NOOP("Action", "Add"), "Ctrl+Alt+A", Symbol.PLUS, Right.SET_RECIPE
    )
    REMOVE_OPERATION = _page(
        QT_TRANSLATE_NOOP("Action", "Remove"), "Ctrl+Alt+Backspace", Symbol.CLOSE, Right.SET_RECIPE
    )
    OPERATION_UP = _page(
        QT_TRANSLATE_NOOP("Action", "Move up"), "Ctrl+Alt+Up", None, Right.SET_RECIPE
    )
    OPERATION_DOWN = _page(
        QT_TRANSLATE_NOOP("Action", "Move down"), "Ctrl+Alt+Down", None, Right.SET_RECIPE
    )
    TEST_TRIGGER = _page(
        QT_TRANSLATE_NOOP("Action", "Test trigger"),
        "Ctrl+Alt+T",
        Symbol.EXPOSE,
        Right.SET_CAMERAS,
        needs=(Need.REST,),
    )
    TAKE_CHEAPEST = _page(
        QT_TRANSLATE_NOOP("Action", "Take the cheapest"),
        "Ctrl+Alt+M",
        Symbol.CHECK,
        Right.SET_RECIPE,
    )
    TAKE_RECOMMENDED = _page(
        QT_TRANSLATE_NOOP("Action", "As recommended"), "Ctrl+Alt+K", Symbol.UNDO, Right.SET_RECIPE
    )
    ALL_RECOMMENDED = _page(
        QT_TRANSLATE_NOOP("Action", "All as recommended"),
        "Ctrl+Alt+J",
        Symbol.UNDO,
        Right.SET_RECIPE,
    )
    DRY_RUN = _page(
        QT_TRANSLATE_NOOP("Action", "Start the dry run"),
        "Ctrl+Alt+D",
        Symbol.PLAY,
        Right.SET_RECIPE,
    )
    SIGN_OFF = _page(
        QT_TRANSLATE_NOOP("Action", "Sign off"), "Ctrl+Alt+F", Symbol.CHECK, Right.SET_RECIPE
    )
