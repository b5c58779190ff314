"""Symbols drawn as paths: sharp at any size, in any colour, and in need of no font."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.domain.evaluation import Evaluation
from inspector.ui.widgets.symbol.symbol_paths import FILLS, GRID, STROKES, Symbol

EVALUATION_SYMBOLS: Mapping[Evaluation, Symbol] = MappingProxyType(
    {
        Evaluation.OK: Symbol.CHECK,
        Evaluation.NOT_OK: Symbol.CROSS,
        Evaluation.NOT_DECIDABLE: Symbol.QUESTION,
        Evaluation.UNDEFINED: Symbol.BAR,
    }
)

_STROKE_WIDTH = 2.2


def paint_symbol(painter: QPainter, symbol: Symbol, area: QRectF, colour: QColor) -> None:
    """Draw a symbol centred in ``area``."""
    side = min(area.width(), area.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center().x() - side / 2, area.center().y() - side / 2)
    painter.scale(side / GRID, side / GRID)
    if symbol in FILLS:
        filled = QPainterPath()
        FILLS[symbol](filled)
        painter.fillPath(filled, colour)
    lines = QPainterPath()
    for stroke in STROKES.get(symbol, ()):
        stroke(lines)
    pen = QPen(colour, _STROKE_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(lines, pen)
    painter.restore()


def symbol_icon(symbol: Symbol, side_px: int, colour: QColor, pixel_ratio: float) -> QIcon:
    """A symbol as an icon of one colour, also where it is locked: Qt would grey it once more."""
    key = f"symbol {symbol} {side_px} {colour.rgba()} {pixel_ratio}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _drawn(symbol, side_px, colour, pixel_ratio)
        QPixmapCache.insert(key, pixmap)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Disabled)
    return icon


def _drawn(symbol: Symbol, side_px: int, colour: QColor, pixel_ratio: float) -> QPixmap:
    pixmap = QPixmap(round(side_px * pixel_ratio), round(side_px * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_symbol(painter, symbol, QRectF(1, 1, side_px - 2, side_px - 2), colour)
    painter.end()
    return pixmap


class SymbolView(QWidget):
    """A symbol in the text colour that the stylesheet gives this widget."""

    def __init__(self, side_px: int, symbol: Symbol = Symbol.DOT) -> None:
        super().__init__()
        self._symbol = symbol
        self._side_px = side_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def symbol(self) -> Symbol:
        """What is drawn."""
        return self._symbol

    def show_side(self, side_px: int) -> None:
        """Draw in another size."""
        if side_px != self._side_px:
            self._side_px = side_px
            self.updateGeometry()

    def show_symbol(self, symbol: Symbol) -> None:
        """Draw another symbol."""
        if symbol is not self._symbol:
            self._symbol = symbol
            self.update()

    def sizeHint(self) -> QSize:
        """A square of the side given at first."""
        return QSize(self._side_px, self._side_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the symbol."""
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint_symbol(painter, self._symbol, area, self.palette().windowText().color())
