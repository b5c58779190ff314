"""What a limit does from one end of its range to the other."""

from __future__ import annotations

from html import escape
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo

from inspector.ui.widgets.chart.plotting import line_pen, pg
from inspector.ui.widgets.chart.value_axis import ValueAxis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.theme.look import Look
    from inspector.ui.theme.tokens import Theme, Tone

_WIDTH_PX = 3
_SIDES = ("left", "bottom")
_GAP_PX = 4
_HEADROOM = 1.05
_SIGNS = {Qt.PenStyle.SolidLine: "━━", Qt.PenStyle.DashLine: "╍╍"}


class Curve(NamedTuple):
    """Parts at each value of the limit, and how they are drawn."""

    name: str
    parts: Sequence[int]
    tone: Tone
    style: Qt.PenStyle


class LimitDrawing(NamedTuple):
    """What is drawn.

    Attributes:
        limits: The values; each curve has as many parts.
        chosen: Where the limit stands.
        parts: The words beside the upright axis.
        limit: The words under the other.
    """

    limits: Sequence[float]
    curves: Sequence[Curve]
    chosen: float
    parts: str
    limit: str


class LimitCurve(pg.PlotWidget):  # type: ignore[misc]
    """Curves told apart by their dashes as well as by colour; a line where the limit is.

    Args:
        look: The colours in force.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(axisItems={side: ValueAxis(side) for side in _SIDES})
        self._look = look
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self.draw)

    def compose(self) -> LimitDrawing:
        """What is to be seen now, in the language in force."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw anew, in the colours in force."""
        theme, item, drawing = self._look.theme, self.getPlotItem(), self.compose()
        item.clear()
        self.setBackground(QColor(theme.surface))
        ink = QColor(theme.ink)
        for side in _SIDES:
            axis = item.getAxis(side)
            axis.setPen(QColor(theme.edge))
            axis.setTextPen(ink)
            axis.setStyle(tickFont=self.font())
        size = f"{QFontInfo(self.font()).pixelSize()}px"
        item.setLabel("left", drawing.parts, color=theme.ink, **{"font-size": size})
        item.setLabel("bottom", drawing.limit, color=theme.ink, **{"font-size": size})
        self._name_curves(drawing.curves, theme, size)
        for curve in drawing.curves:
            pen = line_pen(self, QColor(theme.tones[curve.tone].ink), _WIDTH_PX, curve.style)
            item.plot(drawing.limits, curve.parts, pen=pen)
        most = max((parts for curve in drawing.curves for parts in curve.parts), default=0)
        item.setYRange(0, max(most, 1) * _HEADROOM, padding=0)
        if drawing.limits:
            pen = line_pen(self, ink, 2, Qt.PenStyle.DotLine)
            item.addItem(pg.InfiniteLine(drawing.chosen, angle=90, pen=pen))

    def _name_curves(self, curves: Sequence[Curve], theme: Theme, size: str) -> None:
        """One line each above the plot, where no curve runs; each with a piece of its curve."""
        item = self.getPlotItem()
        lines = [
            f'<span style="color:{theme.tones[curve.tone].ink}">{_SIGNS[curve.style]}</span> '
            f"{escape(curve.name)}"
            for curve in curves
        ]
        item.setTitle("<br>".join(lines), color=theme.ink, size=size, justify="left")
        high = ceil(item.titleLabel.itemRect().height()) + _GAP_PX
        item.titleLabel.setMaximumHeight(high)
        item.layout.setRowFixedHeight(0, high)
