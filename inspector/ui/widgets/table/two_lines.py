"""A cell of a symbol and two lines: what it is, and smaller what else there is to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.models.rows import BELOW_ROLE
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import paint_symbol

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspector.ui.theme.look import Look
    from inspector.ui.theme.tokens import Theme

R = TypeVar("R")

SYMBOL_PX = 20
PADDING_PX = 11
_BELOW_SHARE = 0.87
_MARGIN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class LineMarks:
    """How a row is drawn.

    Attributes:
        symbol: Before both lines.
        colour: Of the symbol, and of the first line where it is heeded.
        heeded: Whether the first line is bold and coloured; else in the ink of the theme.
    """

    symbol: Symbol
    colour: str
    heeded: bool


class TwoLineDelegate(QStyledItemDelegate, Generic[R]):
    """The words come from the model, the colours from the theme in force.

    Without a second line the first stands in the middle.

    Args:
        look: The colours in force.
        marks_of: How a row is drawn.
    """

    def __init__(self, look: Look, marks_of: Callable[[R, Theme], LineMarks]) -> None:
        super().__init__()
        self._look, self._marks_of = look, marks_of

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, then symbol and words over it."""
        theme = self._look.theme
        marks = self._marks_of(index.data(Qt.ItemDataRole.UserRole), theme)
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        area, colour = QRectF(cell.rect), QColor(marks.colour)
        symbol = QRectF(
            area.left() + PADDING_PX, area.center().y() - SYMBOL_PX / 2, SYMBOL_PX, SYMBOL_PX
        )
        paint_symbol(painter, marks.symbol, symbol, colour)
        area.setLeft(symbol.right() + PADDING_PX)
        below = index.data(BELOW_ROLE)
        first, second = _lines(area) if below else (area.adjusted(0, 0, -4, 0), area)
        font = QFont(cell.font)
        font.setBold(marks.heeded)
        _write(painter, first, text, font, colour if marks.heeded else QColor(theme.ink))
        if below:
            small = QFont(cell.font)
            small.setPixelSize(max(round(QFontInfo(cell.font).pixelSize() * _BELOW_SHARE), 1))
            _write(painter, second, below, small, QColor(theme.ink_muted))


def _lines(area: QRectF) -> tuple[QRectF, QRectF]:
    """Both lines of a cell, close together in its middle."""
    half, gap = area.height() / 2, area.height() * _MARGIN_SHARE
    return area.adjusted(0, gap, -4, -half), area.adjusted(0, half, -4, -gap)


def _write(painter: QPainter, area: QRectF, text: str, font: QFont, colour: QColor) -> None:
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    mode = Qt.TextElideMode.ElideRight
    fitted = painter.fontMetrics().elidedText(text, mode, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
    painter.restore()
