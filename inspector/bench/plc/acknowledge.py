"""How long a published result waits for the PLC's acknowledge: real gate, virtual PLC."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from inspector.bench.plc.child import in_child
from inspector.bench.plc.figures import percentiles
from inspector.bench.plc.judged_gate import judged_gate
from inspector.clock import monotonic_ns
from inspector.domain.errors.plc import PlcError
from inspector.gate.links.server import ServerLink
from inspector.plc.bank import RegisterBank
from inspector.plc.server import ModbusServer
from inspector.plc.transport import Tcp
from inspector.supervisor.command import inspector_command

_PARTS_PER_S = 20


def measure_acknowledge(folder: Path, seconds: float) -> dict[str, Any]:
    """Let parts come for so long; each is judged at once.

    Raises:
        InspectorError: gate or PLC did not run to the end.
    """
    parts = max(int(seconds * _PARTS_PER_S), 1)
    waited_ms = in_child(_run, folder, parts, seconds=seconds)
    return {"result_to_acknowledge_ms": percentiles(waited_ms)}


class _ObservedBank(RegisterBank):
    """The blocks of the gate's own bank; notes when each acknowledge came."""

    def __init__(self, observed: RegisterBank) -> None:
        super().__init__(lambda: None)
        self.vision, self.plc = observed.vision, observed.plc
        self._observed = observed
        self.acknowledged_ns: dict[int, int] = {}

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        """Let the gate take the write, then look what it acknowledged."""
        self._observed.write_holding_registers(address, values)
        self.acknowledged_ns.setdefault(self.plc["result_ack_seq"], monotonic_ns())


def _run(folder: Path, parts: int) -> list[float]:
    """Runs in the process of the gate."""
    return asyncio.run(_measure(folder, parts))


async def _measure(folder: Path, parts: int) -> list[float]:
    banks: list[_ObservedBank] = []

    def link(bank: RegisterBank) -> ServerLink:
        banks.append(_ObservedBank(bank))
        return ServerLink(ModbusServer(banks[0], Tcp("127.0.0.1", 0)))

    async with judged_gate(folder, link) as (gate, judge):
        await _virtual_plc(gate.port, parts)
        acknowledged_ns = banks[0].acknowledged_ns
        return [
            (acknowledged_ns[number] - published_ns) / 1e6
            for number, published_ns in judge.published_ns.items()
            if number in acknowledged_ns
        ]


async def _virtual_plc(port: int, parts: int) -> None:
    options = ["--port", str(port), "--parts", str(parts), "--rate", str(_PARTS_PER_S * 60)]
    process = await asyncio.create_subprocess_exec(
        *inspector_command("plc", "simulate", *options),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    if process.returncode != 0:
        raise PlcError(f"the virtual PLC failed: {said.decode().strip()[-300:]}")
