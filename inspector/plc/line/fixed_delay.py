"""Tracking by a fixed delay, for a belt of constant speed without encoder.

The delay is frozen while the belt stands. What a belt does that slips or changes its speed is not
seen: keep the window small and the parts apart, or use another method.
"""

from __future__ import annotations

from inspector.plc.line.by_time import ByTime
from inspector.plc.line.signals import LineInputs
from inspector.plc.line.slots import Slots


class FixedDelay(ByTime):
    """A part is at its places after so much time of running belt."""

    def arrive(self, slots: Slots, inputs: LineInputs) -> None:
        """A part is decided after its delay."""
        del inputs
        for slot in slots:
            if slot.place + self._layout.decision <= self.place:
                slot.decide()
