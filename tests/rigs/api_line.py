"""The line of a served station: a gate that tells what a test lets it tell, no socket to it."""

from __future__ import annotations

import struct
from pathlib import Path

from inspector.config.plc import PlcConfig, PlcServerConfig
from inspector.domain.alarm import Alarm, ClearedBy, Reaction
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.history import StoredAlarm
from inspector.domain.record import AlarmEvent
from inspector.engine.station.gate_view import GateView
from inspector.engine.station.maintenance import MaintenanceLevel
from inspector.pipe.records import VISION_WORDS_SHOWN, PlcWords, VisionWords
from inspector.plc.block import RegisterBlock
from inspector.plc.registers import PLC_BLOCK, PLC_WORDS, VISION_BLOCK
from inspector.services.live.line import LiveLine
from inspector.services.people.audit import AuditTrail
from inspector.services.people.desk import PeopleDesk
from inspector.services.people.register import PeopleRegister

UTC_NS = 1_767_323_045_000_000_000
REACTIONS = {Alarm.BIN_FULL: Reaction.STOP, Alarm.TRIGGERS_MISSED: Reaction.WARN}


class BenchGate:
    """What the line service needs of the engine, with the engine's own maintenance level."""

    def __init__(self) -> None:
        self.gate = GateView()
        self.level = MaintenanceLevel()
        self.gate_connected = True
        self.inspecting = False
        self.cleared: list[Alarm] = []
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS_SHOWN)
        self.plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)

    @property
    def maintenance(self) -> bool:
        return self.level.active

    def maintain(self, active: bool, forced: int = 0, values: int = 0) -> None:
        if not active:
            self.level.end()
        elif self.inspecting:
            raise CommandNotAllowedError("the station looks at parts now")
        else:
            self.level.hold(forced, values)

    def clear_alarms(self, alarms: Alarm) -> None:
        self.cleared.append(alarms)

    def tell(self, inputs: int = 0, outputs: int = 0) -> None:
        """Let the gate's ten looks a second happen once."""
        vision = struct.pack(f"<{VISION_WORDS_SHOWN}H", *self.vision.words)
        plc = struct.pack(f"<{PLC_WORDS}H", *self.plc.words)
        self.gate.hear_words(VisionWords(vision))
        self.gate.hear_words(PlcWords(plc, inputs, outputs))


class BenchAlarms:
    """Past alarms, as the store's history tells them."""

    def __init__(self, count: int = 0) -> None:
        self.stored = [StoredAlarm(number, event(number)) for number in range(1, count + 1)]

    def alarms(self, before: int | None, limit: int) -> list[StoredAlarm]:
        older = [each for each in self.stored if before is None or each.event_id < before]
        return sorted(older, key=lambda each: -each.event_id)[:limit]


def event(number: int) -> AlarmEvent:
    return AlarmEvent(
        journal_id=7,
        sequence=number,
        utc_ns=UTC_NS + number,
        raised=Alarm.BIN_FULL | Alarm.AIR_LOW if number % 2 else Alarm(0),
        cleared=Alarm(0) if number % 2 else Alarm.BIN_FULL,
        latched=Alarm.AIR_LOW,
        cleared_by=ClearedBy.NOBODY if number % 2 else ClearedBy.PERSON,
        trigger_index=number % 2 * 41,
    )


def bench_line(
    folder: Path,
    gate: BenchGate | None = None,
    alarms: BenchAlarms | None = None,
    plc: PlcConfig | None = None,
) -> LiveLine:
    return LiveLine(
        gate or BenchGate(),
        alarms or BenchAlarms(),
        list,
        plc or PlcServerConfig(role="server"),
        REACTIONS,
        AuditTrail(folder / "audit.jsonl"),
    )


def bench_people(folder: Path) -> PeopleDesk:
    return PeopleDesk(PeopleRegister(folder / "people.toml"), AuditTrail(folder / "audit.jsonl"))
