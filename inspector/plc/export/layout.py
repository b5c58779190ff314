"""The map as the exports need it: both blocks with the ring, register by register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from inspector.plc.registers import RING_OFFSET, RING_SLOT_WORDS, RING_SLOTS, VISION_BLOCK, Register

RING_WORDS: Final = {
    "sequence": "result_seq of a result, 0 for an empty slot",
    "verdict": "evaluation in the upper 4 bits, reason in the lower 12",
    "trigger_seq": "trigger_seq that this result answers",
}


def ring_registers() -> Iterator[Register]:
    """The words of the ring of the last results, each as a register."""
    for slot in range(RING_SLOTS):
        first = RING_OFFSET + slot * RING_SLOT_WORDS
        for index, (word, meaning) in enumerate(RING_WORDS.items()):
            yield Register(f"ring_{slot}_{word}", first + index, 1, meaning)


def vision_registers() -> tuple[Register, ...]:
    """Block V with its ring."""
    return (*VISION_BLOCK, *ring_registers())


def plain(meaning: str) -> str:
    """A meaning without the marks of Markdown."""
    return meaning.replace("`", "")
