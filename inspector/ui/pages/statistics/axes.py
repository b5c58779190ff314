"""The axis below a chart: a label for each of its places, as far as there is room."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from inspector.ui.widgets.chart.plotting import pg
from inspector.ui.widgets.chart.value_axis import ROOM_PX

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
        return rect.adjusted(-ROOM_PX, 0, ROOM_PX, 0)

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
