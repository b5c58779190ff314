"""What the number in a register says: names of its value or of its bits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from inspector.plc.registers import Register

_ZERO_IS_NONE: Final = frozenset({"fault_code"})


def named_values(register: Register) -> Mapping[int, str]:
    """The values of a register that have a name; empty for a plain number."""
    names = {each.value: each.name for each in register.numbers or ()}
    if register.name in _ZERO_IS_NONE:
        names[0] = "NONE"
    return names


def bit_names(register: Register, value: int) -> list[str]:
    """The names of the bits that are set; a bit without a name as ``bit 9``."""
    if register.bits is None:
        return []
    names = {each.value: each.name or "" for each in register.bits}
    set_bits = (1 << number for number in range(16) if value >> number & 1)
    return [names.get(bit, f"bit {bit.bit_length() - 1}") for bit in set_bits]


def describe(register: Register, value: int) -> str:
    """The value as a person reads it.

    >>> from inspector.plc.registers import VISION_BLOCK
    >>> [describe(register, 256) for register in VISION_BLOCK[:3]]
    ['1.0', '256', '0x0100 LAST_PASS']
    """
    if register.name == "map_version":
        return f"{value >> 8}.{value & 0xFF}"
    if register.bits is not None:
        return " ".join((f"0x{value:04X}", *bit_names(register, value)))
    names = named_values(register)
    if names and value in names:
        return f"{value} {names[value]}"
    if names and value != 0:
        return f"{value} ?"
    return f"{value} {register.unit}".rstrip()
