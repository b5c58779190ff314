"""A button that shows its symbol with a short word below it."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from inspector.ui.widgets.text.action_button import ActionButton

_WORD_SHARE = 0.87
"""Of the type of a button."""
_BESIDE_PX, _ABOVE_PX, _GAP_PX = 4, 2, 1


class CaptionedButton(ActionButton):
    """As wide as its word, and never too small to touch; what it does in full is its tool tip."""

    def sizeHint(self) -> QSize:
        """Symbol and word, one below the other."""
        self.ensurePolished()
        word = QFontMetrics(self._word_font()).size(0, self._word)
        wide = max(word.width() + 2 * _BESIDE_PX, self.minimumWidth())
        high = self.iconSize().height() + _GAP_PX + word.height() + 2 * _ABOVE_PX
        return QSize(wide, max(high, self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """All of it: half a word helps nobody."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another word or another font needs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then symbol and word in it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.icon = QIcon()
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(self._word_font())
        side, line = self.iconSize().height(), painter.fontMetrics().height()
        top = (self.height() - side - _GAP_PX - line) // 2
        self.icon().paint(painter, QRect(0, top, self.width(), side), mode=self._mode())
        word = QRect(0, top + side + _GAP_PX, self.width(), line)
        flags = Qt.AlignmentFlag.AlignCenter.value
        role = self.foregroundRole()
        self.style().drawItemText(
            painter, word, flags, option.palette, self.isEnabled(), self._word, role
        )

    @property
    def _word(self) -> str:
        return self.action_shown().iconText()

    def _word_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(font.pixelSize() * _WORD_SHARE))
        return font

    def _mode(self) -> QIcon.Mode:
        return QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
