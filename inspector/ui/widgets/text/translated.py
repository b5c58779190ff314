"""What every widget with words of its own does when the language changes."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QWidget


class TranslatedWidget(QWidget):
    """Calls :meth:`retranslate` when the language changes."""

    def retranslate(self) -> None:
        """Set every text again, in the language in force."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class TranslatedFrame(QFrame):
    """A frame that calls :meth:`retranslate` when the language changes."""

    def retranslate(self) -> None:
        """Set every text again, in the language in force."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
