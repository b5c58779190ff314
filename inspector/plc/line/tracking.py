"""What the line program needs of a way to follow parts, and how it can fail."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from inspector.plc.line.signals import LineInputs
from inspector.plc.line.slots import Slots


class Loss(StrEnum):
    """Why it is no longer known which part is where."""

    BELT_REVERSED = "belt_reversed"
    """The encoder ran backwards."""
    SCAN_GAP = "scan_gap"
    """The belt moved further than the ejector's window between two scans."""
    ENCODER_STANDS = "encoder_stands"
    """Parts move and the encoder does not count."""
    PART_MISSING = "part_missing"
    """A part that came to the camera did not come to the second eye in time."""
    PART_UNEXPECTED = "part_unexpected"
    """Something came to the second eye that was not expected there."""
    TOO_MANY_PARTS = "too_many_parts"
    """More parts came than the belt can hold."""
    INPUTS_MISSED = "inputs_missed"
    """The sensors could not be read for a while."""


class Tracking(Protocol):
    """Says how far the belt has come, and when a part is at the decision point."""

    @property
    def place(self) -> int:
        """How far the belt has come, in the units of the layout."""

    @property
    def stands(self) -> bool:
        """Whether the place is not to be believed, because it stands and the belt should run."""

    def advance(self, now_ms: float, inputs: LineInputs) -> Loss | None:
        """Take over how far the belt has moved since the scan before."""

    def place_of(self, latched: int) -> int:
        """Place of the belt at an edge of this scan that latched this encoder count."""

    def arrive(self, slots: Slots, inputs: LineInputs) -> Loss | None:
        """Decide the parts that are at the decision point now, or past it."""
