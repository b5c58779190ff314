"""A cell of a symbol and two lines: what it is, and smaller what else there is to say."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from inspector.ui.widgets.symbol_paths import Symbol
from inspector.ui.widgets.symbols import paint_symbol

SYMBOL_PX = 20
PADDING_PX = 11
_BELOW_SHARE = 0.87
_MARGIN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What is drawn; the first line is the text of the cell.

    Attributes:
        symbol: Before both lines.
        below: The second line; without it the first stands in the middle.
        colour: Of the symbol.
        ink: Of the first line.
        muted: Of the second line.
        bold: Whether the first line is.
    """

    symbol: Symbol
    below: str
    colour: QColor
    ink: QColor
    muted: QColor
    bold: bool


def paint_two_lines(painter: QPainter, cell: QStyleOptionViewItem, told: TwoLines) -> None:
    """Draw a cell whose style option was initialised."""
    text, cell.text = cell.text, ""
    style = cell.widget.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
    area = QRectF(cell.rect)
    symbol = QRectF(
        area.left() + PADDING_PX, area.center().y() - SYMBOL_PX / 2, SYMBOL_PX, SYMBOL_PX
    )
    paint_symbol(painter, told.symbol, symbol, told.colour)
    area.setLeft(symbol.right() + PADDING_PX)
    first, second = _lines(area) if told.below else (area.adjusted(0, 0, -4, 0), area)
    font = QFont(cell.font)
    font.setBold(told.bold)
    _write(painter, first, text, font, told.ink)
    if told.below:
        below = QFont(cell.font)
        below.setPixelSize(max(round(QFontInfo(cell.font).pixelSize() * _BELOW_SHARE), 1))
        _write(painter, second, told.below, below, told.muted)


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
