"""Somebody at the line who clears alarms once their cause is gone."""

from __future__ import annotations

import asyncio
import random

from inspector.bench.faults.rig import Rig

_LOOK_S = 0.02
_KEY_S = 0.06


async def attend(rig: Rig, moment: random.Random) -> None:
    """Look at the beacon until cancelled; press the reset key, or clear in the operator's app."""
    while True:
        await asyncio.sleep(_LOOK_S)
        if not rig.control.alarmed:
            continue
        await asyncio.sleep(moment.uniform(0.1, 0.4))
        if _cause_stands(rig) or not rig.control.alarmed:
            continue
        if rig.settings.role == "coupler" or moment.random() < 0.5:
            rig.engine.tell("clear")
        rig.control.press_reset(held=moment.random() < 0.7)
        await asyncio.sleep(_KEY_S)
        rig.control.press_reset(held=False)


def _cause_stands(rig: Rig) -> bool:
    world = rig.world
    return world.bin_full or world.air_low or world.ejector_stuck is not None
