"""What can happen to a remote I/O coupler."""

from __future__ import annotations

import asyncio
import random

from inspector.bench.faults.rig import Rig

_BACK_S = 3.0


async def power_cycled(rig: Rig, moment: random.Random) -> None:
    """The power was away for a moment; all is as it was out of the box, the watchdog off."""
    rig.cable.cut()
    rig.coupler.powered = False
    rig.coupler.power_cycle()
    await asyncio.sleep(moment.uniform(0.02, 0.5))
    rig.coupler.powered = True
    rig.cable.restore()
    await rig.until(lambda: rig.control.ready, _BACK_S)


async def watchdog_lost(rig: Rig, moment: random.Random) -> None:
    """The coupler forgets its watchdog without a word, as after a short dip of its power."""
    del moment
    rig.coupler.power_cycle()
    await rig.until(lambda: rig.coupler.watchdog_ms, _BACK_S)
    await rig.until(lambda: rig.control.ready, _BACK_S)


async def watchdog_refused(rig: Rig, moment: random.Random) -> None:
    """The coupler has lost its watchdog and does not take a new one for a while."""
    rig.coupler.refuses_watchdog = True
    rig.coupler.power_cycle()
    await asyncio.sleep(moment.uniform(0.2, 1.5))
    rig.coupler.refuses_watchdog = False
    await rig.until(lambda: rig.control.ready, _BACK_S)
