"""What the methods have in common that follow parts by the time for which the belt has run."""

from __future__ import annotations

from inspector.plc.line.layout import LineLayout
from inspector.plc.line.running_time import RunningTime
from inspector.plc.line.signals import LineInputs
from inspector.plc.line.tracking import Loss


class ByTime:
    """The place is the time for which the belt has been running."""

    def __init__(self, layout: LineLayout) -> None:
        self._layout = layout
        self._time = RunningTime()

    @property
    def stands(self) -> bool:
        """Never: time does not stand while the belt runs."""
        return False

    @property
    def place(self) -> int:
        """Milliseconds of running belt."""
        return self._time.place

    def advance(self, now_ms: float, inputs: LineInputs) -> Loss | None:
        """Tracking is lost when a scan comes too late to have driven the ejector."""
        elapsed = self._time.advance(now_ms, running=inputs.line_running)
        return Loss.SCAN_GAP if elapsed > 2 * self._layout.window else None

    def place_of(self, latched: int) -> int:
        """An edge is where the belt is in the scan that sees it."""
        del latched
        return self.place
