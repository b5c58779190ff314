"""A real gate with a judge at its pipe, in the process of the caller."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from inspector.bench.plc.judge import Judge, judging
from inspector.gate.link import Link
from inspector.gate.process import Gate
from inspector.gate.settings import GateSettings
from inspector.plc.bank import RegisterBank

_START_S = 10.0
_LOOK_S = 0.01


@asynccontextmanager
async def judged_gate(
    folder: Path, make_link: Callable[[RegisterBank], Link]
) -> AsyncIterator[tuple[Gate, Judge]]:
    """A gate with this link, while the context lasts.

    Args:
        folder: Where its files go; made if it is not there.
        make_link: Makes the link.

    Raises:
        TimeoutError: it did not come up.
        PlcError: its link cannot begin.
    """
    logging.getLogger("inspector").setLevel(logging.ERROR)
    folder.mkdir(parents=True, exist_ok=True)
    address_file = folder / "gate.json"
    address_file.unlink(missing_ok=True)
    gate = Gate(GateSettings(), folder / "journal", address_file, make_link)
    running = asyncio.create_task(gate.run())
    try:
        async with asyncio.timeout(_START_S):
            while not address_file.exists() and not running.done():
                await asyncio.sleep(_LOOK_S)
        if running.done():
            await running
        async with judging(address_file) as judge:
            yield gate, judge
    finally:
        gate.stop()
        await running
