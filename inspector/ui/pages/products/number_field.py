"""A field for one number, large enough for gloves."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NumberField(QLineEdit):
    """``entered(number)`` when a person has typed another number within its bounds.

    Args:
        minimum: Smallest number.
        maximum: Largest number.
        whole: Whether it has no decimal places.
    """

    entered = Signal(float)

    def __init__(self, minimum: float, maximum: float, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self._minimum, self._maximum = minimum, maximum
        self._number: float | None = None
        locale = QLocale.c()
        locale.setNumberOptions(QLocale.NumberOption.RejectGroupSeparator)
        if whole:
            self.setValidator(QIntValidator(int(minimum), int(maximum), self))
        else:
            validator = QDoubleValidator(minimum, maximum, 6, self)
            validator.setNotation(QDoubleValidator.Notation.StandardNotation)
            validator.setLocale(locale)
            self.setValidator(validator)
        self.editingFinished.connect(self._enter)

    @property
    def number(self) -> float | None:
        """What stands there; ``None`` while it is no number."""
        return self._number

    def show_number(self, number: float | None) -> None:
        """Show a number, unless a person is typing another one."""
        self._number = number
        if not self.hasFocus() or not self.isModified():
            self.setText("" if number is None else self._text(number))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A number out of bounds is taken as the nearest one within them."""
        super().focusOutEvent(event)
        self._bring_within()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As on leaving the field."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._bring_within()

    def _bring_within(self) -> None:
        if not self.hasAcceptableInput():
            self._enter()

    def _text(self, number: float) -> str:
        return str(round(number)) if self._whole else f"{number:.6g}"

    def _enter(self) -> None:
        try:
            number = float(self.text().replace(",", "."))
        except ValueError:
            self.setText("" if self._number is None else self._text(self._number))
            return
        number = min(max(number, self._minimum), self._maximum)
        self.setText(self._text(number))
        if number != self._number:
            self._number = number
            self.entered.emit(number)
