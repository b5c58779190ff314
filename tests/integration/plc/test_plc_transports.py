"""Client and server over every transport: each says the same, and each fails clearly."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from plc_wires import Wire, WordsAndBits

from inspector.domain.errors.plc import PlcConnectionError, PlcExceptionResponseError
from inspector.plc import serial_line
from inspector.plc.client import ModbusClient
from inspector.plc.server import ModbusServer, ServerLimits

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
KINDS = ["tcp", "rtu_over_tcp", "tls", pytest.param("serial", marks=POSIX)]
KINDS += [pytest.param("serial_threads", marks=POSIX)]

Scenario = Callable[["Joined"], Awaitable[None]]


class Joined:
    """A client that is connected to a server."""

    bank: WordsAndBits
    wire: Wire
    server: ModbusServer
    client: ModbusClient


@pytest.fixture(params=KINDS)
def joined(request, tmp_path: Path, monkeypatch) -> Callable[..., None]:
    kind = request.param
    if kind == "serial_threads":
        monkeypatch.setattr(
            serial_line, "ReadySerialTransport", serial_line.ThreadedSerialTransport
        )
        kind = "serial"

    def run(scenario: Scenario, limits: ServerLimits | None = None) -> None:
        asyncio.run(_join(kind, tmp_path, scenario, limits))

    return run


async def _join(kind: str, folder: Path, scenario: Scenario, limits: ServerLimits | None) -> None:
    joined = Joined()
    joined.bank, joined.wire = WordsAndBits(), Wire(kind, folder)
    joined.server = await joined.wire.serve(joined.bank, limits)
    joined.client = ModbusClient(joined.wire.reach, timeout_s=1.0)
    try:
        await joined.client.connect()
        await scenario(joined)
    finally:
        joined.client.close()
        await joined.server.stop()
        await asyncio.sleep(0.01)
        joined.wire.close()


def test_every_function_reads_and_writes_what_it_says(joined):
    async def scenario(joined: Joined) -> None:
        client, bank = joined.client, joined.bank
        assert await client.read_discrete_inputs(0, 10) == bank.discrete_inputs[:10]
        assert await client.read_input_registers(3, 2) == [1003, 1004]
        await client.write_holding_registers(5, [65535, 0, 256])
        assert await client.read_holding_registers(4, 5) == [4, 65535, 0, 256, 8]
        await client.write_coils(7, [True, False, True] * 4)
        assert await client.read_coils(6, 14) == [False, *[True, False, True] * 4, False]
        assert await client.exchange(0, 3, 1, [11, 12]) == [0, 11, 12]
        assert await client.read_coils(0, 64) == bank.coils
        assert await client.read_holding_registers(0, 64) == bank.holding_registers
        assert bank.writes == 3

    joined(scenario)


def test_a_refusal_is_told_by_its_name_and_ends_no_connection(joined):
    async def scenario(joined: Joined) -> None:
        with pytest.raises(
            PlcExceptionResponseError, match=r"function 3: exception 2 \(illegal data"
        ):
            await joined.client.read_holding_registers(60, 5)
        with pytest.raises(PlcExceptionResponseError, match="function 16: exception 2"):
            await joined.client.write_holding_registers(63, [1, 2])
        assert joined.bank.writes == 0
        assert await joined.client.read_holding_registers(63, 1) == [63]

    joined(scenario)


def test_requests_of_several_tasks_take_turns(joined):
    async def scenario(joined: Joined) -> None:
        reads = [joined.client.read_input_registers(number, 1) for number in range(40)]
        assert await asyncio.gather(*reads) == [[1000 + number] for number in range(40)]

    joined(scenario)


def test_a_client_that_was_dropped_connects_again(joined):
    async def scenario(joined: Joined) -> None:
        joined.client.close()
        with pytest.raises(PlcConnectionError, match="not connected"):
            await joined.client.read_holding_registers(0, 1)
        await asyncio.sleep(0.01)
        await joined.client.connect()
        assert await joined.client.read_holding_registers(2, 1) == [2]

    joined(scenario)


def test_what_does_not_fit_into_a_request_is_refused_before_it_is_sent(joined):
    async def scenario(joined: Joined) -> None:
        for attempt in (
            joined.client.write_holding_registers(0, [70_000]),
            joined.client.write_holding_registers(0, [-1]),
            joined.client.write_holding_registers(0, []),
            joined.client.write_holding_registers(0, [0] * 124),
            joined.client.write_holding_registers(65_536, [0]),
            joined.client.read_holding_registers(0, 126),
            joined.client.read_coils(0, 0),
            joined.client.write_coils(0, []),
            joined.client.exchange(0, 1, 0, [0] * 122),
        ):
            with pytest.raises(ValueError):
                await attempt
        assert joined.bank.writes == 0
        assert await joined.client.read_holding_registers(2, 1) == [2]

    joined(scenario)
