"""The axes of a chart: labels below its places, figures in the locale beside it."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from inspector.ui.i18n.formats import decimal
from inspector.ui.widgets.plotting import pg

_ROOM_PX = 32
"""Beyond both ends of an axis, for pyqtgraph leaves out what does not fit whole."""
_STEPS = (1, 2, 3, 4, 6, 8, 12, 24, 48, 72, 96, 168, 336, 672, 1344)
"""Between names: of hours and quarters of an hour they fall on the same time of day."""
_LABEL_DISTANCE = 1.3
"""Distance between labels, in widths of the longest of them."""


class PlaceAxis(pg.AxisItem):  # type: ignore[misc]
    """Names the places 0, 1, 2 … as far as there is room."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._labels: Sequence[str] = ()
        self._widest_px = 40.0

    def show_labels(self, labels: Sequence[str], widest_px: float) -> None:
        """Name the places; ``widest_px`` is the longest name's width."""
        self._labels = labels
        self._widest_px = max(widest_px, 8.0)
        self.picture = None
        self.update()

    def boundingRect(self) -> QRectF:
        """With room for the names of the first and the last place."""
        rect: QRectF = super().boundingRect()
        return rect.adjusted(-_ROOM_PX, 0, _ROOM_PX, 0)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Every n-th place, so that no name touches the next."""
        span = max(high - low, 1e-9)
        room = max(1.0, size / (self._widest_px * _LABEL_DISTANCE))
        step = next((each for each in _STEPS if each >= span / room), _STEPS[-1])
        first = max(0, int(low) - int(low) % step)
        places = range(first, min(len(self._labels), int(high) + 2), step)
        return [(float(step), [float(place) for place in places if low <= place <= high])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """The names."""
        return [self._labels[round(value)] for value in values]


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Figures, or shares in per cent."""

    def __init__(self) -> None:
        super().__init__("left")
        self.percent = False
        self.enableAutoSIPrefix(False)

    def boundingRect(self) -> QRectF:
        """With room for the figures at both ends."""
        rect: QRectF = super().boundingRect()
        return rect.adjusted(0, -_ROOM_PX, 0, _ROOM_PX)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """As few decimal places as tell neighbours apart."""
        factor = 100 if self.percent else 1
        places = 0
        while places < 6 and abs(round(spacing * factor, places) - spacing * factor) > 1e-9:
            places += 1
        unit = " %" if self.percent else ""
        return [f"{decimal(value * factor, places)}{unit}" for value in values]
