"""A PLC of another maker that is killed or hangs in mid-run: each part still one outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from client_ways import Place
from gate_rig import Engine, until
from gates import MakeLink, good, inspecting, served_link
from modbus_peers import Peer, libmodbus_client, peer
from server_ways import WAYS, Served

from inspector.clock import monotonic_ns
from inspector.domain.evaluation import Outcome
from inspector.gate.links.client import BlockExchange, ClientLink
from inspector.pipe.records import OutcomeSeen
from inspector.plc.client import ModbusClient

PARTS = 50
PERIOD_MS = 10
VISION_BASE = 4200
PLC_BASE = 30_000
TIMEOUT_S = 0.1
BASES = (VISION_BASE, PLC_BASE)
FUNCTION_23 = (23,)
PlcAt = Callable[[int], AbstractContextManager[Peer]]


def polling(served: Served) -> MakeLink:
    """Role client on this server."""
    exchange = BlockExchange(VISION_BASE, PLC_BASE, cycle_ms=5)
    return lambda bank: ClientLink(ModbusClient(served.transport, TIMEOUT_S), bank, exchange)


def outcomes_of(engine: Engine) -> dict[int, int]:
    """By part; none has two."""
    outcomes = engine.of(OutcomeSeen)
    assert len({each.trigger_index for each in outcomes}) == len(outcomes)
    return {each.trigger_index: each.outcome for each in outcomes}


def connected(engine: Engine) -> bool:
    return engine.status is not None and bool(engine.status.plc_connected)


def test_a_plc_that_was_killed_and_came_back_is_found_again(built: Path, tmp_path: Path) -> None:
    """It has another session then and begins to count anew."""

    async def run(served: Served) -> None:
        async with inspecting(tmp_path, polling(served)) as (_, engine):
            served.server.tell("parts", PARTS, PERIOD_MS, *BASES)
            await until(lambda: len(engine.of(OutcomeSeen)) > PARTS // 2)
            served.server.kill()
            await until(lambda: not connected(engine))
            before = len(engine.triggers)
            with served.starts_again() as again:
                back_ns = monotonic_ns()
                again.tell("parts", PARTS, PERIOD_MS, *BASES)
                await until(lambda: connected(engine))
                print(f"heartbeat back after {(monotonic_ns() - back_ns) / 1e6:.0f} ms")
                triggered, passed, *_ = await asyncio.to_thread(again.answer)
            assert triggered == PARTS
            await until(lambda: len(engine.of(OutcomeSeen)) == before + PARTS)
            outcomes = outcomes_of(engine)
            assert sorted(outcomes) == list(range(1, before + PARTS + 1))
            new = {number: what for number, what in outcomes.items() if number > before}
            through = [number for number, what in new.items() if what == Outcome.PASSED]
            assert len(through) == passed
            assert set(through) <= set(good(before + PARTS))

    with WAYS["libmodbus tcp"](Place(built, Path, tmp_path)) as served:
        asyncio.run(run(served))


async def hang(folder: Path, link: MakeLink, plc_at: PlcAt, how: tuple[int, ...]) -> None:
    """Stop the PLC for longer than its heartbeat may be silent; then it goes on where it stood."""
    async with inspecting(folder, link) as (gate, engine):
        with plc_at(gate.port) as plc:
            plc.tell("parts", PARTS, PERIOD_MS, *how)
            await until(lambda: len(engine.of(OutcomeSeen)) > PARTS // 4)
            plc.pause()
            await until(lambda: not connected(engine))
            plc.resume()
            triggered, passed, *_ = await asyncio.to_thread(plc.answer)
            assert triggered == PARTS
            await until(lambda: len(engine.of(OutcomeSeen)) == PARTS)
            outcomes = outcomes_of(engine)
            through = [number for number, what in outcomes.items() if what == Outcome.PASSED]
            assert set(through) <= set(good(PARTS))
            assert len(through) == passed


def test_a_plc_that_polls_us_and_hangs_gets_nothing_through(built: Path, tmp_path: Path) -> None:
    @contextmanager
    def plc_at(port: int) -> Iterator[Peer]:
        with peer(libmodbus_client(built), -1, "tcp", "127.0.0.1", port) as plc:
            yield plc

    asyncio.run(hang(tmp_path, served_link, plc_at, FUNCTION_23))


def test_a_plc_that_we_poll_and_that_hangs_gets_nothing_through(
    built: Path, tmp_path: Path
) -> None:
    with WAYS["libmodbus tcp"](Place(built, Path, tmp_path)) as served:
        asyncio.run(hang(tmp_path, polling(served), lambda _: nullcontext(served.server), BASES))
