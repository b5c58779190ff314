"""An action that is disabled while the person who is signed in may not do it."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class GuardedAction(QAction):
    """Its page says whether it is possible, the session whether it is permitted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._possible = True
        self._needed = ""
        self._tool_tip = ""

    @property
    def permitted(self) -> bool:
        """Whether whoever is signed in may do it."""
        return not self._needed

    def setEnabled(self, enabled: bool) -> None:
        """Say whether it is possible now."""
        self._possible = enabled
        super().setEnabled(enabled and self.permitted)

    def setToolTip(self, text: str) -> None:
        """Say what it does; why it is not permitted follows by itself."""
        self._tool_tip = text
        super().setToolTip(f"{text}\n{self._needed}" if self._needed else text)

    def show_needed(self, needed: str) -> None:
        """Say what is missing, or nothing when it is permitted."""
        self._needed = needed
        self.setStatusTip(needed)
        self.setToolTip(self._tool_tip)
        self.setEnabled(self._possible)
