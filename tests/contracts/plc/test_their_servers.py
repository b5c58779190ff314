"""Our client on Modbus servers of other makers: the same promises over every way there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from client_ways import Place
from server_ways import (
    COILS,
    COMPLETE,
    DISCRETE_INPUTS,
    HOLDING,
    INPUT_REGISTERS,
    WAYS,
    Served,
)

from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PlcConnectionError, PlcError, PlcExceptionResponseError
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_WORDS, VISION_WORDS

VISION_BASE = 4200
PLC_BASE = 30_000
BLOCK_V = [40_000 + offset for offset in range(VISION_WORDS)]
BLOCK_P = [500 + offset for offset in range(PLC_WORDS)]
TIMEOUT_S = 0.3
PROMPT_S = 5.0
Scenario = Callable[[ModbusClient], Awaitable[None]]


over_each_of = partial(pytest.mark.parametrize, "served", indirect=True)


@pytest.fixture
def served(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> Iterator[Served]:
    place = Place(built, partial(request.getfixturevalue, "certificates"), tmp_path)
    with WAYS[request.param](place) as reached:
        yield reached


def with_client(served: Served, scenario: Scenario, *, timeout_s: float = 2.0) -> None:
    """Run the scenario with a connected client of ours."""

    async def run() -> None:
        client = ModbusClient(served.transport, timeout_s=timeout_s)
        await client.connect()
        try:
            await scenario(client)
        finally:
            client.close()

    asyncio.run(run())


@over_each_of(COMPLETE)
def test_both_blocks_go_in_one_exchange_wherever_they_lie(served: Served) -> None:
    served.server.ask("set", HOLDING, PLC_BASE, *BLOCK_P)

    async def scenario(client: ModbusClient) -> None:
        assert await client.exchange(PLC_BASE, PLC_WORDS, VISION_BASE, BLOCK_V) == BLOCK_P

    with_client(served, scenario)
    assert served.server.ask("get", HOLDING, VISION_BASE, VISION_WORDS + 1) == [*BLOCK_V, 0]


@over_each_of(WAYS)
def test_block_v_is_written_and_block_p_read_wherever_they_lie(served: Served) -> None:
    served.server.ask("set", HOLDING, PLC_BASE, *BLOCK_P)

    async def scenario(client: ModbusClient) -> None:
        await client.write_holding_registers(VISION_BASE, BLOCK_V)
        assert await client.read_holding_registers(PLC_BASE, PLC_WORDS) == BLOCK_P

    with_client(served, scenario)
    assert served.server.ask("get", HOLDING, VISION_BASE, VISION_WORDS + 1) == [*BLOCK_V, 0]


@over_each_of(COMPLETE)
def test_every_table_of_a_coupler_is_read_and_written(served: Served) -> None:
    served.server.ask("set", DISCRETE_INPUTS, 3, 1, 0, 1, 1, 0, 0, 0, 0, 1)
    served.server.ask("set", INPUT_REGISTERS, 9, 65_535, 1)

    async def scenario(client: ModbusClient) -> None:
        bits = await client.read_discrete_inputs(3, 9)
        assert [number for number, bit in enumerate(bits) if bit] == [0, 2, 3, 8]
        assert await client.read_input_registers(9, 2) == [65_535, 1]
        await client.write_coils(16, [True, False, True])
        assert await client.read_coils(15, 5) == [False, True, False, True, False]

    with_client(served, scenario)
    assert served.server.ask("get", COILS, 15, 5) == [0, 1, 0, 1, 0]


@over_each_of(COMPLETE)
def test_an_address_that_the_server_lacks_is_an_error_and_the_next_request_works(
    served: Served,
) -> None:
    async def scenario(client: ModbusClient) -> None:
        served.server.ask("size", HOLDING, 100)
        with pytest.raises(PlcExceptionResponseError, match="exception 2"):
            await client.read_holding_registers(99, 2)
        assert await client.read_holding_registers(98, 2) == [0, 0]

    with_client(served, scenario)


@over_each_of(["modbus-serial tcp"])
def test_a_function_that_the_server_lacks_is_an_error_and_the_next_request_works(
    served: Served,
) -> None:
    async def scenario(client: ModbusClient) -> None:
        with pytest.raises(PlcExceptionResponseError, match="exception 1"):
            await client.exchange(0, 1, 0, [1])
        assert await client.read_holding_registers(98, 2) == [0, 0]

    with_client(served, scenario)


@over_each_of(WAYS)
def test_a_server_that_was_killed_and_came_back_is_reached_again(
    served: Served, record_property: Callable[[str, object], None]
) -> None:
    async def run() -> None:
        client = ModbusClient(served.transport, timeout_s=TIMEOUT_S)
        await client.connect()
        await client.write_holding_registers(7, [1])
        served.server.kill()
        with pytest.raises(PlcConnectionError):
            await client.write_holding_registers(7, [2])
        with served.starts_again() as again:
            back_ns = monotonic_ns()
            await _until_written(client, 7, 3)
            reconnected_ms = (monotonic_ns() - back_ns) / 1e6
            assert again.ask("get", HOLDING, 7, 1) == [3]
        record_property("reconnected_ms", reconnected_ms)
        print(f"reconnected in {reconnected_ms:.1f} ms")
        client.close()

    asyncio.run(run())


async def _until_written(client: ModbusClient, address: int, value: int) -> None:
    async with asyncio.timeout(PROMPT_S):
        while True:
            try:
                await client.connect()
                await client.write_holding_registers(address, [value])
            except PlcError:
                await asyncio.sleep(0.01)
            else:
                return


@over_each_of(WAYS)
def test_a_server_that_hangs_with_its_connection_up_is_noticed_in_time(served: Served) -> None:
    async def scenario(client: ModbusClient) -> None:
        served.server.ask("set", HOLDING, 11, 1111)
        served.server.ask("set", HOLDING, 22, 2222)
        served.server.pause()
        begun_ns = monotonic_ns()
        try:
            with pytest.raises(PlcConnectionError):
                await client.read_holding_registers(11, 1)
            assert (monotonic_ns() - begun_ns) / 1e9 < PROMPT_S
        finally:
            served.server.resume()
        await _until_read(client, 22, 2222)

    with_client(served, scenario, timeout_s=TIMEOUT_S)


async def _until_read(client: ModbusClient, address: int, expected: int) -> None:
    """Connect anew until the register can be read; what is read is never another's value."""
    async with asyncio.timeout(PROMPT_S):
        while True:
            try:
                await client.connect()
                read = await client.read_holding_registers(address, 1)
            except PlcError:
                await asyncio.sleep(0.01)
            else:
                break
    assert read == [expected]
    assert await client.read_holding_registers(address, 1) == [expected]
