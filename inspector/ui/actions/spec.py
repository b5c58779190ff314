"""What names a command, and all that is declared of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from inspector.domain.people import Right
from inspector.ui.actions.needs import Need
from inspector.ui.widgets.symbol.symbol_paths import Symbol


class Scope(Enum):
    """Where a shortcut works; buttons work wherever they stand."""

    WINDOW = auto()
    PAGE = auto()
    """While the page is turned to."""
    LIST = auto()
    """While the page's list has the focus."""


@dataclass(frozen=True, slots=True, eq=False)
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


class ActionKey(Enum):
    """A command that a user can give; the window and each page declare their own."""

    @property
    def spec(self) -> ActionSpec:
        """All that is declared of it."""
        declared: ActionSpec = self.value
        return declared
