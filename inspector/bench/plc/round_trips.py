"""Round trips as the gate's side of the wire sees them, in a process of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from inspector.bench.plc.child import in_child
from inspector.bench.plc.figures import percentiles
from inspector.clock import monotonic_ns
from inspector.plc.client import ModbusClient
from inspector.plc.registers import PLC_WORDS, VISION_WORDS
from inspector.plc.transport import Tcp

CYCLE_S = 0.005
_TIMEOUT_S = 1.0
_VISION_BASE = 1000
_PLC_BASE = 100
_COILS = [True, False, True]
_WARM_UP = 50


@dataclass(slots=True)
class Durations:
    """What was measured, in milliseconds.

    Attributes:
        exchange: Writing block V and reading block P with one function 23.
        write_coils: Writing three coils with function 15.
    """

    exchange: list[float] = field(default_factory=list)
    write_coils: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Percentiles of each."""
        return {
            "exchange_ms": percentiles(self.exchange),
            "write_coils_ms": percentiles(self.write_coils),
        }


def measure_round_trips(port: int, seconds: float) -> dict[str, Any]:
    """Exchange with the server on this port of loopback, in a process as the gate has one.

    Raises:
        InspectorError: the measurement broke off.
    """
    return in_child(_run, port, seconds, seconds=seconds).figures()


def _run(port: int, seconds: float) -> Durations:
    return asyncio.run(_measure(port, seconds))


async def _measure(port: int, seconds: float) -> Durations:
    client = ModbusClient(Tcp("127.0.0.1", port), timeout_s=_TIMEOUT_S)
    await client.connect()
    measured = Durations()
    try:
        for _ in range(_WARM_UP):
            await _turn(client, Durations())
        await _turn_for(client, measured, seconds)
    finally:
        client.close()
    return measured


async def _turn_for(client: ModbusClient, measured: Durations, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    next_turn = loop.time()
    end = next_turn + seconds
    while next_turn < end:
        await asyncio.sleep(next_turn - loop.time())
        await _turn(client, measured)
        next_turn = max(next_turn + CYCLE_S, loop.time())


async def _turn(client: ModbusClient, measured: Durations) -> None:
    begun = monotonic_ns()
    await client.exchange(_PLC_BASE, PLC_WORDS, _VISION_BASE, [begun & 0xFFFF] * VISION_WORDS)
    exchanged = monotonic_ns()
    await client.write_coils(0, _COILS)
    measured.exchange.append((exchanged - begun) / 1e6)
    measured.write_coils.append((monotonic_ns() - exchanged) / 1e6)
