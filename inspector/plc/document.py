"""The reference page of the register map, written from the table in :mod:`inspector.plc.registers`.

To write the page: ``python -m inspector.plc.document > docs/reference/register-map.md``.
"""

import sys
from collections.abc import Iterator, Mapping
from enum import IntFlag
from importlib.resources import files
from string import Template
from typing import TypeVar

from inspector.domain.evaluation import Evaluation
from inspector.plc.export.layout import RING_WORDS
from inspector.plc.reasons import REASON_MEANING
from inspector.plc.registers import (
    ALARM_MEANING,
    CONTROL_MEANING,
    DISCRETE_INPUT,
    HOLDING_REGISTER,
    INPUT_REGISTER,
    MAP_VERSION,
    PLC_BASE,
    PLC_BLOCK,
    PLC_WORDS,
    REQUEST_MEANING,
    RING_OFFSET,
    RING_SLOT_WORDS,
    RING_SLOTS,
    STATUS_MEANING,
    VISION_BASE,
    VISION_BLOCK,
    VISION_MIRROR_BASE,
    VISION_WORDS,
    Register,
)

_Bit = TypeVar("_Bit", bound=IntFlag)


def as_markdown() -> str:
    """The page docs/reference/register-map.md."""
    template = Template((files("inspector.plc") / "register_map.md").read_text(encoding="utf-8"))
    return template.substitute(
        version=f"{MAP_VERSION >> 8}.{MAP_VERSION & 0xFF} (`0x{MAP_VERSION:04X}`)",
        vision_block=_table(_vision_rows()),
        vision_last=VISION_WORDS - 1,
        mirror=VISION_MIRROR_BASE,
        mirror_last=VISION_MIRROR_BASE + VISION_WORDS - 1,
        plc_block=_table(_plc_rows()),
        plc_first=PLC_BASE,
        plc_last=PLC_BASE + PLC_WORDS - 1,
        plc_words=PLC_WORDS,
        status_bits=_table(_status_rows()),
        control_bits=_table(_bit_rows(CONTROL_MEANING)),
        alarm_bits=_table(_bit_rows(ALARM_MEANING)),
        request_bits=_table(_bit_rows(REQUEST_MEANING)),
        evaluations=_table(_evaluation_rows()),
        reasons=_table(_reason_rows()),
        ring=_table(_ring_rows()),
        ring_slots=RING_SLOTS,
    )


def _table(rows: Iterator[tuple[str, ...]]) -> str:
    header, *body = rows
    lines = [header, ("---",) * len(header), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _vision_rows() -> Iterator[tuple[str, ...]]:
    yield ("PDU address", "3xxxx", "mirror", "mirror 4xxxx", "words", "name", "meaning")
    for register in VISION_BLOCK:
        address = VISION_BASE + register.offset
        mirror = VISION_MIRROR_BASE + register.offset
        yield (
            _span(address, register),
            _span(INPUT_REGISTER + address, register),
            _span(mirror, register),
            _span(HOLDING_REGISTER + mirror, register),
            str(register.words),
            f"`{register.name}`",
            register.meaning,
        )


def _plc_rows() -> Iterator[tuple[str, ...]]:
    yield ("PDU address", "4xxxx", "words", "name", "meaning")
    for register in PLC_BLOCK:
        address = PLC_BASE + register.offset
        yield (
            _span(address, register),
            _span(HOLDING_REGISTER + address, register),
            str(register.words),
            f"`{register.name}`",
            register.meaning,
        )


def _span(first: int, register: Register) -> str:
    return str(first) if register.words == 1 else f"{first}-{first + register.words - 1}"


def _status_rows() -> Iterator[tuple[str, ...]]:
    yield ("bit", "discrete input", "1xxxx", "name", "set while")
    for bit, meaning in STATUS_MEANING.items():
        number = bit.bit_length() - 1
        yield (str(number), str(number), str(DISCRETE_INPUT + number), f"`{bit.name}`", meaning)


def _bit_rows(meanings: Mapping[_Bit, str]) -> Iterator[tuple[str, ...]]:
    yield ("bit", "name", "meaning")
    for bit, meaning in meanings.items():
        yield (str(bit.bit_length() - 1), f"`{bit.name}`", meaning)


def _evaluation_rows() -> Iterator[tuple[str, ...]]:
    yield ("number", "evaluation")
    for evaluation in Evaluation:
        yield (str(evaluation.value), f"`{evaluation.name}`")


def _reason_rows() -> Iterator[tuple[str, ...]]:
    yield ("number", "reason", "meaning")
    for reason, meaning in REASON_MEANING.items():
        yield (str(reason.value), f"`{reason.name}`", meaning)


def _ring_rows() -> Iterator[tuple[str, ...]]:
    yield ("slot", *(f"`{word}`" for word in RING_WORDS), "mirrored at")
    for slot in range(RING_SLOTS):
        first = VISION_BASE + RING_OFFSET + slot * RING_SLOT_WORDS
        words = (str(first + index) for index in range(RING_SLOT_WORDS))
        mirror = VISION_MIRROR_BASE + first
        yield (str(slot), *words, f"{mirror}-{mirror + RING_SLOT_WORDS - 1}")


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
