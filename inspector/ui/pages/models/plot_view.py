"""Curves over two axes, drawn with the colours of the theme."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.i18n.formats import decimal
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look

TICKS = 4
"""Both axes are cut into so many parts."""
_GAP_PX = 6
_DOT_PX = 3.5
_SMALL = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """One curve; a dashed one is for comparison. ``name`` stands in the legend, if not empty."""

    name: str
    points: Sequence[tuple[float, float]]
    tone: Tone = Tone.ACCENT
    dashed: bool = False
    dots: bool = False


class PlotView(QWidget):
    """A title, two axes, and curves.

    Args:
        look: The colours in force.
        legend_above: Where curves fall, the legend stands at the top.
    """

    def __init__(self, look: Look, *, legend_above: bool = False) -> None:
        super().__init__()
        self._look, self._legend_above = look, legend_above
        self._title, self._x_title, self._y_title = "", "", ""
        self._x_range, self._y_range = (0.0, 1.0), (0.0, 1.0)
        self._x_places = 2
        self._lines: tuple[Line, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 110)
        look.changed.connect(self.update)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is drawn."""
        return self._lines

    def show_titles(self, title: str, x_title: str, y_title: str) -> None:
        """Name the plot and its axes."""
        self._title, self._x_title, self._y_title = title, x_title, y_title
        self.setAccessibleName(f"{title}: {y_title} / {x_title}")
        self.update()

    def show_lines(
        self,
        lines: Sequence[Line],
        x_range: tuple[float, float] = (0.0, 1.0),
        y_range: tuple[float, float] = (0.0, 1.0),
        x_places: int = 2,
    ) -> None:
        """Draw these curves; axes span the ranges."""
        self._lines = tuple(lines)
        self._x_range, self._y_range, self._x_places = x_range, y_range, x_places
        self.update()

    def sizeHint(self) -> QSize:
        """Room for reading."""
        return QSize(260, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw titles, axes and curves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(max(10, round(self.font().pixelSize() * _SMALL)))
        painter.setFont(font)
        area = self._area(painter.fontMetrics())
        self._draw_axes(painter, area)
        painter.setClipRect(area.adjusted(-_DOT_PX, -_DOT_PX, _DOT_PX, _DOT_PX))
        for line in self._lines:
            self._draw_line(painter, area, line)
        painter.setClipping(False)
        self._draw_legend(painter, area)

    def _area(self, metrics: QFontMetrics) -> QRectF:
        line = metrics.height()
        left = metrics.horizontalAdvance("0.00") + _GAP_PX
        top = 2 * line + _GAP_PX
        return QRectF(
            left, top, self.width() - left - 2 * _GAP_PX, self.height() - top - 2 * line - _GAP_PX
        )

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        theme, metrics = self._look.theme, painter.fontMetrics()
        line = metrics.height()
        for step in range(TICKS + 1):
            share = step / TICKS
            x, y = area.left() + share * area.width(), area.bottom() - share * area.height()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.ink_muted))
            y_text = decimal(_between(self._y_range, share), 2)
            painter.drawText(
                QRectF(0, y - line / 2, area.left() - _GAP_PX / 2, line),
                Qt.AlignmentFlag.AlignRight,
                y_text,
            )
            x_text = decimal(_between(self._x_range, share), self._x_places)
            width = metrics.horizontalAdvance(x_text) + 4
            place = min(max(x - width / 2, 0), self.width() - width)
            painter.drawText(
                QRectF(place, area.bottom() + 2, width, line), Qt.AlignmentFlag.AlignCenter, x_text
            )
        self._draw_titles(painter, area, line)

    def _draw_titles(self, painter: QPainter, area: QRectF, line: int) -> None:
        theme, metrics = self._look.theme, painter.fontMetrics()
        wide = self.width() - _GAP_PX
        painter.drawText(
            QRectF(area.left(), self.height() - line, area.width(), line),
            Qt.AlignmentFlag.AlignRight,
            metrics.elidedText(self._x_title, Qt.TextElideMode.ElideRight, wide),
        )
        painter.drawText(
            QRectF(0, line, wide, line),
            Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(self._y_title, Qt.TextElideMode.ElideRight, wide),
        )
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(
            QRectF(0, 0, wide, line),
            Qt.AlignmentFlag.AlignLeft,
            painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, wide),
        )
        font.setBold(False)
        painter.setFont(font)

    def _draw_line(self, painter: QPainter, area: QRectF, line: Line) -> None:
        colour = QColor(self._look.theme.tones[line.tone].ink)
        pen = QPen(colour, 1.2 if line.dashed else 2.2)
        if line.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        points = [self._placed(area, *point) for point in line.points]
        painter.drawPolyline(QPolygonF(points))
        if line.dots:
            painter.setBrush(colour)
            for point in points:
                painter.drawEllipse(point, _DOT_PX, _DOT_PX)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_legend(self, painter: QPainter, area: QRectF) -> None:
        metrics = painter.fontMetrics()
        named = [line for line in self._lines if line.name]
        if len(named) < 2:
            return
        wide = max(metrics.horizontalAdvance(line.name) for line in named)
        x = area.right() - wide - _GAP_PX
        y = area.bottom() - metrics.height() * len(named) - _GAP_PX
        if self._legend_above:
            y = area.top() + _GAP_PX
        for line in named:
            painter.setPen(QPen(QColor(self._look.theme.tones[line.tone].ink), 3))
            middle = y + metrics.height() / 2
            painter.drawLine(QPointF(x - 20, middle), QPointF(x - 6, middle))
            painter.setPen(QColor(self._look.theme.ink))
            box = QRectF(x, y, wide + 2, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, line.name)
            y += metrics.height()

    def _placed(self, area: QRectF, x: float, y: float) -> QPointF:
        return QPointF(
            area.left() + _share(self._x_range, x) * area.width(),
            area.bottom() - _share(self._y_range, y) * area.height(),
        )


def _between(span: tuple[float, float], share: float) -> float:
    return span[0] + share * (span[1] - span[0])


def _share(span: tuple[float, float], value: float) -> float:
    return (value - span[0]) / ((span[1] - span[0]) or 1.0)
