"""What is declared of an action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.domain.people import Right
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.actions.needs import Need
from inspector.ui.widgets.symbol_paths import Symbol


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``text`` is English and translated when shown; ``keys`` are Qt key sequences.

    Attributes:
        short: The word below the symbol where there is no room for the text; empty for the text.
        right: What the station asks of whoever does this; ``None`` where everybody may. An action
            that the person who is signed in may not do is shown, disabled, with the role it needs.
        needs: What the station has to be like to take it; it is disabled in any other state.
    """

    text: str
    keys: tuple[str, ...] = ()
    symbol: Symbol | None = None
    scope: Scope = Scope.WINDOW
    checkable: bool = False
    right: Right | None = None
    needs: tuple[Need, ...] = ()
    short: str = ""


ActionTable = Mapping[ActionKey, ActionSpec]
