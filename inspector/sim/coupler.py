"""A virtual remote I/O coupler: coils, discrete inputs, counters, and a watchdog of its own."""

from __future__ import annotations

from typing import Final, TypeVar

from inspector.clock import monotonic_ns
from inspector.plc.bank import IllegalAddressError, IllegalFunctionError
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.sim.periods import Periods

WATCHDOG_MS: Final = 0x1120
"""Holding register: silence in ms after which all coils drop; 0, as after power-up, for never."""
ENCODER: Final = 0
"""First of two input registers, high word first."""
PHOTO_EYE_COUNTER: Final = 2
"""Input register: edges of the photo-eye, modulo 65536."""
INPUTS: Final = {sensor: number for number, sensor in enumerate(CouplerInput)}
"""Discrete input of each sensor."""
COILS: Final = {output: number for number, output in enumerate(CouplerOutput)}
"""Coil of each actuator."""
_CHANNELS: Final = 16
_NS_PER_MS: Final = 1_000_000
_ENCODER_BITS: Final = 32
_Value = TypeVar("_Value")


class VirtualCoupler:
    """What a Modbus client finds in the coupler; implements :class:`inspector.plc.bank.Bank`.

    The watchdog is fed by every write of coils, and by nothing else.

    Attributes:
        inputs: The sensors that are on.
        encoder: Its count.
        encoder_stuck_at: The count that is read from an encoder that has failed.
        photo_eye_count: Edges that the photo-eye has ever made.
        refuses_watchdog: Whether the watchdog's register cannot be written.
        writes: How often coils are written.
        drops: How often the watchdog has dropped the coils.
    """

    def __init__(self) -> None:
        self.inputs = CouplerInput(0)
        self.encoder = 0
        self.encoder_stuck_at: int | None = None
        self.photo_eye_count = 0
        self.refuses_watchdog = False
        self.drops = 0
        self._coils = [False] * _CHANNELS
        self._watchdog_ms = 0
        self._fed_ns = 0
        self.writes = Periods()

    @property
    def outputs(self) -> CouplerOutput:
        """The actuators that are energised now."""
        self._watch()
        on = CouplerOutput(0)
        for output, number in COILS.items():
            if self._coils[number]:
                on |= output
        return on

    @property
    def watchdog_ms(self) -> int:
        """What stands in the watchdog's register."""
        return self._watchdog_ms

    @watchdog_ms.setter
    def watchdog_ms(self, value: int) -> None:
        self._watchdog_ms = value
        self._fed_ns = monotonic_ns()

    def power_cycle(self) -> None:
        """The power was away: all is as it was out of the box."""
        self._coils = [False] * _CHANNELS
        self._watchdog_ms = 0

    def read_coils(self, address: int, count: int) -> list[bool]:
        """As they are now."""
        self._watch()
        return _span(self._coils, address, count)

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        """The sensors."""
        channels = [False] * _CHANNELS
        for sensor, number in INPUTS.items():
            channels[number] = sensor in self.inputs
        return _span(channels, address, count)

    def read_input_registers(self, address: int, count: int) -> list[int]:
        """Encoder and counter."""
        counted = self.encoder if self.encoder_stuck_at is None else self.encoder_stuck_at
        encoder = counted % (1 << _ENCODER_BITS)
        words = [encoder >> 16, encoder & 0xFFFF, self.photo_eye_count & 0xFFFF]
        return _span(words, address, count)

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        """The watchdog's time."""
        if (address, count) != (WATCHDOG_MS, 1):
            raise IllegalAddressError
        return [self._watchdog_ms]

    def write_coils(self, address: int, values: list[bool]) -> None:
        """Switch outputs; this feeds the watchdog."""
        self._watch()
        _span(self._coils, address, len(values))
        self._coils[address : address + len(values)] = values
        self._fed_ns = monotonic_ns()
        self.writes.note()

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        """Set the watchdog's time."""
        if (address, len(values)) != (WATCHDOG_MS, 1):
            raise IllegalAddressError
        if self.refuses_watchdog:
            raise IllegalFunctionError
        self.watchdog_ms = values[0]

    def _watch(self) -> None:
        """Looked at before anybody sees or changes a coil, so nobody can tell it from a timer."""
        silence_ns = monotonic_ns() - self._fed_ns
        if 0 < self._watchdog_ms * _NS_PER_MS < silence_ns and any(self._coils):
            self._coils = [False] * _CHANNELS
            self.drops += 1


def _span(table: list[_Value], address: int, count: int) -> list[_Value]:
    if count < 1 or address + count > len(table):
        raise IllegalAddressError
    return table[address : address + count]
