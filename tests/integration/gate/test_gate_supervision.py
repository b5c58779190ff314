"""Alarms, recipes, maintenance and registers on their way through a running gate."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable, Callable

import pytest
from gate_rig import Engine, running_gate, until

from inspector.domain.alarm import Alarm, ClearedBy, Reaction
from inspector.domain.evaluation import Evaluation, Reason
from inspector.gate import process as process_module
from inspector.gate.alarms import AlarmPolicy
from inspector.gate.process import Gate
from inspector.gate.settings import GateSettings
from inspector.pipe.records import (
    AlarmChanged,
    ClearAlarms,
    Decided,
    EngineStatus,
    Maintenance,
    PlcWords,
    RecipeRequested,
    Record,
    VisionWords,
)
from inspector.plc.block import RegisterBlock
from inspector.plc.client import ModbusClient
from inspector.plc.registers import (
    PLC_BASE,
    PLC_BLOCK,
    PLC_WORDS,
    VISION_BLOCK,
    VISION_MIRROR_BASE,
    VISION_WORDS,
    ConfirmCode,
    Request,
    Status,
)
from inspector.plc.transport import Tcp

SETTINGS = GateSettings(
    heartbeat_timeout_ms=10_000,
    alarms=AlarmPolicy(reactions={Alarm.BIN_FULL: Reaction.STOP}),
)


class ToldEngine(Engine):
    """Keeps the last of each kind of message."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.told: dict[type, Record] = {}

    def _take(self, sequence: int, record: Record) -> None:
        self.told[type(record)] = record
        super()._take(sequence, record)


class HandPlc:
    """A PLC in the hands of the test."""

    def __init__(self, port: int) -> None:
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self.plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        self.plc["plc_session"] = 5
        self.client = ModbusClient(Tcp("127.0.0.1", port), timeout_s=2.0)

    async def exchange(self, **values: int) -> None:
        for name, value in values.items():
            self.plc[name] = value
        self.plc["plc_heartbeat"] += 1
        self.vision.load(
            await self.client.exchange(VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, self.plc.words)
        )
        self.plc["session_ack"] = self.vision["session_id"]

    async def until(self, condition: Callable[[], object]) -> None:
        """Exchange again and again until it is so."""
        async with asyncio.timeout(20):
            while not condition():
                await self.exchange()
                await asyncio.sleep(0.005)

    @property
    def status(self) -> Status:
        return Status(self.vision["status"])


Scenario = Callable[[Gate, ToldEngine, HandPlc], Awaitable[None]]


def play(folder, scenario: Scenario) -> None:
    async def run() -> None:
        async with running_gate(folder, SETTINGS) as gate:
            engine = ToldEngine(folder / "gate.json", lambda _trigger: Evaluation.OK)
            await engine.connect()
            plc = HandPlc(gate.port)
            await plc.client.connect()
            try:
                await plc.until(lambda: Status.TRIGGER_READY in plc.status)
                await scenario(gate, engine, plc)
            finally:
                plc.client.close()
                await engine.disconnect()

    asyncio.run(run())


def test_an_alarm_reaches_plc_engine_and_journal_and_a_person_clears_it(tmp_path):
    async def scenario(_gate: Gate, engine: ToldEngine, plc: HandPlc) -> None:
        await plc.exchange(confirm_seq=1, confirm_code=ConfirmCode.BIN_FULL)
        await plc.until(lambda: plc.vision["alarm_bits"] == Alarm.BIN_FULL)
        assert plc.vision["request"] == Request.STOP_INFEED
        await until(lambda: engine.status and engine.status.alarm_bits == Alarm.BIN_FULL)
        await plc.exchange(trigger_seq=1, part_id=9)
        await until(lambda: engine.of(Decided))
        engine.send(ClearAlarms(Alarm.BIN_FULL))
        await plc.until(lambda: Status.TRIGGER_READY in plc.status)
        assert plc.vision["request"] == 0
        await until(lambda: len(engine.of(AlarmChanged)) == 2)
        raised, cleared = engine.of(AlarmChanged)
        assert (raised.raised, raised.latched) == (Alarm.BIN_FULL, Alarm.BIN_FULL)
        assert (cleared.cleared, cleared.cleared_by) == (Alarm.BIN_FULL, ClearedBy.PERSON)
        assert [each.reason for each in engine.of(Decided)] == [Reason.STATION_HELD]

    play(tmp_path, scenario)


