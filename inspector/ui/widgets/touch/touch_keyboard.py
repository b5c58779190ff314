"""Letters, digits and signs for a touch panel without a keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.translated import TranslatedWidget

_LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm_.@")
_SIGNS = ("1234567890", "!\"#$%&'()*", "+,-./:;<=>", "?@[]^_{|}~")
_COLUMNS = 10


class TouchKeyboard(TranslatedWidget):
    """``typed(text)`` and ``erase`` tell what was touched; it never takes the focus."""

    typed = Signal(str)
    erase = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = _LETTERS
        self.keys: list[QPushButton] = [QPushButton() for _ in range(_COLUMNS * len(_LETTERS))]
        self.shift, self.signs = QPushButton("⇧"), QPushButton()
        self.space, self.back = QPushButton(), QPushButton("⌫")
        self.shift.setCheckable(True)
        self.signs.setCheckable(True)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for index, key in enumerate(self.keys):
            key.clicked.connect(partial(self._press, index))
            grid.addWidget(key, *divmod(index, _COLUMNS))
        for button, column, span in (
            (self.shift, 0, 2),
            (self.signs, 2, 2),
            (self.space, 4, 4),
            (self.back, 8, 2),
        ):
            grid.addWidget(button, len(_LETTERS), column, 1, span)
        for button in (*self.keys, self.shift, self.signs, self.space, self.back):
            set_role(button, "key")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.shift.toggled.connect(self.retranslate)
        self.signs.toggled.connect(self.retranslate)
        self.space.clicked.connect(partial(self._say, " "))
        self.back.clicked.connect(self.erase)
        grid.setRowStretch(len(_LETTERS) + 1, 1)
        self.setLayout(grid)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the keys."""
        self._rows = _SIGNS if self.signs.isChecked() else _LETTERS
        for index, key in enumerate(self.keys):
            letter = self._letter(index)
            key.setText(letter.replace("&", "&&"))
            key.setAccessibleName(letter)
        self.signs.setText("abc" if self.signs.isChecked() else "#+=")
        self.space.setText(translate("SignIn", "Space"))
        self.shift.setAccessibleName(translate("SignIn", "Capital letters"))
        self.signs.setAccessibleName(translate("SignIn", "Signs"))
        self.back.setAccessibleName(translate("SignIn", "Delete the last character"))

    def _letter(self, index: int) -> str:
        row, column = divmod(index, _COLUMNS)
        letter = self._rows[row][column]
        return letter.upper() if self.shift.isChecked() else letter

    def _press(self, index: int, checked: bool = False) -> None:
        self._say(self._letter(index))
        self.shift.setChecked(False)

    def _say(self, text: str, checked: bool = False) -> None:
        self.typed.emit(text)
