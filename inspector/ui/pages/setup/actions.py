"""The actions of the cameras' set-up."""

from __future__ import annotations

from inspector.domain.people import Right
from inspector.ui.actions.needs import Need
from inspector.ui.actions.spec import ActionKey, ActionSpec, Scope
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.widgets.symbol.symbol_paths import Symbol


class SetupAction(ActionKey):
    """Every command of the set-up page."""

    TEST_EXPOSURE = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Test exposure"),
        ("Ctrl+E",),
        Symbol.EXPOSE,
        Scope.PAGE,
        right=Right.SET_CAMERAS,
        needs=(Need.REST,),
    )
    CROSSHAIR = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Crosshair"),
        ("X",),
        Symbol.CROSSHAIR,
        Scope.PAGE,
        checkable=True,
    )
    KEEP_FEATURES = ActionSpec(
        QT_TRANSLATE_NOOP("Action", "Save in the recipe"),
        ("Ctrl+S",),
        Symbol.KEEP,
        Scope.PAGE,
        right=Right.SET_CAMERAS,
        needs=(Need.REST,),
    )