def test_a_recipe_is_asked_for_until_it_is_in_force(tmp_path):
    async def scenario(_gate: Gate, engine: ToldEngine, plc: HandPlc) -> None:
        await plc.exchange(recipe_request=9)
        await until(lambda: engine.told.get(RecipeRequested) == RecipeRequested(9))
        await plc.until(lambda: Status.RECIPE_LOADING in plc.status)
        engine.says = EngineStatus(1, 5, 0, 3, 9)
        await plc.until(lambda: plc.vision["recipe_refused"] == 9)
        assert plc.vision["fault_code"] == Reason.RECIPE_UNKNOWN
        engine.says = EngineStatus(1, 5, 0, 9)
        await plc.until(lambda: plc.vision["recipe_active"] == 9)
        await plc.until(lambda: Status.TRIGGER_READY | Status.RECIPE_OK in plc.status)
        assert plc.vision["recipe_refused"] == 0

    play(tmp_path, scenario)


def test_maintenance_outlives_the_engine_until_somebody_ends_it(tmp_path):
    async def scenario(_gate: Gate, engine: ToldEngine, plc: HandPlc) -> None:
        engine.send(Maintenance(1, Request.STOP_INFEED, Request.STOP_INFEED))
        await plc.until(lambda: Status.BYPASS in plc.status)
        assert plc.vision["request"] == Request.STOP_INFEED
        await until(lambda: engine.status and engine.status.maintenance)
        await engine.disconnect()
        await plc.until(lambda: Status.ONLINE not in plc.status)
        assert Status.BYPASS in plc.status
        assert plc.vision["request"] == Request.STOP_INFEED
        await engine.connect()
        await plc.until(lambda: Status.ONLINE in plc.status)
        assert Status.BYPASS in plc.status
        engine.send(Maintenance(0, 0, 0))
        await plc.until(lambda: Status.TRIGGER_READY in plc.status)
        assert plc.vision["request"] == 0

    play(tmp_path, scenario)


def test_the_engine_is_shown_both_blocks(tmp_path):
    async def scenario(gate: Gate, engine: ToldEngine, plc: HandPlc) -> None:
        await plc.exchange(encoder_now=70_000)

        def shown() -> bool:
            words = engine.told.get(PlcWords)
            if words is None:
                return False
            return struct.unpack(f"<{PLC_WORDS}H", words.words) == tuple(plc.plc.words)

        await until(shown)
        vision = struct.unpack("<48H", engine.told[VisionWords].words)
        assert vision[0] == 0x0100
        assert vision[5] == gate._core.session_id
        assert (engine.told[PlcWords].inputs, engine.told[PlcWords].outputs) == (0, 0)

    play(tmp_path, scenario)


def test_a_wall_clock_that_is_set_is_told_and_nothing_is_late(
    tmp_path, monkeypatch: pytest.MonkeyPatch
):
    async def scenario(_gate: Gate, engine: ToldEngine, plc: HandPlc) -> None:
        utc_ns = process_module.utc_ns
        monkeypatch.setattr(process_module, "utc_ns", lambda: utc_ns() - 3600 * 10**9)
        await plc.until(lambda: plc.vision["alarm_bits"] == Alarm.CLOCK_STEPPED)
        assert Status.TRIGGER_READY in plc.status
        await plc.exchange(trigger_seq=1, part_id=9)
        await until(lambda: engine.of(Decided))
        assert [each.evaluation for each in engine.of(Decided)] == [Evaluation.OK]

    play(tmp_path, scenario)
