"""Digits for gloves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton

from inspector.ui.i18n.language import translate
from inspector.ui.widgets.translated import TranslatedWidget

_DIGITS = "123456789"
_KEY_HEIGHT_PX = 54


class Keypad(TranslatedWidget):
    """``digit(text)`` and ``erase`` tell what was touched."""

    digit = Signal(str)
    erase = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.keys: dict[str, QPushButton] = {}
        for number, digit in enumerate(_DIGITS):
            grid.addWidget(self._key(digit), *divmod(number, 3))
        grid.addWidget(self._key("0"), 3, 1)
        self.back = QPushButton("⌫")
        self.back.clicked.connect(self.erase)
        grid.addWidget(self.back, 3, 2)
        for button in (*self.keys.values(), self.back):
            button.setFixedHeight(_KEY_HEIGHT_PX)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(grid)
        self.retranslate()

    def retranslate(self) -> None:
        """Name what is a sign only."""
        self.back.setAccessibleName(translate("SignIn", "Delete the last digit"))

    def _key(self, digit: str) -> QPushButton:
        button = QPushButton(digit)
        button.setAccessibleName(digit)
        button.clicked.connect(partial(self._press, digit))
        self.keys[digit] = button
        return button

    def _press(self, digit: str, checked: bool = False) -> None:
        self.digit.emit(digit)
