"""What the gate's own link fails by is told to the engine, which tells it to people."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_network

import pytest
from gate_rig import Engine, until
from link_rig import PolledPlc, gate_with, local, polls
from ports import free_port

from inspector.gate.link import Link
from inspector.gate.links.client import BlockExchange
from inspector.gate.links.server import ServerLink
from inspector.gate.status import link_fault
from inspector.pipe.records import LINK_DETAIL_BYTES, LinkFault, Record, decode, encode
from inspector.plc import server as server_module
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.server import ModbusServer, ServerLimits


class ToldEngine(Engine):
    """Keeps the last word on the link."""

    told = LinkFault(b"", b"")

    def _take(self, sequence: int, record: Record) -> None:
        if isinstance(record, LinkFault):
            self.told = record
        super()._take(sequence, record)

    @property
    def code(self) -> str:
        return self.told.code.rstrip(b"\0").decode()


@asynccontextmanager
async def told_of(folder, make_link: Callable[[RegisterBank], Link]) -> AsyncIterator[ToldEngine]:
    async with gate_with(folder, make_link):
        engine = ToldEngine(folder / "gate.json")
        await engine.connect()
        yield engine
        await engine.disconnect()


def test_a_plc_that_cannot_be_reached_is_told_with_its_code_until_it_can(tmp_path):
    async def run() -> None:
        where = local(free_port())
        async with told_of(tmp_path, polls(where)) as engine:
            await until(lambda: engine.code == "PLC-002")
            assert str(where).encode() in engine.told.detail
            plc = PolledPlc(where)
            plc.start()
            await until(lambda: engine.code == "")
            await plc.stop()

    asyncio.run(run())


def test_a_plc_without_the_blocks_is_told_as_such(tmp_path):
    async def run() -> None:
        where = local(free_port())
        plc = PolledPlc(where)
        plc.start()
        wrong = BlockExchange(cycle_ms=2, vision_base=2000)
        async with told_of(tmp_path, polls(where, wrong)) as engine:
            await until(lambda: engine.code == "PLC-011")
        await plc.stop()

    asyncio.run(run())


def test_a_client_that_is_refused_is_told_for_a_while(tmp_path, monkeypatch):
    async def run() -> None:
        limits = ServerLimits(allow=(ip_network("10.0.0.0/8"),))
        server = ModbusServer(RegisterBank(lambda: None), local(0), limits)
        link = ServerLink(server)
        port = await link.start()
        assert link.fault is None
        client = ModbusClient(local(port), 1.0)
        await client.connect()
        await until(lambda: link.fault is not None)
        assert link.fault.code == "PLC-017"
        assert link.fault.detail == "modbus client 127.0.0.1 refused: not in the allow list"
        later = server_module.monotonic_ns() + 11_000_000_000
        monkeypatch.setattr(server_module, "monotonic_ns", lambda: later)
        assert link.fault is None
        client.close()
        await link.stop()

    asyncio.run(run())


@pytest.mark.parametrize("letter", ["x", "端"])
def test_words_that_are_too_long_for_a_record_are_cut_off_between_letters(letter):
    class Failing:
        fault = server_module.ModbusClientRefusedError(letter * 200)

    told = link_fault(Failing())  # type: ignore[arg-type]
    assert decode(encode(told))[1].detail == told.detail.ljust(LINK_DETAIL_BYTES, b"\0")
    said = told.detail.decode()
    assert said == letter * (len(said) - 1) + "…"
    assert len(told.detail) > LINK_DETAIL_BYTES - len(letter.encode())
