"""Role client: the station polls the PLC; parts, counts and faults are as when it is polled."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from ipaddress import ip_network

import pytest
from gate_rig import LOCAL, Engine, exactly_once, until
from link_rig import EmptyBank, PolledPlc, gate_with, local, polls
from ports import free_port

from inspector.domain.evaluation import Evaluation, Outcome
from inspector.gate.links.client import BlockExchange, ClientLink
from inspector.gate.process import Gate
from inspector.pipe.records import Decided, OutcomeSeen
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_WORDS, VISION_WORDS
from inspector.plc.server import ModbusServer
from inspector.plc.single_writer import SingleWriter
from inspector.plc.transport import RtuOverTcp
from inspector.sim.lone_plc import LonePlc, LonePlcSettings

EVERY_FIFTH = 5


def judge(trigger) -> int:
    return Evaluation.NOT_OK if trigger.part_id % EVERY_FIFTH == 0 else Evaluation.OK


def right_parts_ejected(plc: PolledPlc, parts: int) -> bool:
    """Whether every part that had to be ejected was, and no other."""
    ejected = {number + 1 for number, struck in plc.left if struck}
    return ejected == set(range(EVERY_FIFTH, parts + 1, EVERY_FIFTH))


def bad_parts_ejected(plc: PolledPlc, parts: int) -> bool:
    ejected = {number + 1 for number, struck in plc.left if struck}
    return ejected >= set(range(EVERY_FIFTH, parts + 1, EVERY_FIFTH))


async def settled(engine: Engine) -> None:
    """Wait for a status that was made after now."""
    status = engine.status
    await until(lambda: engine.status is not status)


@pytest.mark.parametrize(
    "exchange",
    [
        BlockExchange(cycle_ms=4),
        BlockExchange(vision_base=400, plc_base=4000, cycle_ms=4, function="fc16_fc3"),
        BlockExchange(vision_base=0, plc_base=64, cycle_ms=4),
    ],
    ids=["fc23", "fc16-fc3", "adjacent-blocks"],
)
@pytest.mark.parametrize("transport", [local, lambda port: RtuOverTcp("127.0.0.1", port)])
def test_every_part_has_its_verdict_and_outcome(tmp_path, exchange, transport):
    parts = 30

    async def run() -> None:
        where = transport(free_port())
        plc = PolledPlc(where, parts, exchange.vision_base, exchange.plc_base)
        plc.start()
        async with gate_with(tmp_path, polls(where, exchange)) as gate:
            assert gate.port == 0
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: plc.done and exactly_once(engine, parts))
            await settled(engine)
            assert engine.status.triggered == engine.status.plc_triggered == parts
            assert engine.status.passed == engine.status.plc_passed == parts * 4 // 5
            assert engine.status.rejected == engine.status.plc_rejected == parts // 5
            assert right_parts_ejected(plc, parts)
            await engine.disconnect()
        await plc.stop()

    asyncio.run(run())


def test_two_stations_at_one_plc_let_nothing_pass(tmp_path):
    """The second is another line's and was given this PLC's address; most PLCs obey any writer."""
    parts = 20

    async def run() -> None:
        where = local(free_port())
        plc = PolledPlc(where, parts)
        plc.start()
        plc._server._server._writer = SingleWriter(ip_network("127.0.0.0/8"), 10.0)
        folders = [tmp_path / "ours", tmp_path / "theirs"]
        for folder in folders:
            folder.mkdir()
        ours, theirs = (Engine(folder / "gate.json", judge) for folder in folders)
        async with gate_with(folders[0], polls(where)), gate_with(folders[1], polls(where)):
            for engine in (ours, theirs):
                await engine.connect()
            await until(lambda: ours.status and theirs.status)
            plc.run_belt()
            await until(lambda: len(plc.left) == parts)
            assert all(struck for _, struck in plc.left)
            for engine in (ours, theirs):
                await engine.disconnect()
        await plc.stop()

    asyncio.run(run())


def test_a_plc_that_comes_late_is_found(tmp_path):
    async def run() -> None:
        where = local(free_port())
        plc = PolledPlc(where)
        links: list[ClientLink] = []
        async with gate_with(tmp_path, polls(where, links=links)) as gate:
            await until(lambda: links[0].failures >= 3)
            assert not gate.plc_connected
            plc.start()
            await until(lambda: gate.plc_connected)
        await plc.stop()

    asyncio.run(run())


Meddle = Callable[[PolledPlc], Awaitable[None]]


async def unplug(plc: PolledPlc) -> None:
    await plc.disconnect()
    await asyncio.sleep(0.4)
    plc.connect()
    begun = time.perf_counter()
    session = plc.program.vision["heartbeat"]
    await until(lambda: plc.program.vision["heartbeat"] != session)
    print(f"block V written {1e3 * (time.perf_counter() - begun):.0f} ms after the PLC is back")


async def freeze(plc: PolledPlc) -> None:
    plc.plc.freeze()
    await asyncio.sleep(0.5)
    plc.plc.thaw()


@pytest.mark.parametrize("meddle", [unplug, freeze])
def test_no_bad_part_passes_while_the_plc_is_away(tmp_path, meddle: Meddle):
    parts = 60

    async def run() -> None:
        where = local(free_port())
        plc = PolledPlc(where, parts)
        plc.start()
        async with gate_with(tmp_path, polls(where)):
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: len(engine.of(OutcomeSeen)) >= 5)
            await meddle(plc)
            await until(lambda: plc.done)
            await until(
                lambda: len(engine.of(OutcomeSeen)) == len(engine.of(Decided)) >= len(plc.left)
            )
            await settled(engine)
            status = engine.status
            assert status.triggered == status.plc_triggered
            assert (status.passed, status.rejected) == (status.plc_passed, status.plc_rejected)
            assert bad_parts_ejected(plc, parts)
            assert any(not struck for number, struck in plc.left if number > parts // 2)
            await engine.disconnect()
        await plc.stop()

    asyncio.run(run())


def test_a_plc_that_restarts_is_another_one(tmp_path):
    async def run() -> None:
        where = local(free_port())
        plc = PolledPlc(where, parts=30)
        plc.start()
        async with gate_with(tmp_path, polls(where)):
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: len(engine.of(Decided)) >= 5)
            plc.plc.restart()
            await until(lambda: plc.done)
            await settled(engine)
            outcomes = [record.outcome for record in engine.of(OutcomeSeen)]
            assert outcomes.count(Outcome.UNKNOWN) >= 1
            assert exactly_once(engine, len(outcomes))
            assert bad_parts_ejected(plc, 30)
            await engine.disconnect()
        await plc.stop()

    asyncio.run(run())


class NotedBank(EmptyBank):
    """A PLC's registers that remember in which order they were asked."""

    def __init__(self, vision_base: int = 1000, plc_base: int = 100) -> None:
        self.asked: list[str] = []
        self.plc_words = [0] * PLC_WORDS
        self.vision_words: list[int] = []
        self._bases = (vision_base, plc_base)

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        assert (address, count) == (self._bases[1], PLC_WORDS)
        self.asked.append("read P")
        return list(self.plc_words)

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        assert (address, len(values)) == (self._bases[0], VISION_WORDS)
        self.asked.append("write V")
        self.vision_words = values


