"""What one limit does from one end to the other, and where it costs least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from inspector.ui.i18n.language import translate
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.limit_curve import Curve, LimitCurve, LimitDrawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.theme.look import Look
    from inspector.wire.what_if import SweepPoint


class SweepCurve(LimitCurve):
    """Mistakes where people said what is right, else rejects.

    Args:
        look: The colours in force.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._points: Sequence[SweepPoint] = ()
        self._name, self._limit, self._known = "", 0.0, False
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
        self.draw()

    def retranslate(self) -> None:
        """Show every text again."""
        self.setAccessibleName(translate("WhatIf", "What the limit does"))
        self.draw()

    def compose(self) -> LimitDrawing:
        """The mistakes, or what does not pass."""
        return LimitDrawing(
            [each.limit for each in self._points],
            self._curves(),
            self._limit,
            translate("WhatIf", "Parts"),
            self._name or translate("WhatIf", "Accept from"),
        )

    def _curves(self) -> list[Curve]:
        points, line = self._points, Qt.PenStyle
        if self._known:
            lost = [each.false_rejects + each.known_undecided for each in points]
            escapes = [each.escapes for each in points]
            return [
                Curve(translate("WhatIf", "Escapes"), escapes, Tone.NOT_OK, line.SolidLine),
                Curve(
                    translate("WhatIf", "Good rejected or not decided"),
                    lost,
                    Tone.ACCENT,
                    line.DashLine,
                ),
            ]
        rejected = [each.not_ok + each.undecided for each in points]
        return [
            Curve(translate("WhatIf", "Parts not passed"), rejected, Tone.ACCENT, line.SolidLine)
        ]
