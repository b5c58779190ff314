"""A label that shortens what does not fit and tells the whole on touch."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from inspector.ui.theme.style import set_role

_LEAST_WIDTH_PX = 24
_MEASURED_ANEW = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange)
_ENDLESS = QRect(0, 0, 100_000, 100_000)


class ElidedLabel(QLabel):
    """Ends in an ellipsis where its text is longer than the label is wide.

    It draws its text itself. A plain label that is given another text has the whole window laid
    out again, every page of it, which a figure that changes with every part cannot afford; this
    one asks for that only when it needs another room.
    """

    def __init__(self, role: str, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        set_role(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = self._shown = ""
        self._needed = QSize()
        self._mode = mode

    def text(self) -> str:
        """What is drawn."""
        return self._shown

    def whole_text(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self._whole:
            self._whole = text
            self.setToolTip(text)
            self.setAccessibleName(text)
            self._measure()

    def sizeHint(self) -> QSize:
        """The whole text."""
        return self._needed

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(_LEAST_WIDTH_PX, self._needed.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font or language."""
        super().changeEvent(event)
        if event.type() in _MEASURED_ANEW:
            self._needed = QSize()
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        room, enabled, ink = self.contentsRect(), self.isEnabled(), self.foregroundRole()
        flags = self.alignment().value
        self.style().drawItemText(painter, room, flags, self.palette(), enabled, self._shown, ink)

    def _room_for(self, text: str) -> QSize:
        """What the label asks the layout for."""
        bounds = QFontMetrics(self.font()).boundingRect(_ENDLESS, 0, text or " ")
        return QSize(0, bounds.height())

    def _measure(self) -> None:
        needed = self._room_for(self._whole)
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()
        self._shorten()

    def _shorten(self) -> None:
        metrics = QFontMetrics(self.font())
        self._shown = metrics.elidedText(self._whole, self._mode, self.contentsRect().width())
        self.update()


class SteadyLabel(ElidedLabel):
    """As wide as the widest text it has shown: a figure that changes moves nothing beside it."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self._needed

    def _room_for(self, text: str) -> QSize:
        metrics = QFontMetrics(self.font())
        bounds = metrics.boundingRect(_ENDLESS, 0, text or " ")
        advance = QSize(metrics.horizontalAdvance(text), 0)
        return bounds.size().expandedTo(advance).expandedTo(self._needed)
