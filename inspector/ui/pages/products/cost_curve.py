"""Escapes and lost good parts over a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from inspector.ui.i18n.language import translate
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.limit_curve import Curve, LimitCurve, LimitDrawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.theme.look import Look
    from inspector.wire.threshold_costs import CostPoint


class CostCurve(LimitCurve):
    """What each limit costs on the pictures that the model was validated with.

    Args:
        look: The colours in force.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._points: Sequence[CostPoint] = ()
        self._limit = 0.0
        self.retranslate()

    def show_points(self, points: Sequence[CostPoint], limit: float) -> None:
        """Show what limits do, and which one is chosen."""
        self._points, self._limit = tuple(points), limit
        self.draw()

    def retranslate(self) -> None:
        """Show every text again."""
        self.setAccessibleName(translate("Products", "Escapes and good parts lost"))
        self.draw()

    def compose(self) -> LimitDrawing:
        """The two that are weighed against each other."""
        points, line = self._points, Qt.PenStyle
        curves = (
            Curve(
                translate("Products", "Escapes"),
                [each.escapes for each in points],
                Tone.NOT_OK,
                line.SolidLine,
            ),
            Curve(
                translate("Products", "Good rejected or not decided"),
                [each.false_rejects + each.not_decidable for each in points],
                Tone.ACCENT,
                line.DashLine,
            ),
        )
        return LimitDrawing(
            [each.limit for each in points],
            curves,
            self._limit,
            translate("Products", "Parts"),
            translate("Products", "Limit"),
        )
