"""Role server: what the link tells the gate besides the blocks."""

from __future__ import annotations

import asyncio

import pytest
from gate_rig import until
from link_rig import gate_with, local

from inspector.domain.alarm import Alarm
from inspector.domain.errors.plc import PlcExceptionResponseError
from inspector.gate.links import server as server_module
from inspector.gate.links.server import ServerLink
from inspector.gate.links.session import Session
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_BASE
from inspector.plc.server import ModbusServer


def test_a_second_writer_is_an_alarm_that_is_told_long_enough(tmp_path, monkeypatch):
    async def run() -> None:
        links = []

        def make(bank) -> ServerLink:
            links.append(ServerLink(ModbusServer(bank, local(0))))
            return links[0]

        async with gate_with(tmp_path, make) as gate:
            first, second = (ModbusClient(local(gate.port), 2.0) for _ in range(2))
            for client in (first, second):
                await client.connect()
            await first.write_holding_registers(PLC_BASE, [1])
            assert links[0].alarms == Alarm(0)
            with pytest.raises(PlcExceptionResponseError):
                await second.write_holding_registers(PLC_BASE, [2])
            assert links[0].alarms is Alarm.SECOND_WRITER
            await until(lambda: gate._core.alarms.latched & Alarm.SECOND_WRITER)
            later = server_module.monotonic_ns() + 2_000_000_000
            monkeypatch.setattr(server_module, "monotonic_ns", lambda: later)
            assert links[0].alarms == Alarm(0)
            first.close()
            second.close()

    asyncio.run(run())


def test_a_session_that_never_began_can_be_ended():
    async def talk() -> None:
        raise NotImplementedError

    async def run() -> None:
        session = Session(ModbusClient(local(1)), talk)
        session.check()
        await session.stop()

    asyncio.run(run())
