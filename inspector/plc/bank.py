"""What a Modbus client may read and write; in role A block V read-only, block P writable."""

from collections.abc import Callable
from typing import Protocol

from inspector.plc.block import RegisterBlock
from inspector.plc.registers import (
    PLC_BASE,
    PLC_BLOCK,
    PLC_WORDS,
    VISION_BASE,
    VISION_BLOCK,
    VISION_MIRROR_BASE,
    VISION_WORDS,
)

_STATUS_OFFSET = 2
_STATUS_BITS = 16


class IllegalAddressError(Exception):
    """The request leaves the map, or writes where only reading is allowed."""


class IllegalFunctionError(Exception):
    """There is no such table here."""


class Bank(Protocol):
    """The four tables of a Modbus server; values of one call are read or written as one.

    Every method raises :class:`IllegalAddressError` or :class:`IllegalFunctionError`, and then has
    done nothing.
    """

    def read_coils(self, address: int, count: int) -> list[bool]:
        """Outputs of one bit."""

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        """Inputs of one bit."""

    def read_input_registers(self, address: int, count: int) -> list[int]:
        """Inputs of one word, 0 to 65535."""

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        """Words that may be writable, 0 to 65535."""

    def write_coils(self, address: int, values: list[bool]) -> None:
        """Set outputs of one bit."""

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        """Set words."""


class RegisterBank:
    """Both blocks of role A behind the four Modbus tables.

    ``on_write`` is called after each write to block P, in the thread and at the moment of the
    write, so that no trigger can be overwritten unseen.
    """

    def __init__(self, on_write: Callable[[], None]) -> None:
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self.plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        self._on_write = on_write

    def read_input_registers(self, address: int, count: int) -> list[int]:
        """Words of block V."""
        return _span(self.vision.words, address - VISION_BASE, count)

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        """Words of block P, or of block V at its mirror."""
        if address >= VISION_MIRROR_BASE:
            return _span(self.vision.words, address - VISION_MIRROR_BASE, count)
        return _span(self.plc.words, address - PLC_BASE, count)

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        """The status bits."""
        if address + count > _STATUS_BITS:
            raise IllegalAddressError
        status = self.vision.words[_STATUS_OFFSET]
        return [bool(status >> bit & 1) for bit in range(address, address + count)]

    def read_coils(self, address: int, count: int) -> list[bool]:
        """There are none."""
        raise IllegalFunctionError

    def write_coils(self, address: int, values: list[bool]) -> None:
        """There are none."""
        raise IllegalFunctionError

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        """Write words of block P."""
        offset = address - PLC_BASE
        if offset < 0 or not values or offset + len(values) > PLC_WORDS:
            raise IllegalAddressError
        self.plc.words[offset : offset + len(values)] = values
        self._on_write()


def _span(words: list[int], offset: int, count: int) -> list[int]:
    if offset < 0 or count < 1 or offset + count > len(words):
        raise IllegalAddressError
    return words[offset : offset + count]
