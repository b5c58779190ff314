"""A score between 0 and 1 as a bar, with its limit as a mark."""

# ruff: noqa: N802

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_HEIGHT_PX = 14
_MARK_WIDTH_PX = 3


class ScoreBar(QWidget):
    """The bar grows with the score; the mark stands at the limit."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._score = 0.0
        self._limit: float | None = None

    @property
    def score(self) -> float:
        """Length of the bar as a fraction."""
        return self._score

    @property
    def limit(self) -> float | None:
        """Place of the mark as a fraction."""
        return self._limit

    def show_score(self, score: float, limit: float | None) -> None:
        """Show a score and, where one applies, its limit."""
        self._score = min(max(score, 0.0), 1.0) if isfinite(score) else 0.0
        self._limit = limit
        self.update()

    def sizeHint(self) -> QSize:
        """A slim bar of any width."""
        return QSize(120, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, bar and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect()).adjusted(0, 3, 0, -3)
        painter.setBrush(self.palette().window())
        painter.drawRoundedRect(track, 4, 4)
        bar = QRectF(track)
        bar.setWidth(track.width() * self._score)
        painter.setBrush(self.palette().highlight())
        painter.drawRoundedRect(bar, 4, 4)
        if self._limit is not None:
            place = min(max(self._limit, 0.0), 1.0) * (self.width() - _MARK_WIDTH_PX)
            mark = QRectF(place, 0, _MARK_WIDTH_PX, self.height())
            painter.fillRect(mark, self.palette().windowText())
