"""What can happen to the gate's process, its disk and its clock."""

from __future__ import annotations

import asyncio
import random

from inspector.bench.faults.rig import Rig

_BACK_S = 5.0
_FLUSHED_S = 0.3


async def killed(rig: Rig, moment: random.Random) -> None:
    """Killed at once; whoever supervises it starts it again."""
    del moment
    rig.gate.kill()
    await rig.until(lambda: not rig.control.ready, 1.0)
    await rig.until(lambda: rig.control.ready, _BACK_S)


async def frozen(rig: Rig, moment: random.Random) -> None:
    """SIGSTOP, shorter and longer than a heartbeat's time-out."""
    rig.gate.freeze()
    await asyncio.sleep(moment.uniform(0.02, 0.8))
    rig.gate.thaw()


async def disk_full(rig: Rig, moment: random.Random) -> None:
    """The disk takes nothing more, then it does again."""
    rig.gate.limit_files(1)
    await asyncio.sleep(moment.uniform(0.05, 0.6))
    rig.gate.limit_files(-1)
    await asyncio.sleep(_FLUSHED_S)


async def clock_stepped(rig: Rig, moment: random.Random) -> None:
    """Somebody sets the wall clock, by seconds or by years."""
    rig.set_wall_clock(moment.choice([-1, 1]) * 10 ** moment.uniform(0.0, 8.0))
    await asyncio.sleep(moment.uniform(0.1, 0.5))
    if moment.random() < 0.5:
        rig.set_wall_clock(0.0)
