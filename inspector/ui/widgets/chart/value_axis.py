"""An axis with figures as the language in force writes them."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from inspector.ui.i18n.formats import decimal
from inspector.ui.widgets.chart.plotting import pg

ROOM_PX = 32
"""Beyond both ends of an axis, for pyqtgraph leaves out what does not fit whole."""
_PLACES_MOST = 6


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Figures, or shares in per cent.

    Args:
        side: Where it stands: ``left`` or ``bottom``.
    """

    def __init__(self, side: str = "left") -> None:
        super().__init__(side)
        self.percent = False
        self.enableAutoSIPrefix(False)

    def boundingRect(self) -> QRectF:
        """With room for the figures at both ends."""
        rect: QRectF = super().boundingRect()
        if self.orientation == "bottom":
            return rect.adjusted(-ROOM_PX, 0, ROOM_PX, 0)
        return rect.adjusted(0, -ROOM_PX, 0, ROOM_PX)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """As few decimal places as tell neighbours apart."""
        factor = 100 if self.percent else 1
        step, places = spacing * factor, 0
        while places < _PLACES_MOST and abs(round(step, places) - step) > 1e-9:
            places += 1
        unit = " %" if self.percent else ""
        return [f"{decimal(value * factor, places)}{unit}" for value in values]
