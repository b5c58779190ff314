"""What can happen to the engine's process, and what it can do wrong."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from inspector.bench.faults.rig import Rig
from inspector.bench.faults.script import Order

_BURST = 72
"""More parts than may wait for a verdict."""


async def killed(rig: Rig, moment: random.Random) -> None:
    """Killed at once; whoever supervises it starts it again."""
    del moment
    rig.engine.kill()
    await rig.until(lambda: not rig.control.ready, 1.0)
    await rig.until(lambda: rig.control.ready, 3.0)


async def frozen(rig: Rig, moment: random.Random) -> None:
    """SIGSTOP, shorter and longer than a heartbeat's time-out."""
    rig.engine.freeze()
    await asyncio.sleep(moment.uniform(0.02, 0.8))
    rig.engine.thaw()


async def maintenance(rig: Rig, moment: random.Random) -> None:
    """Somebody works on the station for a moment."""
    rig.engine.tell("maintain 1")
    await asyncio.sleep(moment.uniform(0.05, 0.3))
    rig.engine.tell("maintain 0")


async def queue_overrun(rig: Rig, moment: random.Random) -> None:
    """The photo-eye chatters while the engine answers nothing."""
    del moment
    for _ in range(_BURST):
        rig.engine.tell(Order.DROP)
        rig.world.add_ghost("photo_eye")
    await rig.parts_go_by(3)


def answered(order: Order) -> Callable[[Rig, random.Random], Awaitable[None]]:
    """The engine treats some parts in this way."""

    async def inject(rig: Rig, moment: random.Random) -> None:
        count = moment.randint(3, 6)
        for _ in range(count):
            rig.engine.tell(order)
        await rig.parts_go_by(count)

    return inject
