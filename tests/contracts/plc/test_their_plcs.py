"""Fifty parts through a real gate, with a PLC of another maker: each one verdict, one outcome."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from gate_rig import Engine, exactly_once, running_gate, until
from modbus_peers import Peer, peer

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.pipe.records import Decided, LiveTrigger, OutcomeSeen

PARTS = 50
PERIOD_MS = 10


def judge(trigger: LiveTrigger) -> int:
    """Every third part is bad, every eleventh undecidable."""
    if trigger.trigger_index % 3 == 0:
        return Evaluation.NOT_OK
    return Evaluation.NOT_DECIDABLE if trigger.trigger_index % 11 == 0 else Evaluation.OK


GOOD = [number for number in range(1, PARTS + 1) if number % 3 and number % 11]


@pytest.mark.parametrize("function", [23, 3, 4], ids=lambda function: f"function {function}")
def test_a_plc_that_polls_us(tmp_path: Path, libmodbus_client: Path, function: int) -> None:
    """libmodbus; 3 and 4: block P by function 16, block V by the function of that number."""

    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            with peer(libmodbus_client, -1, "tcp", "127.0.0.1", gate.port) as plc:
                await _fifty_parts(plc, engine, function)
            await engine.disconnect()

    asyncio.run(run())


async def _fifty_parts(plc: Peer, engine: Engine, *how: int) -> None:
    counts = await asyncio.to_thread(plc.ask, "parts", PARTS, PERIOD_MS, *how)
    assert counts == [PARTS, len(GOOD), PARTS - len(GOOD), 0]
    await until(lambda: exactly_once(engine, PARTS))
    decided = engine.of(Decided)
    assert [part.trigger_index for part in decided if part.evaluation == Evaluation.OK] == GOOD
    outcomes = engine.of(OutcomeSeen)
    assert [part.trigger_index for part in outcomes if part.outcome == Outcome.PASSED] == GOOD
    assert {part.outcome for part in outcomes} == {Outcome.PASSED, Outcome.REJECTED}
