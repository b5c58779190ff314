"""Draws a verdict in a table as symbol and word in its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.theme.tokens import EVALUATION_TONES
from inspector.ui.widgets.symbols import EVALUATION_SYMBOLS, paint_symbol
from inspector.wire.history import ResultRow

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look

_SYMBOL_PX = 18
_PADDING_PX = 8


class VerdictDelegate(QStyledItemDelegate):
    """The word comes from the model, the colour from the theme in force."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

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
        super().paint(painter, option, QModelIndex())
        colour = QColor(self._look.theme.tones[EVALUATION_TONES[row.evaluation]].ink)
        area = QRectF(option.rect)
        symbol = QRectF(
            area.left() + _PADDING_PX, area.center().y() - _SYMBOL_PX / 2, _SYMBOL_PX, _SYMBOL_PX
        )
        paint_symbol(painter, EVALUATION_SYMBOLS[row.evaluation], symbol, colour)
        area.setLeft(symbol.right() + _PADDING_PX)
        painter.save()
        font = option.font
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
