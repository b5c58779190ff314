"""Draws an alarm in two lines behind the symbol of its severity; bold where nobody has seen it."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.pages.alarms.row_model import BELOW_ROLE
from inspector.ui.pages.alarms.texts import SEVERITY_SYMBOLS
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbols import paint_symbol
from inspector.wire.alarms import AlarmRow, AlarmState
from inspector.wire.station import Severity

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look
    from inspector.ui.theme.tokens import Theme

_SYMBOL_PX = 20
_PADDING_PX = 11
_BELOW_SHARE = 0.87
_MARGIN_SHARE = 0.1
_UNSEEN = (AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED)


class SeverityDelegate(QStyledItemDelegate):
    """The words come from the model, the colour from the theme in force."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for symbol and words."""
        words = index.data(Qt.ItemDataRole.DisplayRole)
        width = QFontMetrics(_bold(option)).horizontalAdvance(words)
        return QSize(width + _SYMBOL_PX + 3 * _PADDING_PX, super().sizeHint(option, index).height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, then symbol and words over it."""
        row = index.data(Qt.ItemDataRole.UserRole)
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        colour = QColor(_ink(row, self._look.theme))
        area = QRectF(option.rect)
        symbol = QRectF(
            area.left() + _PADDING_PX, area.center().y() - _SYMBOL_PX / 2, _SYMBOL_PX, _SYMBOL_PX
        )
        paint_symbol(painter, SEVERITY_SYMBOLS[row.severity], symbol, colour)
        area.setLeft(symbol.right() + _PADDING_PX)
        unseen = row.state in _UNSEEN
        first, second = _lines(area)
        font = _bold(option) if unseen else QFont(option.font)
        _write(painter, first, text, font, colour if unseen else QColor(self._look.theme.ink))
        below = QFont(option.font)
        below.setPixelSize(max(round(QFontInfo(option.font).pixelSize() * _BELOW_SHARE), 1))
        muted = QColor(self._look.theme.ink_muted)
        _write(painter, second, index.data(BELOW_ROLE), below, muted)


def _lines(area: QRectF) -> tuple[QRectF, QRectF]:
    """Both lines of a cell, close together in its middle."""
    half = area.height() / 2
    gap = area.height() * _MARGIN_SHARE
    return area.adjusted(0, gap, -4, -half), area.adjusted(0, half, -4, -gap)


def _write(painter: QPainter, area: QRectF, text: str, font: QFont, colour: QColor) -> None:
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    mode = Qt.TextElideMode.ElideRight
    fitted = painter.fontMetrics().elidedText(text, mode, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
    painter.restore()


def _ink(row: AlarmRow, theme: Theme) -> str:
    if row.state in (AlarmState.RETURNED, AlarmState.NORMAL):
        return theme.ink_muted
    tone = Tone.NOT_OK if row.severity is Severity.FAULT else Tone.WARNING
    return theme.tones[tone].ink


def _bold(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setBold(True)
    return font
