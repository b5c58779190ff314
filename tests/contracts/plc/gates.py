"""A real gate with a link of any role, and an engine that judges by the number of the part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from gate_rig import Engine, until

from inspector.domain.evaluation import Evaluation
from inspector.gate.link import Link
from inspector.gate.links.server import ServerLink
from inspector.gate.process import Gate
from inspector.gate.settings import GateSettings
from inspector.pipe.records import LiveTrigger
from inspector.plc.bank import RegisterBank
from inspector.plc.server import ModbusServer
from inspector.plc.transport import Tcp

MakeLink = Callable[[RegisterBank], Link]


def judge(trigger: LiveTrigger) -> int:
    """Every third part is bad, every eleventh undecidable."""
    if trigger.trigger_index % 3 == 0:
        return Evaluation.NOT_OK
    return Evaluation.NOT_DECIDABLE if trigger.trigger_index % 11 == 0 else Evaluation.OK


def good(parts: int) -> list[int]:
    """Those of so many parts that are judged OK."""
    return [number for number in range(1, parts + 1) if number % 3 and number % 11]


def served_link(bank: RegisterBank) -> Link:
    """Role server on a free port."""
    return ServerLink(ModbusServer(bank, Tcp("127.0.0.1", 0)))


@asynccontextmanager
async def inspecting(folder: Path, make_link: MakeLink) -> AsyncIterator[tuple[Gate, Engine]]:
    """A gate with this link, and an engine that judges."""
    address_file = folder / "gate.json"
    gate = Gate(GateSettings(), folder / "journal", address_file, make_link)
    running = asyncio.create_task(gate.run())
    try:
        await until(lambda: address_file.exists() or running.done())
        engine = Engine(address_file, judge)
        await engine.connect()
        try:
            yield gate, engine
        finally:
            await engine.disconnect()
    finally:
        gate.stop()
        await running
