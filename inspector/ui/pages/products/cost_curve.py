"""Escapes and lost good parts over a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from inspector.ui.i18n.language import translate
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.plotting import pg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.theme.look import Look
    from inspector.wire.recipes import CostPoint

_WIDTH_PX = 3


class CostCurve(pg.PlotWidget):  # type: ignore[misc]
    """Two curves told apart by their dashes as well as by colour; a line where the limit is.

    Args:
        look: The colours in force.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._points: Sequence[CostPoint] = ()
        self._limit = 0.0
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        self._legend = item.addLegend()
        self._legend.anchor((0.5, 0), (0.5, 0), offset=(0, 4))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self._draw)
        self.retranslate()

    def show_points(self, points: Sequence[CostPoint], limit: float) -> None:
        """Show what limits do, and which one is chosen."""
        self._points, self._limit = tuple(points), limit
        self._draw()

    def retranslate(self) -> None:
        """Show every text again."""
        self.setAccessibleName(translate("Products", "Escapes and good parts lost"))
        self._draw()

    def _draw(self) -> None:
        theme, item = self._look.theme, self.getPlotItem()
        item.clear()
        self.setBackground(QColor(theme.surface))
        ink = QColor(theme.ink)
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setPen(ink)
            axis.setTextPen(ink)
        item.setLabel("left", translate("Products", "Parts"), color=theme.ink)
        item.setLabel("bottom", translate("Products", "Limit"), color=theme.ink)
        self._legend.setLabelTextColor(ink)
        limits = [each.limit for each in self._points]
        curves = (
            (
                translate("Products", "Escapes"),
                [each.escapes for each in self._points],
                Tone.NOT_OK,
                Qt.PenStyle.SolidLine,
            ),
            (
                translate("Products", "Good rejected or not decided"),
                [each.false_rejects + each.not_decidable for each in self._points],
                Tone.ACCENT,
                Qt.PenStyle.DashLine,
            ),
        )
        for name, values, tone, style in curves:
            pen = pg.mkPen(QColor(theme.tones[tone].ink), width=_WIDTH_PX, style=style)
            item.plot(limits, values, pen=pen, name=name)
        if self._points:
            pen = pg.mkPen(ink, width=2, style=Qt.PenStyle.DotLine)
            item.addItem(pg.InfiniteLine(self._limit, angle=90, pen=pen))
