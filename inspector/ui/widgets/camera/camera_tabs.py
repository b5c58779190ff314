"""The cameras of the station beside each other; touch one to set it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.ui.i18n.formats import decimal
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import symbol_icon
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.scrolled import scrolled
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.cameras import CameraState

_ICON_PX = 18
_HEIGHT_PX = 66


class CameraTabs(TranslatedWidget):
    """One button per camera with its rate, or with the word that it is lost.

    ``chosen(name)`` tells which one was touched.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._states: list[CameraState] = []
        self._shown = ""
        self.buttons: list[QPushButton] = []
        self._row = row(1, spacing=8)
        content = QWidget()
        content.setLayout(self._row)
        area = scrolled(content)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(row(area))
        self.setFixedHeight(_HEIGHT_PX)

    def show_cameras(self, states: Sequence[CameraState], shown: str) -> None:
        """Show these cameras, and which of them the page shows."""
        if (list(states), shown) != (self._states, self._shown):
            self._states, self._shown = list(states), shown
            self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        while len(self.buttons) < len(self._states):
            self._add_button()
        for index, button in enumerate(self.buttons):
            button.setVisible(index < len(self._states))
        for button, state in zip(self.buttons, self._states, strict=False):
            self._fill(button, state)

    def _fill(self, button: QPushButton, state: CameraState) -> None:
        if state.connected:
            told = translate("Setup", "{rate}/s").format(rate=decimal(state.rate_hz, 1))
        else:
            told = translate("Setup", "lost")
        button.setText(f" {state.name} · {told}")
        button.setAccessibleName(f"{state.name} {told}")
        button.setChecked(state.name == self._shown)
        symbol = Symbol.DOT if state.connected else Symbol.WARNING
        colour = button.palette().color(QPalette.ColorRole.ButtonText)
        button.setIcon(symbol_icon(symbol, _ICON_PX, colour, self.devicePixelRatioF()))

    def _add_button(self) -> None:
        button = QPushButton()
        set_role(button, "button")
        button.setCheckable(True)
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        button.clicked.connect(self._choose)
        self._row.insertWidget(len(self.buttons), button)
        self.buttons.append(button)

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(self._states[self.buttons.index(button)].name)
        self.retranslate()
