"""Curves over two axes, drawn with the colours of the theme."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.i18n.formats import decimal
from inspector.ui.pages.models.plot_legend import draw_legend, legend_rows
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
    """A title, what each curve is called, two axes, and the curves."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
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
        painter.setFont(self._small_font())
        area = self.area()
        self._draw_axes(painter, area)
        painter.setClipRect(area.adjusted(-_DOT_PX, -_DOT_PX, _DOT_PX, _DOT_PX))
        for line in self._lines:
            self._draw_line(painter, area, line)
        painter.setClipping(False)
        draw_legend(painter, self._look.theme, self._legend_rows(), self.legend_area())

    def area(self) -> QRectF:
        """Where the curves are drawn, in pixels of the widget."""
        metrics = QFontMetrics(self._small_font())
        line = metrics.height()
        left = metrics.horizontalAdvance("0.00") + 2 * _GAP_PX
        top = self.legend_area().bottom() + _GAP_PX
        return QRectF(
            left, top, self.width() - left - 2 * _GAP_PX, self.height() - top - 2 * line - _GAP_PX
        )

    def legend_area(self) -> QRectF:
        """Where it stands what each curve is called, below both titles."""
        line = QFontMetrics(self._small_font()).height()
        return QRectF(0, 2 * line, self.width() - _GAP_PX, len(self._legend_rows()) * line)

    def _legend_rows(self) -> list[list[Line]]:
        metrics = QFontMetrics(self._small_font())
        return legend_rows(self._lines, metrics, self.width() - _GAP_PX)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(10, round(font.pixelSize() * _SMALL)))
        return font

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
                QRectF(0, y - line / 2, area.left() - _GAP_PX, line),
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

    def _placed(self, area: QRectF, x: float, y: float) -> QPointF:
        return QPointF(
            area.left() + _share(self._x_range, x) * area.width(),
            area.bottom() - _share(self._y_range, y) * area.height(),
        )


def _between(span: tuple[float, float], share: float) -> float:
    return span[0] + share * (span[1] - span[0])


def _share(span: tuple[float, float], value: float) -> float:
    return (value - span[0]) / ((span[1] - span[0]) or 1.0)
