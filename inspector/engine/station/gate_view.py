"""What the gate has told last: its counts, its alarms and the registers that the PLC sees."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.domain.alarm import Alarm
from inspector.domain.errors.plc import PlcError, link_error
from inspector.pipe.records import GateHello, GateStatus, LinkFault, PlcWords, VisionWords
from inspector.plc.registers import PLC_BLOCK

_RECIPE_REQUEST = next(each.offset for each in PLC_BLOCK if each.name == "recipe_request")
_ALL_ALARMS = Alarm(sum(Alarm))


@dataclass(frozen=True, slots=True)
class GateRegisters:
    """Both register blocks and a coupler's signals, as the gate had them at one moment.

    Attributes:
        vision: The first 48 words of block V.
        plc: The 24 words of block P.
        inputs: Signals that a coupler reads, as bits.
        outputs: Signals that a coupler drives, as bits.
        received_ns: When they arrived, on the monotonic clock.
    """

    vision: tuple[int, ...]
    plc: tuple[int, ...]
    inputs: int
    outputs: int
    received_ns: int


class GateView:
    """Written by the link's thread, read by any; every read is of one whole value."""

    def __init__(self) -> None:
        self.status: GateStatus | None = None
        self.recorded = 0
        self.journal_id = 0
        self.registers: GateRegisters | None = None
        self.link_fault: PlcError | None = None
        self._told_fault: LinkFault | None = None
        self._vision: tuple[int, ...] = ()

    @property
    def alarms(self) -> Alarm:
        """What the gate complains of; bits that this version does not know are left out."""
        status = self.status
        return Alarm(0) if status is None else Alarm(status.alarm_bits) & _ALL_ALARMS

    @property
    def epoch(self) -> int:
        """Changes when the PLC counts anew; 0 while nobody told of it."""
        status = self.status
        return 0 if status is None else status.epoch

    @property
    def recipe_request(self) -> int | None:
        """The recipe that the PLC asks for, 0 for none; ``None`` while nobody told of it."""
        registers = self.registers
        return None if registers is None else registers.plc[_RECIPE_REQUEST]

    def hear_hello(self, hello: GateHello) -> bool:
        """The gate is here; whether it writes another journal than the one before."""
        another = hello.journal_id != self.journal_id
        self.journal_id = hello.journal_id
        return another

    def forget(self) -> None:
        """The gate is gone; nothing that it said holds any more but which journal it wrote."""
        self.status = self.registers = self.link_fault = self._told_fault = None
        self._vision = ()

    def hear_status(self, status: GateStatus, recorded: int) -> None:
        """The gate's counts, beside the number of rows that were stored when they came."""
        self.recorded = recorded
        self.status = status

    def hear_link_fault(self, told: LinkFault) -> None:
        """What keeps the gate's own link from working; the same one stays the same object."""
        if told != self._told_fault:
            self._told_fault = told
            code, detail = _text(told.code), _text(told.detail)
            self.link_fault = link_error(code, detail) if code else None

    def hear_words(self, words: VisionWords | PlcWords) -> None:
        """One of the two blocks; they are shown together as soon as the second is there."""
        if isinstance(words, VisionWords):
            self._vision = _words(words.words)
        elif self._vision:
            self.registers = GateRegisters(
                self._vision, _words(words.words), words.inputs, words.outputs, monotonic_ns()
            )


def _text(raw: bytes) -> str:
    return raw.rstrip(b"\0").decode(errors="replace")


def _words(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 2}H", raw)
