"""Tells the station of each part, one after the other."""

from __future__ import annotations

from collections import deque

from inspector.plc.block import RegisterBlock, next_sequence
from inspector.plc.line.slots import Slot


class Triggers:
    """Numbers the parts and shows each in block P until the station has seen it."""

    def __init__(self, block: RegisterBlock) -> None:
        self._block = block
        self._waiting: deque[Slot] = deque()
        self._trigger_seq = 0
        self._part_id = 0

    @property
    def waiting(self) -> int:
        """Parts that could not be shown yet."""
        return len(self._waiting)

    def open(self, encoder: int, place: int, ejector_place: int) -> Slot:
        """A new part, at the photo-eye now."""
        self._trigger_seq = next_sequence(self._trigger_seq)
        self._part_id += 1
        slot = Slot(self._trigger_seq, self._part_id, encoder, place, ejector_place)
        self._block["plc_triggered"] += 1
        self._waiting.append(slot)
        return slot

    def show_next(self, seen: int) -> None:
        """Show the next part when the station has seen the one before."""
        if self._waiting and seen == self._block["trigger_seq"]:
            self._show(self._waiting.popleft())

    def skip(self) -> None:
        """Parts that could not be told are skipped; the newest stands for them all."""
        if self._waiting:
            self._show(self._waiting[-1])
            self._waiting.clear()

    def _show(self, slot: Slot) -> None:
        self._block["trigger_seq"] = slot.trigger_seq
        self._block["part_id"] = slot.part_id
        self._block["encoder_at_trigger"] = slot.encoder
