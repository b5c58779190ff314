"""How bright the pixels of a picture are."""

# ruff: noqa: N802

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

_BARS = 64
_HEIGHT_PX = 64
_MARGIN_PX = 4


class HistogramView(QWidget):
    """Bars from black to full scale; heights by square root, so that few pixels are seen too."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._heights: tuple[float, ...] = ()

    @property
    def heights(self) -> tuple[float, ...]:
        """Heights of the bars as fractions of the highest."""
        return self._heights

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show a histogram of any number of equal steps."""
        width = max(1, len(counts) // _BARS)
        sums = [sum(counts[start : start + width]) for start in range(0, len(counts), width)]
        highest = max(sums, default=0) or 1
        self._heights = tuple(sqrt(total / highest) for total in sums)
        self.update()

    def sizeHint(self) -> QSize:
        """Low, and of any width."""
        return QSize(160, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().highlight())
        area = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        step = area.width() / max(len(self._heights), 1)
        for place, height in enumerate(self._heights):
            top = area.bottom() - area.height() * height
            painter.drawRect(
                QRectF(area.left() + place * step, top, max(step - 1, 1), area.bottom() - top)
            )
