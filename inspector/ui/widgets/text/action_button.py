"""A button that follows one declared action."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QPushButton

from inspector.ui.actions.guarded import GuardedAction
from inspector.ui.actions.offered import answer_touch
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import symbol_icon

_ICON_PX = 22


class ActionButton(QPushButton):
    """Shows an action's text, symbol and state; pressing it triggers the action.

    ``seen`` tells that it has come into sight or left it.

    Args:
        action: What the button does.
        symbol: Drawn before the text.
        role: Its look in the stylesheet; a ``square`` button shows no text.
    """

    seen = Signal()

    def __init__(self, action: GuardedAction, symbol: Symbol | None, role: str = "button") -> None:
        super().__init__()
        self._action = action
        self._symbol = symbol
        self._wordless = role == "square"
        set_role(self, role)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setCheckable(action.isCheckable())
        self.clicked.connect(self._press)
        action.changed.connect(self._follow)
        self._follow()

    def action_shown(self) -> GuardedAction:
        """The action behind the button."""
        return self._action

    def showEvent(self, event: QShowEvent) -> None:
        """Tell of it."""
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell of it."""
        super().hideEvent(event)
        self.seen.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the symbol in the new text colour."""
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.StyleChange,
            QEvent.Type.PaletteChange,
            QEvent.Type.EnabledChange,
        ):
            self._draw_symbol()
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            answer_touch(self)

    def _press(self) -> None:
        self._action.trigger()
        self._follow()

    def _follow(self) -> None:
        self.setText("" if self._wordless else self._spaced(self._action.text()))
        self.setAccessibleName(self._action.text())
        self.setToolTip(self._action.toolTip())
        self.setStatusTip(self._action.statusTip())
        self.setAccessibleDescription(self._action.statusTip())
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self._draw_symbol()

    def _spaced(self, text: str) -> str:
        """Keep some distance between symbol and word; Qt has no setting for it."""
        return text if self._symbol is None else f" {text}"

    def _draw_symbol(self) -> None:
        if self._symbol is None:
            return
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        colour = self.palette().color(group, QPalette.ColorRole.ButtonText)
        self.setIcon(symbol_icon(self._symbol, _ICON_PX, colour, self.devicePixelRatioF()))
