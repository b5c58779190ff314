"""Words of a register block as values with names, units and bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntFlag

from inspector.plc.registers import (
    ALARM_MEANING,
    CONTROL_MEANING,
    REQUEST_MEANING,
    STATUS_MEANING,
    Register,
)
from inspector.plc.values import describe
from inspector.wire.plc import BitState, RegisterValue

_BIT_MEANINGS: Mapping[str, Mapping[int, str]] = {
    "status": dict(STATUS_MEANING.items()),
    "control": dict(CONTROL_MEANING.items()),
    "request": dict(REQUEST_MEANING.items()),
    "alarm_bits": dict(ALARM_MEANING.items()),
}


def register_values(registers: Iterable[Register], words: Sequence[int]) -> list[RegisterValue]:
    """The values of one block; a register beyond ``words`` is left out."""
    return [
        _value(each, words[each.offset : each.offset + each.words])
        for each in registers
        if each.offset + each.words <= len(words)
    ]


def _value(register: Register, words: Sequence[int]) -> RegisterValue:
    value = 0
    for word in words:
        value = value << 16 | word
    return RegisterValue(
        name=register.name,
        offset=register.offset,
        words=register.words,
        value=value,
        text=describe(register, value),
        unit=register.unit,
        meaning=register.meaning.removesuffix(", see below"),
        bits=[_bit(register.name, flag, value) for flag in register.bits or ()],
    )


def _bit(register: str, flag: IntFlag, value: int) -> BitState:
    return BitState(
        number=flag.value.bit_length() - 1,
        name=flag.name or "",
        on=bool(value & flag),
        meaning=_BIT_MEANINGS[register][flag].replace("`", ""),
    )
