"""How exactly role coupler switches the pass gate: real gate, virtual coupler on a moving belt."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.bench.plc.child import in_child
from inspector.bench.plc.figures import percentiles
from inspector.bench.plc.judged_gate import judged_gate
from inspector.clock import monotonic_ns
from inspector.demo.layout import free_port
from inspector.gate.links.coupler import CouplerLink, CouplerSettings
from inspector.gate.links.coupler_io import CouplerWiring
from inspector.gate.links.coupler_watchdog import WatchdogSetting
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.line.layout import LineLayout
from inspector.plc.transport import Tcp
from inspector.sim.belt import Belt
from inspector.sim.coupler import COILS, ENCODER, INPUTS, PHOTO_EYE_COUNTER, WATCHDOG_MS
from inspector.sim.line_plc import CoupledLine
from inspector.sim.world import Geometry, World

_RATE_PER_MIN = 300.0
_SCAN_S = 0.001
_WATCHDOG_TIME_MS = 100
"""Less than the belt takes from one part to the next, without twice the reach; else none passes."""
_CYCLE_MS = 5.0
_GEOMETRY = Geometry()
_ENDLESS = 0
_FIRST_S = 15.0
"""The belt runs empty first, and a part has to reach the gate."""
_LOOK_S = 0.05


def measure_switching(folder: Path, seconds: float) -> dict[str, float]:
    """Let good parts come for so long; absolute error of each timed switch of the gate.

    There are none when the computer is so busy that the gate had better stay shut.

    Raises:
        InspectorError: the gate did not run to the end.
    """
    port = free_port()
    with _virtual_coupler(port):
        errors_ms = in_child(_run, folder, port, seconds, seconds=seconds + _FIRST_S)
    return percentiles(map(abs, errors_ms))


def _run(folder: Path, port: int, seconds: float) -> tuple[float, ...]:
    """Runs in the process of the gate."""
    return asyncio.run(_measure(folder, port, seconds))


async def _measure(folder: Path, port: int, seconds: float) -> tuple[float, ...]:
    links: list[CouplerLink] = []

    def link(bank: RegisterBank) -> CouplerLink:
        links.append(CouplerLink(ModbusClient(Tcp("127.0.0.1", port)), bank, _settings()))
        return links[0]

    async with judged_gate(folder, link):
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_S):
                while not links[0].timing.errors_ms:
                    await asyncio.sleep(_LOOK_S)
        await asyncio.sleep(seconds)
        return links[0].timing.errors_ms


def _settings() -> CouplerSettings:
    geometry = _GEOMETRY
    return CouplerSettings(
        CouplerWiring(INPUTS, COILS, encoder=ENCODER, photo_eye_counter=PHOTO_EYE_COUNTER),
        LineLayout(geometry.decision, geometry.ejector, geometry.exit, geometry.reach),
        "encoder",
        (WatchdogSetting(WATCHDOG_MS, _WATCHDOG_TIME_MS),),
        _WATCHDOG_TIME_MS,
        _CYCLE_MS,
    )


@contextmanager
def _virtual_coupler(port: int) -> Iterator[None]:
    """Belt and coupler in a process of their own."""
    process = multiprocessing.get_context("spawn").Process(
        target=_run_belt, args=(port,), daemon=True
    )
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def _run_belt(port: int) -> None:
    """Runs in the process, until it is killed."""
    asyncio.run(_move_belt(port))


async def _move_belt(port: int) -> None:
    world = World(_GEOMETRY, _ENDLESS, lambda _number, _ejected: None)
    line = CoupledLine(world, _GEOMETRY, Tcp("127.0.0.1", port))
    belt = Belt(_GEOMETRY, _RATE_PER_MIN, world, line)

    async def move() -> None:
        while True:
            belt.move(monotonic_ns(), runs=True, see=lambda _number: None)
            await asyncio.sleep(_SCAN_S)

    await asyncio.gather(line.run(), move())
