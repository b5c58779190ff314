"""Role coupler with libmodbus as the coupler: no PLC, and nothing passes without its watchdog."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from client_ways import Place
from gate_rig import Engine, exactly_once, until
from gates import good, inspecting
from server_ways import HOLDING, WAYS, Served

from inspector.domain.alarm import Alarm
from inspector.domain.evaluation import Outcome
from inspector.gate.links.coupler import CouplerLink, CouplerSettings
from inspector.gate.links.coupler_io import CouplerWiring
from inspector.gate.links.coupler_watchdog import WatchdogSetting
from inspector.pipe.records import OutcomeSeen
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.line.layout import LineLayout

PITCH_MS = 160
"""Longer than the watchdog's time and twice the window: else no part may pass before a bad one."""
WATCHDOG = 0x1120
WATCHDOG_MS = 100
TIMEOUT_S = 0.1
LAYOUT = LineLayout(decision=2500, ejector=3000, exit=3400, window=250)
WIRING = CouplerWiring(
    inputs={
        CouplerInput.PHOTO_EYE: 0,
        CouplerInput.CHUTE: 1,
        CouplerInput.EXIT_EYE: 2,
        CouplerInput.LINE_RUNNING: 4,
    },
    outputs={CouplerOutput.PASS_GATE: 0, CouplerOutput.INFEED: 1, CouplerOutput.ALARM: 2},
    encoder=0,
    photo_eye_counter=2,
)
SETTINGS = CouplerSettings(
    WIRING, LAYOUT, "encoder", (WatchdogSetting(WATCHDOG, WATCHDOG_MS),), WATCHDOG_MS
)


@pytest.fixture
def coupler(
    request: pytest.FixtureRequest, built: Path, tmp_path: Path, way: str
) -> Iterator[Served]:
    place = Place(built, partial(request.getfixturevalue, "certificates"), tmp_path)
    with WAYS[way](place) as served:
        yield served


def on_coupler(
    folder: Path, coupler: Served, scenario: Callable[[CouplerLink, Engine], Awaitable[None]]
) -> None:
    """Run the scenario with a gate whose link is this coupler."""
    links = []

    def link(bank: RegisterBank) -> CouplerLink:
        links.append(CouplerLink(ModbusClient(coupler.transport, TIMEOUT_S), bank, SETTINGS))
        return links[0]

    async def run() -> None:
        async with inspecting(folder, link) as (_, engine):
            await scenario(links[0], engine)

    asyncio.run(run())


async def run_belt(
    coupler: Served, engine: Engine, parts: int, *, by_hand: bool = False
) -> list[int]:
    """The numbers of the parts that have passed; each part has one verdict and one outcome."""
    await until(lambda: engine.status is not None and engine.status.synchronised)
    passed = await asyncio.to_thread(coupler.server.ask, "belt", parts, PITCH_MS, by_hand)
    await until(lambda: exactly_once(engine, parts))
    return passed


@pytest.mark.parametrize(("way", "parts"), [("libmodbus tcp", 50), ("libmodbus rtu over tcp", 10)])
def test_parts_pass_a_coupler_by_their_own_verdict_only(
    tmp_path: Path, coupler: Served, parts: int
) -> None:
    async def scenario(link: CouplerLink, engine: Engine) -> None:
        passed = await run_belt(coupler, engine, parts)
        assert passed
        assert set(passed) <= set(good(parts)), "a part has passed that was not cleared"
        outcomes = engine.of(OutcomeSeen)
        seen = {each.trigger_index for each in outcomes if each.outcome == Outcome.PASSED}
        assert seen <= set(passed), "the gate believes that a part has passed which fell"
        off_ms = statistics.median(map(abs, link.timing.errors_ms))
        print(
            f"{len(passed)} of {len(good(parts))} good parts passed; switches {off_ms:.2f} ms off"
        )

    on_coupler(tmp_path, coupler, scenario)


@pytest.mark.parametrize("way", ["libmodbus tcp"])
@pytest.mark.parametrize("fault", ["missing", "deaf"])
def test_without_the_couplers_watchdog_no_part_passes(
    tmp_path: Path, coupler: Served, fault: str
) -> None:
    if fault == "missing":
        coupler.server.ask("size", HOLDING, WATCHDOG)
    else:
        coupler.server.ask("deaf", WATCHDOG)

    async def scenario(link: CouplerLink, engine: Engine) -> None:
        await until(lambda: Alarm.COUPLER_UNSAFE in link.alarms)
        assert await run_belt(coupler, engine, 3, by_hand=True) == []

    on_coupler(tmp_path, coupler, scenario)
