"""Fifty parts through a real gate, with a PLC of another maker: each one verdict, one outcome."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from client_ways import Place
from gate_rig import Engine, exactly_once, until
from gates import good, inspecting, served_link
from modbus_peers import Peer, libmodbus_client, peer
from server_ways import WAYS

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.gate.links.client import BlockExchange, ClientLink
from inspector.pipe.records import Decided, OutcomeSeen
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient

PARTS = 50
PERIOD_MS = 10
VISION_BASE = 4200
PLC_BASE = 30_000
TIMEOUT_S = 0.5
GOOD = good(PARTS)


async def take_fifty(plc: Peer, engine: Engine, *how: int) -> None:
    """A busy computer may leave a few parts without a verdict in time; those are rejected."""
    parts, passed, rejected, unanswered = await asyncio.to_thread(
        plc.ask, "parts", PARTS, PERIOD_MS, *how
    )
    assert (parts, passed + rejected) == (PARTS, PARTS)
    assert len(GOOD) - unanswered <= passed <= len(GOOD)
    assert passed > len(GOOD) / 2
    await until(lambda: exactly_once(engine, PARTS))
    decided = engine.of(Decided)
    cleared = {part.trigger_index for part in decided if part.evaluation == Evaluation.OK}
    outcomes = engine.of(OutcomeSeen)
    through = {part.trigger_index for part in outcomes if part.outcome == Outcome.PASSED}
    assert through <= cleared <= set(GOOD)
    assert len(through) == passed
    assert {part.outcome for part in outcomes} == {Outcome.PASSED, Outcome.REJECTED}


@pytest.mark.parametrize("function", [23, 3, 4], ids=lambda function: f"function {function}")
def test_a_plc_that_polls_us(tmp_path: Path, built: Path, function: int) -> None:
    """libmodbus; 3 and 4: block P by function 16, block V by the function of that number."""

    async def run() -> None:
        async with inspecting(tmp_path, served_link) as (gate, engine):
            with peer(libmodbus_client(built), -1, "tcp", "127.0.0.1", gate.port) as plc:
                await take_fifty(plc, engine, function)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("way", "function"),
    [
        ("libmodbus tcp", "fc23"),
        ("libmodbus tcp", "fc16_fc3"),
        ("libmodbus tls", "fc23"),
        ("libmodbus rtu", "fc23"),
        ("libmodbus rtu over tcp", "fc16_fc3"),
        ("modbus-serial tcp", "fc16_fc3"),
    ],
)
def test_a_plc_that_we_poll(
    request: pytest.FixtureRequest, built: Path, tmp_path: Path, way: str, function: str
) -> None:
    place = Place(built, partial(request.getfixturevalue, "certificates"), tmp_path)
    exchange = BlockExchange(VISION_BASE, PLC_BASE, cycle_ms=5, function=function)
    with WAYS[way](place) as served:

        def link(bank: RegisterBank) -> ClientLink:
            return ClientLink(ModbusClient(served.transport, TIMEOUT_S), bank, exchange)

        async def run() -> None:
            async with inspecting(tmp_path, link) as (_, engine):
                await take_fifty(served.server, engine, VISION_BASE, PLC_BASE)

        asyncio.run(run())
