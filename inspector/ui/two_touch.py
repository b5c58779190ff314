"""Two deliberate touches for what a glove must not do by chance."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from inspector.ui.i18n.language import translate

ARMED_MS = 3000
"""The second touch must come within this time."""
BOUNCE_MS = 350
"""A second touch this soon is a bouncing glove, not a confirmation."""


class TwoTouch(QObject):
    """``changed`` when it was armed or is no longer."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._since_armed = QElapsedTimer()
        self._disarm_timer = QTimer(self, singleShot=True, interval=ARMED_MS)
        self._disarm_timer.timeout.connect(self.changed)

    @property
    def armed(self) -> bool:
        """Whether the next touch counts."""
        return self._disarm_timer.isActive()

    def touch(self) -> bool:
        """Arm at the first touch; ``True`` at the second."""
        if not self.armed:
            self._since_armed.start()
            self._disarm_timer.start()
            self.changed.emit()
            return False
        if self._since_armed.elapsed() < BOUNCE_MS:
            return False
        self.disarm()
        return True

    def disarm(self) -> None:
        """Forget the first touch."""
        if self.armed:
            self._disarm_timer.stop()
            self.changed.emit()


def touch_text(text: str, *, armed: bool) -> str:
    """What a button says whose second touch may be the next one."""
    return translate("Live", "Touch again") if armed else text
