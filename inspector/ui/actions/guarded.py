"""An action that is disabled, with the reason, while the station would refuse it."""

# ruff: noqa: N802

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class Lock(Enum):
    """What keeps an action from being carried out; what comes first is told."""

    RIGHT = auto()
    """The person who is signed in may not."""
    STATION = auto()
    """The station takes it in another state only."""
    PAGE = auto()
    """Something else that its page knows of."""


class GuardedAction(QAction):
    """Its page says whether there is anything to do, its locks whether it may be done now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._possible = True
        self._locks: dict[Lock, str] = {}
        self._tool_tip = ""

    @property
    def reason(self) -> str:
        """Why it is locked; empty where it is not."""
        return next((self._locks[lock] for lock in Lock if self._locks.get(lock)), "")

    def setEnabled(self, enabled: bool) -> None:
        """Say whether there is anything to do."""
        self._possible = enabled
        super().setEnabled(enabled and not self.reason)

    def setToolTip(self, text: str) -> None:
        """Say what it does; why it is locked follows by itself."""
        self._tool_tip = text
        super().setToolTip(f"{text}\n{self.reason}" if self.reason else text)

    def lock(self, lock: Lock, reason: str) -> bool:
        """Say why it may not be done, or with an empty reason that it may; whether that is new."""
        if reason == self._locks.get(lock, ""):
            return False
        self._locks[lock] = reason
        self.setStatusTip(self.reason)
        self.setToolTip(self._tool_tip)
        self.setEnabled(self._possible)
        return True