@pytest.mark.parametrize("function", ["fc23", "fc16_fc3"])
def test_block_p_is_read_before_block_v_is_written_for_the_first_time(function):
    async def run() -> None:
        noted, written = NotedBank(), []
        noted.plc_words = list(range(PLC_WORDS))
        server = ModbusServer(noted, local(port := free_port()))
        await server.start()
        bank = RegisterBank(lambda: written.append(list(noted.asked)))
        link = ClientLink(
            ModbusClient(local(port), 1.0), bank, BlockExchange(cycle_ms=2, function=function)
        )
        assert await link.start() == 0
        await until(lambda: len(written) >= 3)
        server.disconnect_all()
        await until(lambda: link.failures == 1)
        before = len(noted.asked)
        await until(lambda: len(noted.asked) > before + 3)
        await link.stop()
        await server.stop()
        assert written[0] == ["read P"]
        assert bank.plc.words == list(range(PLC_WORDS))
        assert noted.vision_words == bank.vision.words
        first = noted.asked[before : before + 2]
        assert "read P" in first

    asyncio.run(run())


@pytest.mark.parametrize("base", [{"vision_base": 2000}, {"plc_base": 2000}])
def test_wrong_bases_are_told_once_with_a_remedy(tmp_path, caplog, base):
    async def run() -> None:
        where = local(free_port())
        plc = PolledPlc(where)
        plc.start()
        links: list[ClientLink] = []
        async with gate_with(tmp_path, polls(where, BlockExchange(cycle_ms=2, **base), links)):
            await until(lambda: links[0].failures >= 3)
        await plc.stop()

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    (told,) = [record.message for record in caplog.records if "PLC-011" in record.message]
    assert "exception 2" in told
    assert str(*base.values()) in told
    assert "vision_base and plc_base" in told


