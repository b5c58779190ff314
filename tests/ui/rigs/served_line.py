"""A gate behind the real line service: its registers live here, its maintenance is the engine's."""

import struct

import wire_line_samples as samples

from inspector.domain.alarm import Alarm, Reaction
from inspector.engine.station.gate_view import GateView
from inspector.engine.station.maintenance import MaintenanceLevel
from inspector.pipe.records import VISION_WORDS_SHOWN, PlcWords, VisionWords
from inspector.plc.block import RegisterBlock
from inspector.plc.registers import PLC_BLOCK, PLC_WORDS, VISION_BLOCK

REACTIONS = {Alarm.BIN_FULL: Reaction.STOP}


class ServedGate:
    """Implements what the line service needs of the engine."""

    def __init__(self) -> None:
        self.gate = GateView()
        self.level = MaintenanceLevel()
        self.gate_connected = True
        self.cleared: list[Alarm] = []
        self._vision = RegisterBlock(VISION_BLOCK, VISION_WORDS_SHOWN)
        self._plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        for block, values in ((self._vision, samples.VISION), (self._plc, samples.PLC)):
            for name, value in values.items():
                block[name] = value
        self.tell()

    @property
    def maintenance(self) -> bool:
        return self.level.active

    def maintain(self, active: bool, forced: int = 0, values: int = 0) -> None:
        if active:
            self.level.hold(forced, values)
        else:
            self.level.end()

    def clear_alarms(self, alarms: Alarm) -> None:
        self.cleared.append(alarms)

    def tell(self, **vision: int) -> None:
        """Change registers of block V and tell of both blocks."""
        for name, value in vision.items():
            self._vision[name] = value
        self.gate.hear_words(
            VisionWords(struct.pack(f"<{VISION_WORDS_SHOWN}H", *self._vision.words))
        )
        self.gate.hear_words(PlcWords(struct.pack(f"<{PLC_WORDS}H", *self._plc.words)))
