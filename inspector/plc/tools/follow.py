"""Reading a station's blocks again and again, also past a lost connection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from inspector.domain.errors.plc import PlcError
from inspector.plc.tools.reader import BlockReader, Blocks


async def follow(reader: BlockReader, period_s: float) -> AsyncIterator[Blocks | PlcError]:
    """Yield the blocks in a steady rhythm, and the error in place of those that did not come.

    Raises:
        PlcError: the first read already failed, so there is nothing to follow.
    """
    loop = asyncio.get_running_loop()
    yield await reader.read()
    due = loop.time()
    while True:
        due = max(due + period_s, loop.time())
        await asyncio.sleep(due - loop.time())
        try:
            blocks = await reader.read()
        except PlcError as error:
            yield error
        else:
            yield blocks
