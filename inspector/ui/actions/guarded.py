"""An action that is disabled says why: what forbids it, or what there is lacking to do it to."""

# ruff: noqa: N802

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from inspector.ui.actions.lacking import Lacking


class Lock(Enum):
    """What keeps an action from being carried out; what comes first is told."""

    RIGHT = auto()
    """The person who is signed in may not."""
    STATION = auto()
    """The station takes it in another state only."""
    PAGE = auto()
    """Something else that its page knows of."""


class GuardedAction(QAction):
    """Its page says what is lacking to do it, its locks why it may not be done now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lacking: Lacking | None = None
        self._locks: dict[Lock, str] = {}
        self._tool_tip = ""

    @property
    def reason(self) -> str:
        """Why it is locked; empty where it is not."""
        return next((self._locks[lock] for lock in Lock if self._locks.get(lock)), "")

    def offer(self, lacking: Lacking | None = None) -> None:
        """Say what is lacking to do it; ``None`` for nothing."""
        if lacking is not self._lacking:
            self._lacking = lacking
            self._follow()

    def setToolTip(self, text: str) -> None:
        """Say what it does, in the language in force; why it is disabled follows by itself."""
        self._tool_tip = text
        self._follow()

    def lock(self, lock: Lock, reason: str) -> bool:
        """Say why it may not be done, or with an empty reason that it may; whether that is new."""
        if reason == self._locks.get(lock, ""):
            return False
        self._locks[lock] = reason
        self._follow()
        return True

    def _follow(self) -> None:
        why = self.reason or (self._lacking.text if self._lacking else "")
        self.setStatusTip(why)
        super().setToolTip("\n".join(filter(None, (self._tool_tip, why))))
        self.setEnabled(not why)
