"""What can happen to belt, sensors, bin and air."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from inspector.bench.faults.rig import Rig
from inspector.sim.world import Sensor

_STANDS_S = 5.0


async def stopped(rig: Rig, moment: random.Random) -> None:
    """The belt stands for a moment."""
    rig.belt.speed = 0.0
    await asyncio.sleep(moment.uniform(0.02, 0.6))
    rig.belt.speed = 1.0


async def slowed(rig: Rig, moment: random.Random) -> None:
    """The belt runs at another speed for a moment."""
    rig.belt.speed = moment.uniform(0.2, 1.3)
    await asyncio.sleep(moment.uniform(0.05, 0.6))
    rig.belt.speed = 1.0


async def reversed_(rig: Rig, moment: random.Random) -> None:
    """The belt runs backwards for a moment."""
    rig.belt.speed = -moment.uniform(0.2, 1.0)
    await asyncio.sleep(moment.uniform(0.02, 0.1))
    rig.belt.speed = 1.0


async def encoder_failed(rig: Rig, moment: random.Random) -> None:
    """The encoder's count stands still while the belt runs."""
    rig.control.stick_encoder(stuck=True)
    await asyncio.sleep(moment.uniform(0.02, 0.4))
    rig.control.stick_encoder(stuck=False)


async def bin_full(rig: Rig, moment: random.Random) -> None:
    """The reject bin is full until somebody empties it."""
    rig.world.bin_full = True
    await asyncio.sleep(moment.uniform(0.05, 0.3))
    rig.world.bin_full = False


async def air_low(rig: Rig, moment: random.Random) -> None:
    """The ejector lacks air for a moment."""
    rig.world.air_low = True
    await asyncio.sleep(moment.uniform(0.05, 0.3))
    rig.world.air_low = False


def blind(sensor: Sensor) -> Callable[[Rig, random.Random], Awaitable[None]]:
    """A sensor does not see the next part."""

    async def inject(rig: Rig, moment: random.Random) -> None:
        del moment
        rig.world.miss_next(sensor)
        await rig.parts_go_by(1)

    return inject


def ghost(sensor: Sensor) -> Callable[[Rig, random.Random], Awaitable[None]]:
    """A sensor sees something where nothing new is."""

    async def inject(rig: Rig, moment: random.Random) -> None:
        del moment
        rig.world.add_ghost(sensor)
        await rig.parts_go_by(1)

    return inject


async def ejector_closed(rig: Rig, moment: random.Random) -> None:
    """The ejector is stuck where it rejects."""
    rig.world.ejector_stuck = "closed"
    await asyncio.sleep(moment.uniform(0.05, 0.4))
    rig.world.ejector_stuck = None


async def ejector_open(rig: Rig, moment: random.Random) -> None:
    """The ejector is stuck where it lets pass, until the belt stands empty and it is repaired."""
    del moment
    rig.world.ejector_stuck = "open"
    await rig.until(lambda: not rig.world.infeed, _STANDS_S)
    await rig.until(lambda: rig.camera.came == len(rig.evidence.ejected), _STANDS_S)
    rig.world.ejector_stuck = None
