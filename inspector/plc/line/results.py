"""Takes verdicts out of block V: each once, in order, only such as are new."""

from __future__ import annotations

from inspector.plc.block import RegisterBlock, sequence_distance
from inspector.plc.line.slots import Slots
from inspector.plc.registers import RING_OFFSET, RING_SLOT_WORDS, RING_SLOTS

_REASON_BITS = 12
_AHEAD_MAX = 0x7FFF


def take_results(vision: RegisterBlock, plc: RegisterBlock, slots: Slots) -> None:
    """Give every new verdict to its part, and acknowledge it."""
    acknowledged = plc["result_ack_seq"]
    found = []
    for index in range(RING_SLOTS):
        first = RING_OFFSET + index * RING_SLOT_WORDS
        sequence, verdict, trigger_seq = vision.words[first : first + RING_SLOT_WORDS]
        ahead = sequence_distance(acknowledged, sequence)
        if sequence and 0 < ahead <= _AHEAD_MAX:
            found.append((ahead, sequence, verdict >> _REASON_BITS, trigger_seq))
    for _, sequence, evaluation, trigger_seq in sorted(found):
        slot = slots.find(trigger_seq)
        if slot is not None:
            slot.hear(evaluation)
        plc["result_ack_seq"] = sequence
