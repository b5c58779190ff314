"""The actions of the products' page."""

from __future__ import annotations

from enum import auto
from types import MappingProxyType

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.needs import Need
from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol_paths import Symbol


class ProductAction(ActionKey):
    """Every command of the page, in the order in which it is met."""

    CHANGE_OVER = auto()
    WITHIN_LOT = auto()
    NEW_PRODUCT = auto()
    REVISE = auto()
    PUT_IN_USE = auto()
    CONTINUE_DRAFT = auto()
    DROP_DRAFT = auto()
    CLOSE_DRAFT = auto()
    STEP_BACK = auto()
    STEP_NEXT = auto()
    TAKE_SETTINGS = auto()
    WHOLE_PICTURE = auto()
    ADD_OPERATION = auto()
    REMOVE_OPERATION = auto()
    OPERATION_UP = auto()
    OPERATION_DOWN = auto()
    TEST_TRIGGER = auto()
    TAKE_CHEAPEST = auto()
    TAKE_RECOMMENDED = auto()
    ALL_RECOMMENDED = auto()
    DRY_RUN = auto()
    SIGN_OFF = auto()


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


PRODUCT_ACTIONS: ActionTable = MappingProxyType(
    {
        ProductAction.CHANGE_OVER: _page(
            QT_TRANSLATE_NOOP("Action", "Change over"), "Ctrl+Alt+O", Symbol.PLAY, Right.CHANGE_OVER
        ),
        ProductAction.WITHIN_LOT: _page(
            QT_TRANSLATE_NOOP("Action", "Belongs to the lot"),
            "Ctrl+Alt+L",
            Symbol.CHECK,
            checkable=True,
        ),
        ProductAction.NEW_PRODUCT: _page(
            QT_TRANSLATE_NOOP("Action", "New product"), "Ctrl+Alt+N", Symbol.PLUS, Right.SET_RECIPE
        ),
        ProductAction.REVISE: _page(
            QT_TRANSLATE_NOOP("Action", "Change this revision"),
            "Ctrl+Alt+E",
            Symbol.WRENCH,
            Right.SET_RECIPE,
        ),
        ProductAction.PUT_IN_USE: _page(
            QT_TRANSLATE_NOOP("Action", "Put in use"), "Ctrl+Alt+U", Symbol.CHECK, Right.SET_RECIPE
        ),
        ProductAction.CONTINUE_DRAFT: _page(
            QT_TRANSLATE_NOOP("Action", "Continue"), "Ctrl+Alt+C", Symbol.OPEN, Right.SET_RECIPE
        ),
        ProductAction.DROP_DRAFT: _page(
            QT_TRANSLATE_NOOP("Action", "Drop the draft"),
            "Ctrl+Alt+X",
            Symbol.CLOSE,
            Right.SET_RECIPE,
        ),
        ProductAction.CLOSE_DRAFT: _page(
            QT_TRANSLATE_NOOP("Action", "All products"), "Ctrl+Alt+P", Symbol.BACK
        ),
        ProductAction.STEP_BACK: _page(QT_TRANSLATE_NOOP("Action", "Back"), "Ctrl+Alt+B", None),
        ProductAction.STEP_NEXT: _page(QT_TRANSLATE_NOOP("Action", "Next"), "Ctrl+Alt+G", None),
        ProductAction.TAKE_SETTINGS: _page(
            QT_TRANSLATE_NOOP("Action", "Take the camera's settings"),
            "Ctrl+Alt+S",
            Symbol.KEEP,
            Right.SET_RECIPE,
            needs=(Need.REST,),
        ),
        ProductAction.WHOLE_PICTURE: _page(
            QT_TRANSLATE_NOOP("Action", "Use the whole picture"),
            "Ctrl+Alt+W",
            Symbol.FIT,
            Right.SET_RECIPE,
        ),
        ProductAction.ADD_OPERATION: _page(
            QT_TRANSLATE_NOOP("Action", "Add"), "Ctrl+Alt+A", Symbol.PLUS, Right.SET_RECIPE
        ),
        ProductAction.REMOVE_OPERATION: _page(
            QT_TRANSLATE_NOOP("Action", "Remove"),
            "Ctrl+Alt+Backspace",
            Symbol.CLOSE,
            Right.SET_RECIPE,
        ),
        ProductAction.OPERATION_UP: _page(
            QT_TRANSLATE_NOOP("Action", "Move up"), "Ctrl+Alt+Up", None, Right.SET_RECIPE
        ),
        ProductAction.OPERATION_DOWN: _page(
            QT_TRANSLATE_NOOP("Action", "Move down"), "Ctrl+Alt+Down", None, Right.SET_RECIPE
        ),
        ProductAction.TEST_TRIGGER: _page(
            QT_TRANSLATE_NOOP("Action", "Test trigger"),
            "Ctrl+Alt+T",
            Symbol.EXPOSE,
            Right.SET_CAMERAS,
            needs=(Need.REST,),
        ),
        ProductAction.TAKE_CHEAPEST: _page(
            QT_TRANSLATE_NOOP("Action", "Take the cheapest"),
            "Ctrl+Alt+M",
            Symbol.CHECK,
            Right.SET_RECIPE,
        ),
        ProductAction.TAKE_RECOMMENDED: _page(
            QT_TRANSLATE_NOOP("Action", "As recommended"),
            "Ctrl+Alt+K",
            Symbol.UNDO,
            Right.SET_RECIPE,
        ),
        ProductAction.ALL_RECOMMENDED: _page(
            QT_TRANSLATE_NOOP("Action", "All as recommended"),
            "Ctrl+Alt+J",
            Symbol.UNDO,
            Right.SET_RECIPE,
        ),
        ProductAction.DRY_RUN: _page(
            QT_TRANSLATE_NOOP("Action", "Start the dry run"),
            "Ctrl+Alt+D",
            Symbol.PLAY,
            Right.SET_RECIPE,
        ),
        ProductAction.SIGN_OFF: _page(
            QT_TRANSLATE_NOOP("Action", "Sign off"), "Ctrl+Alt+F", Symbol.CHECK, Right.SET_RECIPE
        ),
    }
)
