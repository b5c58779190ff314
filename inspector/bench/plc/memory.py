"""A Modbus server's memory without a meaning: what is written can be read."""

from __future__ import annotations

_ADDRESSES = 65_536 + 2_000  # a request may begin at the last address and is then no error here


class Memory:
    """All four tables over the whole range of addresses."""

    def __init__(self) -> None:
        self._bits = [False] * _ADDRESSES
        self._words = [0] * _ADDRESSES

    def read_coils(self, address: int, count: int) -> list[bool]:
        """Function 1."""
        return self._bits[address : address + count]

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        """Function 2: the coils again."""
        return self.read_coils(address, count)

    def read_input_registers(self, address: int, count: int) -> list[int]:
        """Function 4: the holding registers again."""
        return self.read_holding_registers(address, count)

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        """Function 3."""
        return self._words[address : address + count]

    def write_coils(self, address: int, values: list[bool]) -> None:
        """Functions 5 and 15."""
        self._bits[address : address + len(values)] = values

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        """Functions 6, 16, 22 and 23."""
        self._words[address : address + len(values)] = values
