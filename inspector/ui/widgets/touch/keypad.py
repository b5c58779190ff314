"""Digits for gloves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton

from inspector.ui.i18n.language import translate
from inspector.ui.widgets.text.translated import TranslatedWidget

_DIGITS, _POINT, _MINUS = "123456789", ".", "-"
_KEY_HEIGHT_PX = 54


class Keypad(TranslatedWidget):
    """``digit(text)`` and ``erase`` tell what was touched; signs of numbers are hidden at first."""

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
        grid.addWidget(self._key(_POINT), 3, 0)
        grid.addWidget(self._key(_MINUS), 4, 0, 1, 3)
        for button in (*self.keys.values(), self.back):
            button.setFixedHeight(_KEY_HEIGHT_PX)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_signs(point=False, minus=False)
        self.setLayout(grid)
        self.retranslate()

    def show_signs(self, *, point: bool, minus: bool) -> None:
        """Offer the signs that a number may have."""
        self.keys[_POINT].setVisible(point)
        self.keys[_MINUS].setVisible(minus)

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
