"""What each curve of a plot is called, in rows above the plot and never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetrics, QPainter

    from inspector.ui.pages.models.plot_view import Line
    from inspector.ui.theme.tokens import Theme

_STROKE_PX, _GAP_PX, _BETWEEN_PX = 14, 6, 14
_STROKE_WIDTH_PX = 3


def legend_rows(lines: Sequence[Line], metrics: QFontMetrics, width_px: float) -> list[list[Line]]:
    """The curves that have a name, in as few rows as the width allows; one alone needs none."""
    named = [line for line in lines if line.name]
    if len(named) < 2:
        return []
    rows: list[list[Line]] = [[]]
    left_px = width_px
    for line in named:
        needed_px = _entry_px(line, metrics)
        if rows[-1] and needed_px > left_px:
            rows.append([])
            left_px = width_px
        rows[-1].append(line)
        left_px -= needed_px + _BETWEEN_PX
    return rows


def draw_legend(
    painter: QPainter, theme: Theme, rows: Sequence[Sequence[Line]], area: QRectF
) -> None:
    """A stroke in the colour of each curve before its name."""
    metrics = painter.fontMetrics()
    for number, row in enumerate(rows):
        x, y = area.left(), area.top() + number * metrics.height()
        for line in row:
            middle = y + metrics.height() / 2
            painter.setPen(QPen(QColor(theme.tones[line.tone].ink), _STROKE_WIDTH_PX))
            painter.drawLine(QPointF(x, middle), QPointF(x + _STROKE_PX, middle))
            painter.setPen(QColor(theme.ink))
            words = QRectF(x + _STROKE_PX + _GAP_PX, y, area.right() - x, metrics.height())
            name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, int(words.width()))
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft, name)
            x += _entry_px(line, metrics) + _BETWEEN_PX


def _entry_px(line: Line, metrics: QFontMetrics) -> int:
    return _STROKE_PX + _GAP_PX + metrics.horizontalAdvance(line.name)
