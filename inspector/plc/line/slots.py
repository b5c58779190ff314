"""The parts on the belt between photo-eye and exit."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.domain.evaluation import Evaluation


@dataclass(slots=True)
class Slot:
    """One tracked part: a reject until its own OK clears it.

    Attributes:
        trigger_seq: Its number in the handshake.
        part_id: Its name.
        encoder: Encoder count latched at the photo-eye.
        place: Place of the belt at that moment.
        ejector_place: Place of the belt at which the part is at the ejector.
        cleared: Whether its own OK has been heard and nothing has taken it back.
        closed: Whether no verdict can clear it any more, only take the clearance back.
        decided: Whether it has passed the decision point.
    """

    trigger_seq: int
    part_id: int
    encoder: int
    place: int
    ejector_place: int
    cleared: bool = False
    closed: bool = False
    decided: bool = False

    @property
    def passes(self) -> bool:
        """Whether the ejector may let it pass."""
        return self.decided and self.cleared

    def hear(self, evaluation: int) -> None:
        """A verdict: the first may clear the part, any other can only make it worse."""
        is_ok = evaluation == Evaluation.OK
        self.cleared = is_ok and (self.cleared or not self.closed)
        self.closed = True

    def doom(self) -> None:
        """Nothing can clear this part any more."""
        self.cleared = False
        self.closed = True

    def decide(self) -> None:
        """The part is at the decision point."""
        self.decided = True
        self.closed = True


class Slots:
    """Tracked parts in the order in which they came."""

    def __init__(self) -> None:
        self._slots: deque[Slot] = deque()
        self._rejected_place: int | None = None

    def __iter__(self) -> Iterator[Slot]:
        return iter(tuple(self._slots))

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, slot: Slot) -> None:
        """Track a new part."""
        self._slots.append(slot)

    def remove(self, slot: Slot) -> None:
        """The part has an outcome; if it was a reject, it may still be at the ejector."""
        self._slots.remove(slot)
        if not slot.passes:
            self._rejected_place = slot.ejector_place

    def at_ejector(self, place: int, window: int) -> list[bool]:
        """Whether each part that may be at the ejector may pass.

        A sensor that tells of a reject too early, or twice, does not end its rejection.
        """
        there = [slot.passes for slot in self if abs(slot.ejector_place - place) <= window]
        gone = self._rejected_place
        return [*there, False] if gone is not None and abs(gone - place) <= window else there

    def find(self, trigger_seq: int) -> Slot | None:
        """The part of this number while it is tracked."""
        return next((slot for slot in self._slots if slot.trigger_seq == trigger_seq), None)

    def before_ejector(self, place: int) -> Iterator[Slot]:
        """The parts that have not yet gone past the ejector."""
        return (slot for slot in self if slot.ejector_place >= place)
