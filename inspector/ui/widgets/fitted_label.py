"""One line of text, as large as fits."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_SMALLEST_PX = 12


class FittedLabel(QWidget):
    """Text in the largest size up to the stylesheet's that fits the widget: never clipped."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._text = ""

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
        return QSize(120, QFontMetrics(self.font()).height())

    def minimumSizeHint(self) -> QSize:
        """Half of the wished height still reads well."""
        return QSize(80, self.sizeHint().height() // 2)

    def fitted_font(self) -> QFont:
        """The font that the text is drawn in."""
        font = QFont(self.font())
        metrics = QFontMetrics(font)
        bounds = metrics.boundingRect(self._text)
        width = max(metrics.horizontalAdvance(self._text), bounds.width(), 1)
        ratio = min(self.width() / width, self.height() / max(metrics.height(), 1), 1.0)
        font.setPixelSize(max(_SMALLEST_PX, int(font.pixelSize() * ratio)))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        painter.setFont(self.fitted_font())
        painter.setPen(self.palette().windowText().color())
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), alignment, self._text)
