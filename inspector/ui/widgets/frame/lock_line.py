"""Says at the foot of the window what on it is locked, why, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.action_button import ActionButton
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard

_SYMBOL_PX = 18
_MOST_NAMES = 3


class LockLine(TranslatedFrame):
    """Every locked button in sight with its reason, those of one reason together; else hidden.

    Args:
        board: Tells when something is locked or unlocked.
    """

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "locks")
        self.text = ElidedLabel("caption")
        layout = row(SymbolView(_SYMBOL_PX, Symbol.LOCK), spacing=10)
        layout.addWidget(self.text, 1)
        layout.setContentsMargins(20, 2, 16, 4)
        self.setLayout(layout)
        self._at_rest = QTimer(self, singleShot=True, interval=0)
        self._at_rest.timeout.connect(self.retranslate)
        board.locks_changed.connect(self._at_rest.start)
        self.hide()

    def retranslate(self) -> None:
        """Show everything again."""
        text = "   ·   ".join(
            translate("Lock", "{actions}: {reason}").format(actions=_listed(names), reason=reason)
            for reason, names in self._locked().items()
        )
        self.text.show_text(text)
        self.setVisible(bool(text))

    def _locked(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for button in self.window().findChildren(ActionButton):
            action = button.action_shown()
            if action.reason and button.isVisible():
                names = found.setdefault(action.reason, [])
                if action.text() not in names:
                    names.append(action.text())
        return found


def _listed(names: list[str]) -> str:
    more = ", …" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more
