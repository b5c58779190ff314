"""A block of registers in memory, read and written by name."""

from collections.abc import Iterable, Sequence

from inspector.plc.registers import Register

SEQUENCE_MAX = 0xFFFF


class RegisterBlock:
    """Words of one block and typed access to them."""

    def __init__(self, registers: Iterable[Register], words: int) -> None:
        self._registers = {register.name: register for register in registers}
        self.words = [0] * words

    def load(self, words: Sequence[int]) -> None:
        """Replace all words, as read from the peer."""
        self.words[: len(words)] = words

    def __getitem__(self, name: str) -> int:
        register = self._registers[name]
        if register.words == 1:
            return self.words[register.offset]
        return self.words[register.offset] << 16 | self.words[register.offset + 1]

    def __setitem__(self, name: str, value: int) -> None:
        register = self._registers[name]
        if register.words == 1:
            self.words[register.offset] = value & 0xFFFF
        else:
            self.words[register.offset] = value >> 16 & 0xFFFF
            self.words[register.offset + 1] = value & 0xFFFF


def next_sequence(sequence: int) -> int:
    """The number after ``sequence`` in the ring 1..65535, which leaves out 0.

    >>> next_sequence(65535)
    1
    """
    return 1 if sequence >= SEQUENCE_MAX else sequence + 1


def sequence_distance(old: int, new: int) -> int:
    """How many steps of :func:`next_sequence` lead from ``old`` to ``new``, 0 to 65534.

    >>> sequence_distance(65534, 2)
    3
    """
    return (new - old) % SEQUENCE_MAX
