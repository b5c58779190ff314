"""One line of text, as large as fits."""

# ruff: noqa: N802

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_LINE_HEIGHT = 1.22
"""Of the type size: holds capitals, descenders and Chinese characters of every common font."""


class FittedLabel(QWidget):
    """Text in the largest size up to the stylesheet's that fits the widget: never clipped.

    Args:
        role: Its look in the stylesheet.
        least_height: Share of the wished height that the layout may squeeze it to.
        line_height: Wished height as a multiple of the type size.
    """

    def __init__(
        self, role: str, least_height: float = 1.0, line_height: float = _LINE_HEIGHT
    ) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text = ""
        self._least_height = least_height
        self._line_height = line_height

    def text(self) -> str:
        """What is shown."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        """Height of the largest type; any width will do."""
        return QSize(120, ceil(self.font().pixelSize() * self._line_height))

    def minimumSizeHint(self) -> QSize:
        """Some width, and the least height."""
        return QSize(80, ceil(self.sizeHint().height() * self._least_height))

    def fitted_font(self) -> QFont:
        """The font that the text is drawn in."""
        font = QFont(self.font())
        metrics = QFontMetrics(font)
        bounds = metrics.boundingRect(self._text)
        width = max(metrics.horizontalAdvance(self._text), bounds.width(), 1)
        ratio = min(self.width() / width, self.height() / self.sizeHint().height(), 1.0)
        font.setPixelSize(max(1, floor(font.pixelSize() * ratio)))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        font = self.fitted_font()
        painter.setFont(font)
        painter.setPen(self.palette().windowText().color())
        baseline = (self.height() + QFontMetrics(font).capHeight()) / 2
        painter.drawText(QPointF(0, baseline), self._text)
