"""The last hour, minute by minute, as bars: how many parts came, and how many were not good."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

_LEAST_HEIGHT_PX, _WISHED_HEIGHT_PX = 0, 64
_GAP_SHARE = 0.25
_LEAST_BAD_PX = 3.0
"""One bad part among hundreds is seen."""


@dataclass(frozen=True, slots=True)
class MinuteCount:
    """Parts of one minute."""

    ok: int
    other: int


class TrendView(QWidget):
    """Bars from the oldest minute to the newest; what was not good hangs from the top line.

    Two places and two colours: the good grow from below, the others from above.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._minutes: tuple[MinuteCount, ...] = ()

    @property
    def minutes(self) -> tuple[MinuteCount, ...]:
        """What is drawn, oldest first."""
        return self._minutes

    def show_minutes(self, minutes: Sequence[MinuteCount]) -> None:
        """Draw other counts."""
        if tuple(minutes) != self._minutes:
            self._minutes = tuple(minutes)
            self.update()

    def sizeHint(self) -> QSize:
        """A low band of any width."""
        return QSize(160, _WISHED_HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """It gives way where something needs a person."""
        return QSize(60, _LEAST_HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a base line and the bars."""
        painter = QPainter(self)
        palette = self.palette()
        base = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(base, palette.color(QPalette.ColorRole.Window))
        most = max((minute.ok + minute.other for minute in self._minutes), default=0)
        if most == 0:
            return
        room = self.height() - 2
        step = self.width() / len(self._minutes)
        good = palette.color(QPalette.ColorRole.WindowText)
        bad = palette.color(QPalette.ColorRole.Highlight)
        for index, minute in enumerate(self._minutes):
            left, width = index * step, max(1.0, step * (1 - _GAP_SHARE))
            ok_height = room * minute.ok / most
            painter.fillRect(QRectF(left, room + 1 - ok_height, width, ok_height), good)
            if minute.other:
                height = max(_LEAST_BAD_PX, room * minute.other / most)
                painter.fillRect(QRectF(left, 0, width, height), bad)
