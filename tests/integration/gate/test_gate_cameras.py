"""Several cameras on one part, and parts without a PLC's trigger, over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from gate_rig import Engine, ReadingPlc, VirtualPlc, exactly_once, running_gate, until
from steady_time import steady_time

from inspector.domain.evaluation import Evaluation, Reason
from inspector.gate.settings import GateSettings
from inspector.pipe.records import Decided, LateSeen, PartSeen, TriggerSeen, TriggerSource, Verdict

OK, NOT_OK = Evaluation.OK, Evaluation.NOT_OK
SEEN = GateSettings(trigger_source="vision")
PARTS = 20


@contextlib.asynccontextmanager
async def reading_plc(port: int) -> AsyncIterator[ReadingPlc]:
    """A PLC without triggers, until the block ends."""
    plc = ReadingPlc(port)
    task = asyncio.create_task(plc.run())
    try:
        yield plc
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def attached(engine: Engine) -> None:
    """Connect; an engine whose first status came has told the gate that it is ready."""
    await engine.connect()
    await until(lambda: engine.status is not None and engine.status.synchronised)


@pytest.mark.parametrize("views", [(0, 1), (2, 0, 1)], ids=len)
def test_a_part_passes_only_when_no_camera_objects(tmp_path, views):
    def judge(trigger, view) -> int:
        return NOT_OK if trigger.part_id % 5 == view else OK

    async def run() -> None:
        async with running_gate(tmp_path, GateSettings(views=len(views))) as gate:
            engine = Engine(tmp_path / "gate.json", judge, views)
            await engine.connect()
            plc = VirtualPlc(gate.port, parts=PARTS)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: plc.done and exactly_once(engine, PARTS))
            decided = {record.part_id: record for record in engine.of(Decided)}
            objecting = {part for part in decided if part % 5 in views}
            assert {part for part in decided if decided[part].evaluation == NOT_OK} == objecting
            assert all(decided[part].view == part % 5 for part in objecting)
            assert {number + 1 for number, struck in plc.left if struck} >= objecting
            assert engine.of(LateSeen) == []
            await until(lambda: engine.status.passed + engine.status.rejected == PARTS)
            assert engine.status.late == 0
            await plc.stop()
            await engine.disconnect()

    with steady_time():  # a late result would be one of the machine
        asyncio.run(run())


def test_a_camera_that_says_nothing_rejects_every_part_by_name(tmp_path):
    async def run() -> None:
        settings = GateSettings(views=3, decision_deadline_ms=40)
        async with running_gate(tmp_path, settings) as gate:
            engine = Engine(tmp_path / "gate.json", lambda *_: OK, (0, 2))
            await engine.connect()
            plc = VirtualPlc(gate.port, parts=3)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: plc.done and exactly_once(engine, 3))
            found = {(record.reason, record.view) for record in engine.of(Decided)}
            assert found == {(Reason.VIEW_MISSING, 1)}
            assert all(ejected for _, ejected in plc.left)
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


def judge_detection(trigger) -> int:
    return NOT_OK if trigger.detection % 4 == 0 else OK


def test_a_line_without_triggers_counts_judges_and_confirms_every_part(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path, SEEN) as gate, reading_plc(gate.port) as plc:
            engine = Engine(tmp_path / "gate.json", judge_detection)
            await attached(engine)
            for detection in range(1, PARTS + 1):
                engine.see(detection)
                engine.see(detection - 1)
                await until(lambda n=detection: len(engine.triggers) == n)
            await until(lambda: plc.settled and exactly_once(engine, PARTS))
            bad = [4, 8, 12, 16, 20]
            assert plc.rejected == bad
            assert plc.passed == [n for n in range(1, PARTS + 1) if n not in bad]
            assert [trigger.detection for trigger in engine.triggers] == list(range(1, PARTS + 1))
            assert {record.source for record in engine.of(TriggerSeen)} == {TriggerSource.VISION}
            await until(lambda: engine.status.passed + engine.status.rejected == PARTS)
            status = engine.status
            assert (status.triggered, status.plc_triggered, status.repeated) == (PARTS,) * 3
            assert (status.passed, status.rejected) == (status.plc_passed, status.plc_rejected)
            assert status.rejected == len(bad)
            await engine.disconnect()

    asyncio.run(run())


def test_two_cameras_judge_parts_that_no_plc_triggered(tmp_path):
    async def run() -> None:
        settings = GateSettings(views=2, trigger_source="vision")
        async with running_gate(tmp_path, settings) as gate, reading_plc(gate.port) as plc:
            engine = Engine(
                tmp_path / "gate.json",
                lambda trigger, view: NOT_OK if trigger.detection == view + 2 else OK,
                (1, 0),
            )
            await attached(engine)
            for detection in (1, 2, 3, 4):
                engine.see(detection)
            await until(lambda: plc.settled and exactly_once(engine, 4))
            assert (plc.passed, plc.rejected) == ([1, 4], [2, 3])
            assert [record.view for record in engine.of(Decided)][1:3] == [0, 1]
            await engine.disconnect()

    asyncio.run(run())


def test_an_engine_and_a_gate_that_restart_lose_no_seen_part(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path, SEEN) as gate, reading_plc(gate.port) as plc:
            port = gate.port
            first = Engine(tmp_path / "gate.json")
            await attached(first)
            for detection in (1, 2):
                first.see(detection)
            await until(lambda: len(first.triggers) == 2)
            await first.disconnect()
            await until(lambda: plc.rejected == [1, 2])
            second = Engine(tmp_path / "gate.json", judge_detection)
            await attached(second)
            second.see(1)
            await until(lambda: plc.settled and exactly_once(second, 3))
            assert (plc.passed, plc.rejected) == ([3], [1, 2])
            await second.disconnect()
            waiting = Engine(tmp_path / "gate.json")
            await attached(waiting)
            waiting.see(1)
            await until(lambda: waiting.triggers)
        await waiting.disconnect()
        async with running_gate(tmp_path, SEEN, port), reading_plc(port) as plc:
            third = Engine(tmp_path / "gate.json", judge_detection)
            await attached(third)
            third.see(1)
            await until(lambda: plc.settled and plc.passed == [5])
            await until(lambda: len(third.of(Decided)) == 5)
            reasons = [record.reason for record in third.of(Decided)]
            lost, restart = Reason.ENGINE_LOST, Reason.GATE_RESTARTED
            assert reasons == [lost, lost, Reason.CLASSIFIED, restart, Reason.CLASSIFIED]
            assert third.status.missed == 0
            await third.disconnect()

    asyncio.run(run())


def test_a_seen_part_where_the_plc_counts_and_an_unknown_view_do_no_harm(tmp_path, caplog):
    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            engine = Engine(tmp_path / "gate.json")
            await engine.connect()
            plc = VirtualPlc(gate.port, parts=2)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            for _ in range(2):
                engine.send(PartSeen(2**64 - 1, 2**64 - 1))
            plc.run_belt()
            for index in (1, 2):
                await until(lambda n=index: len(engine.triggers) == n)
                engine.send(Verdict(index, OK, 0, 0, 42, 0.9, 255))
            await until(lambda: plc.done and exactly_once(engine, 2))
            assert all(ejected for _, ejected in plc.left)
            assert {record.reason for record in engine.of(Decided)} == {Reason.SCORE_INVALID}
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())
    refused = [record for record in caplog.records if record.message.startswith("refused")]
    assert len(refused) == 2
