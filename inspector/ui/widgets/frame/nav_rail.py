"""The pages by symbol and name, beside whichever is in view."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton

from inspector.ui.theme.style import set_role
from inspector.ui.widgets.symbol.symbols import symbol_icon
from inspector.ui.widgets.text.labels import column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.widgets.symbol.symbol_paths import Symbol

_ICON_PX = 20
_STYLES = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


class NavButton(QToolButton):
    """Shows an action's symbol above its text; pressing it triggers the action."""

    def __init__(self, action: QAction, symbol: Symbol) -> None:
        super().__init__()
        self._action = action
        self._symbol = symbol
        set_role(self, "nav")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCheckable(action.isCheckable())
        self.clicked.connect(self._press)
        action.changed.connect(self._follow)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the symbol in the new text colour."""
        super().changeEvent(event)
        if event.type() in _STYLES:
            self._draw_symbol()

    def _press(self) -> None:
        self._action.trigger()
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setAccessibleName(self._action.text())
        self.setToolTip(self._action.toolTip())
        self.setChecked(self._action.isChecked())
        self._draw_symbol()

    def _draw_symbol(self) -> None:
        colour = self.palette().color(self.foregroundRole())
        self.setIcon(symbol_icon(self._symbol, _ICON_PX, colour, self.devicePixelRatioF()))


class NavRail(QFrame):
    """One button for each page, in their order; at the foot, how things are shown."""

    def __init__(
        self, board: ActionBoard, turns: Iterable[ActionKey], foot: Iterable[ActionKey]
    ) -> None:
        super().__init__()
        set_role(self, "rail")
        layout = column(spacing=0)
        for table in (turns, foot):
            for key in table:
                if key.spec.symbol is not None:
                    layout.addWidget(NavButton(board[key], key.spec.symbol))
            if table is turns:
                layout.addStretch(1)
        layout.setContentsMargins(4, 4, 4, 4)
        self.setLayout(layout)
