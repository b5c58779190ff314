"""Draws a verdict in a table as symbol and word in its colour."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.theme.tokens import EVALUATION_TONES
from inspector.ui.widgets.symbol.symbols import EVALUATION_SYMBOLS, paint_symbol
from inspector.wire.history import ResultRow

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look

_SYMBOL_PX = 18
_PADDING_PX = 11


class VerdictDelegate(QStyledItemDelegate):
    """The word comes from the model, the colour from the theme in force."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for symbol and word."""
        word = QFontMetrics(_bold(option)).horizontalAdvance(
            index.data(Qt.ItemDataRole.DisplayRole)
        )
        height = super().sizeHint(option, index).height()
        return QSize(word + _SYMBOL_PX + 3 * _PADDING_PX + 4, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, then symbol and word over it."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ResultRow):
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.text = ""
        cell.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget
        )
        colour = QColor(self._look.theme.tones[EVALUATION_TONES[row.evaluation]].ink)
        area = QRectF(option.rect)
        symbol = QRectF(
            area.left() + _PADDING_PX, area.center().y() - _SYMBOL_PX / 2, _SYMBOL_PX, _SYMBOL_PX
        )
        paint_symbol(painter, EVALUATION_SYMBOLS[row.evaluation], symbol, colour)
        area.setLeft(symbol.right() + 8)
        painter.save()
        painter.setFont(_bold(option))
        painter.setPen(colour)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


def _bold(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setBold(True)
    return font