def test_a_hung_plc_is_left_and_looked_for_again(caplog):
    """It takes the connection and never answers."""

    async def run() -> None:
        taken = []
        hung = await asyncio.start_server(lambda *ends: taken.append(ends), "127.0.0.1", 0)
        port = hung.sockets[0].getsockname()[1]
        bank = RegisterBank(lambda: None)
        link = ClientLink(ModbusClient(local(port), 0.02), bank, BlockExchange(cycle_ms=2))
        await link.start()
        await until(lambda: link.failures >= 3)
        await link.stop()
        hung.close()
        for _, writer in taken:
            writer.close()
        assert len(taken) >= 3

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert len([record for record in caplog.records if "PLC-002" in record.message]) == 1


def test_an_exchange_that_takes_longer_than_the_cycle_is_counted():
    class SlowBank(NotedBank):
        def read_holding_registers(self, address: int, count: int) -> list[int]:
            time.sleep(0.01)
            return super().read_holding_registers(address, count)

    async def run() -> None:
        server = ModbusServer(SlowBank(), local(port := free_port()))
        await server.start()
        bank = RegisterBank(lambda: None)
        link = ClientLink(ModbusClient(local(port), 1.0), bank, BlockExchange(cycle_ms=2))
        await link.start()
        await until(lambda: link.overruns >= 3)
        await link.stop()
        await server.stop()

    asyncio.run(run())


def test_a_link_that_fails_by_a_bug_ends_the_gate(tmp_path):
    """Better a gate that the supervisor restarts than one without its link."""

    async def run() -> None:
        server = ModbusServer(NotedBank(), local(port := free_port()))
        await server.start()
        gate = Gate(
            LOCAL, tmp_path / "journal", tmp_path / "gate.json", lambda _: broken_link(port)
        )
        with pytest.raises(ZeroDivisionError):
            await gate.run()
        await server.stop()

    def broken_link(port: int) -> ClientLink:
        bank = RegisterBank(lambda: 1 // 0)
        return ClientLink(ModbusClient(local(port), 1.0), bank, BlockExchange(cycle_ms=2))

    asyncio.run(run())


def test_the_lone_virtual_plc_can_be_polled(tmp_path):
    async def run() -> None:
        port, seen = free_port(), []
        settings = LonePlcSettings(
            "127.0.0.1", port, parts=12, rate_per_min=1200, role="client", poll_ms=0
        )
        plc = LonePlc(settings, seen.append)
        playing = asyncio.create_task(plc.run())
        await until(lambda: seen)
        assert seen[0].fault == "the station does not poll this PLC"
        async with gate_with(tmp_path, polls(local(port))):
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            result = await playing
            await until(lambda: exactly_once(engine, 12))
            await engine.disconnect()
        assert result.settled
        assert result.fault == ""
        assert (result.triggered, result.passed + result.rejected) == (12, 12)

    asyncio.run(run())
