"""Tracking by a second photo-eye just before the ejector, for a belt without encoder.

The first eye puts parts into a queue, the second takes them out in the same order. Counting alone
would go on with the wrong part after one edge too many or too few; so a part must also come to the
second eye at its time, or tracking is lost.
"""

from __future__ import annotations

from inspector.plc.line.by_time import ByTime
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.signals import LineInputs
from inspector.plc.line.slots import Slot, Slots
from inspector.plc.line.tracking import Loss


class PhotoEyeQueue(ByTime):
    """By time, which the second eye corrects."""

    def __init__(self, layout: LineLayout) -> None:
        super().__init__(layout)
        self._tolerance = layout.tolerance or layout.window

    def arrive(self, slots: Slots, inputs: LineInputs) -> Loss | None:
        """The second eye takes the next part out of the queue; tracking is lost when none fits."""
        queue = [slot for slot in slots if not slot.decided]
        loss: Loss | None = None
        for slot in queue:
            if self._age(slot) > self._layout.decision + self._tolerance:
                slot.doom()
                slot.decide()
                loss = Loss.PART_MISSING
        waiting = [slot for slot in queue if not slot.decided]
        for _ in inputs.reject_eye:
            if waiting and self._age(waiting[0]) >= self._layout.decision - self._tolerance:
                slot = waiting.pop(0)
                slot.ejector_place = self.place + self._layout.ejector - self._layout.decision
                slot.decide()
            else:
                loss = Loss.PART_UNEXPECTED
        return loss

    def _age(self, slot: Slot) -> int:
        return self.place - slot.place
