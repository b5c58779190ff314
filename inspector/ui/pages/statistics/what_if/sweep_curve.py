"""What one limit does from one end to the other, and where it costs least."""

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
    from inspector.wire.what_if import SweepPoint

_WIDTH_PX = 3
_Curve = tuple[str, "list[int]", Tone, Qt.PenStyle]


class SweepCurve(pg.PlotWidget):  # type: ignore[misc]
    """Mistakes where people said what is right, else rejects; told apart by dashes and colour.

    Args:
        look: The colours in force.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._points: Sequence[SweepPoint] = ()
        self._name, self._limit, self._known = "", 0.0, False
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        self._legend = item.addLegend()
        self._legend.anchor((0.5, 0), (0.5, 0), offset=(0, 4))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self._draw)
        self.retranslate()

    def show_points(
        self, points: Sequence[SweepPoint], name: str, limit: float, *, known: bool
    ) -> None:
        """Show a sweep.

        Args:
            points: What each value does.
            name: Of the limit.
            limit: Where it stands.
            known: Whether somebody said what parts really are.
        """
        self._points, self._name, self._limit, self._known = tuple(points), name, limit, known
        self._draw()

    def retranslate(self) -> None:
        """Show every text again."""
        self.setAccessibleName(translate("WhatIf", "What the limit does"))
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
        item.setLabel("left", translate("WhatIf", "Parts"), color=theme.ink)
        item.setLabel("bottom", self._name or translate("WhatIf", "Accept from"), color=theme.ink)
        self._legend.setLabelTextColor(ink)
        limits = [each.limit for each in self._points]
        for name, values, tone, style in self._curves():
            pen = pg.mkPen(QColor(theme.tones[tone].ink), width=_WIDTH_PX, style=style)
            item.plot(limits, values, pen=pen, name=name)
        if self._points:
            pen = pg.mkPen(ink, width=2, style=Qt.PenStyle.DotLine)
            item.addItem(pg.InfiniteLine(self._limit, angle=90, pen=pen))

    def _curves(self) -> list[_Curve]:
        points, line = self._points, Qt.PenStyle
        if self._known:
            lost = [each.false_rejects + each.known_undecided for each in points]
            escapes = [each.escapes for each in points]
            return [
                (translate("WhatIf", "Escapes"), escapes, Tone.NOT_OK, line.SolidLine),
                (
                    translate("WhatIf", "Good rejected or not decided"),
                    lost,
                    Tone.ACCENT,
                    line.DashLine,
                ),
            ]
        rejected = [each.not_ok + each.undecided for each in points]
        return [(translate("WhatIf", "Parts not passed"), rejected, Tone.ACCENT, line.SolidLine)]
