"""A cell that is touched to go somewhere: it looks like a button, and is as high as a finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from inspector.ui.theme.look import Look

_AROUND_PX, _BESIDE_PX, _RADIUS_PX = 6, 14, 10


class LinkDelegate(QStyledItemDelegate):
    """Draws nothing but the cell where it has no text."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The text with what is around it."""
        text = str(index.data() or "")
        words = QFontMetrics(_font(option)).horizontalAdvance(text)
        wide = words + 2 * (_AROUND_PX + _BESIDE_PX)
        return QSize(wide, super().sizeHint(option, index).height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, then the button in it."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        if not text:
            return
        accent = self._look.theme.tones[Tone.ACCENT]
        area = QRectF(cell.rect).adjusted(_AROUND_PX, _AROUND_PX, -_AROUND_PX, -_AROUND_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(accent.fill), 1))
        painter.setBrush(QColor(accent.tint))
        painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
        painter.setPen(QColor(accent.ink))
        painter.setFont(_font(cell))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def _font(option: QStyleOptionViewItem) -> QFont:
    """That of a button."""
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    return font
