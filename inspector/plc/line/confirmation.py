"""What became of each part: seen in the chute, seen at the exit, or not seen in time."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from inspector.plc.block import RegisterBlock, next_sequence
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.signals import LineInputs
from inspector.plc.line.slots import Slot, Slots
from inspector.plc.line.tracking import Tracking
from inspector.plc.registers import ConfirmCode

_WAITING_MAX = 4096


@dataclass(frozen=True, slots=True)
class _Confirmation:
    """One outcome; without a part its numbers are 0."""

    code: ConfirmCode
    trigger_seq: int = 0
    part_id: int = 0


class Confirmations:
    """Finds the outcome of each part and tells the station one after the other.

    Args:
        layout: Where the sensors are, and which there are.
        slots: The tracked parts; a part with an outcome is taken out.
        block: Block P.
    """

    def __init__(self, layout: LineLayout, slots: Slots, block: RegisterBlock) -> None:
        self._layout = layout
        self._slots = slots
        self._block = block
        self._waiting: deque[_Confirmation] = deque(maxlen=_WAITING_MAX)
        self._bin_full = False
        self._air_low = False

    @property
    def waiting(self) -> int:
        """Outcomes that could not be shown yet."""
        return len(self._waiting)

    def observe(self, tracking: Tracking, inputs: LineInputs) -> None:
        """Give outcomes to the parts that the sensors saw, and to those they should have seen."""
        for latched in inputs.bin_chute:
            self._fell(tracking.place_of(latched))
        for latched in inputs.exit_eye:
            self._passed(tracking.place_of(latched))
        for slot in self._slots:
            if tracking.place > self._exit_place(slot) + self._layout.window:
                self.close(slot, self._unseen(slot, inputs))
        self._watch_ejector(inputs)

    def close(self, slot: Slot, code: ConfirmCode) -> None:
        """The one outcome of a part."""
        self._slots.remove(slot)
        self._waiting.append(_Confirmation(code, slot.trigger_seq, slot.part_id))
        if code is ConfirmCode.PASSED:
            self._block["plc_passed"] += 1
        elif code is ConfirmCode.REJECT_CONFIRMED:
            self._block["plc_rejected"] += 1

    def show_next(self, taken_over: int) -> None:
        """Show the next outcome when the station has taken over the one before."""
        if not self._waiting or taken_over != self._block["confirm_seq"]:
            return
        confirmation = self._waiting.popleft()
        self._block["confirm_part"] = confirmation.part_id
        self._block["confirm_trigger_seq"] = confirmation.trigger_seq
        self._block["confirm_code"] = confirmation.code
        self._block["confirm_seq"] = next_sequence(self._block["confirm_seq"])

    def _exit_place(self, slot: Slot) -> int:
        return slot.ejector_place + self._layout.exit - self._layout.ejector

    def _fell(self, place: int) -> None:
        """The oldest part to be rejected that has reached the ejector; else the oldest there."""
        window = self._layout.window
        there = [
            slot
            for slot in self._slots
            if slot.ejector_place - window <= place <= self._exit_place(slot) + window
        ]
        self._close_or_wonder([s for s in there if not s.passes] or there, "chute")

    def _passed(self, place: int) -> None:
        """The oldest part to pass that is at the exit; else the oldest there."""
        window = self._layout.window
        there = [s for s in self._slots if abs(place - self._exit_place(s)) <= window]
        self._close_or_wonder([s for s in there if s.passes] or there, "exit")

    def _close_or_wonder(self, candidates: list[Slot], seen_at: str) -> None:
        if not candidates:
            self._waiting.append(_Confirmation(ConfirmCode.UNEXPECTED_OBJECT))
        elif seen_at == "chute":
            self.close(candidates[0], ConfirmCode.REJECT_CONFIRMED)
        else:
            self.close(candidates[0], ConfirmCode.PASSED)

    def _unseen(self, slot: Slot, inputs: LineInputs) -> ConfirmCode:
        """The outcome of a part that no sensor saw; where one sensor is missing the other tells."""
        chute, exit_eye = self._layout.has_chute, self._layout.has_exit_eye
        if slot.passes and chute and not exit_eye:
            return ConfirmCode.PASSED
        if not slot.passes and exit_eye and not chute:
            return ConfirmCode.REJECT_CONFIRMED
        if not slot.passes and inputs.bin_full:
            return ConfirmCode.BIN_FULL
        if not slot.passes and inputs.air_low:
            return ConfirmCode.AIR_LOW
        return ConfirmCode.REJECT_NOT_CONFIRMED

    def _watch_ejector(self, inputs: LineInputs) -> None:
        """A full bin and low air are told at once, before they cost a part."""
        if inputs.bin_full and not self._bin_full:
            self._waiting.append(_Confirmation(ConfirmCode.BIN_FULL))
        if inputs.air_low and not self._air_low:
            self._waiting.append(_Confirmation(ConfirmCode.AIR_LOW))
        self._bin_full, self._air_low = inputs.bin_full, inputs.air_low
