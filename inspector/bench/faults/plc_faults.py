"""What can happen to the PLC, to the wire, and to what is written on it."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Sequence

from inspector.bench.faults.rig import Rig
from inspector.bench.faults.scripted_engine import RECIPES
from inspector.domain.errors.plc import PlcError, PlcExceptionResponseError
from inspector.plc.block import RegisterBlock, next_sequence
from inspector.plc.client import ModbusClient
from inspector.plc.registers import (
    PLC_BASE,
    PLC_BLOCK,
    PLC_WORDS,
    VISION_MIRROR_BASE,
    VISION_WORDS,
)
from inspector.plc.transport import Tcp

Wrongly = Callable[[int, int], int]
"""Given the acknowledge when it began and the true one now, the one that is shown."""
_READY_S = 3.0
_UNKNOWN_RECIPE = 99
_HEARTBEAT_S = 0.3
_RING = 8
_PAST_WRITES = 100
_CONNECTED_EXCHANGES = 3


async def link_cut(rig: Rig, moment: random.Random) -> None:
    """The connection is reset and refused."""
    rig.cable.cut()
    await asyncio.sleep(moment.uniform(0.01, 0.8))
    rig.cable.restore()


async def link_silent(rig: Rig, moment: random.Random) -> None:
    """Both ends stay connected and nothing arrives."""
    rig.cable.silent = True
    await asyncio.sleep(moment.uniform(0.01, 0.8))
    rig.cable.silent = False


async def hung(rig: Rig, moment: random.Random) -> None:
    """Neither program nor fieldbus runs, the connection stays; longer than a heartbeat."""
    rig.plc.interlocked = moment.random() < 0.5
    rig.plc.freeze()
    await asyncio.sleep(moment.uniform(_HEARTBEAT_S, 1.0))
    rig.plc.thaw()
    rig.plc.interlocked = True


async def hiccup(rig: Rig, moment: random.Random) -> None:
    """The same, shorter than a heartbeat's time-out."""
    rig.plc.interlocked = False
    rig.plc.freeze()
    await asyncio.sleep(moment.uniform(0.01, _HEARTBEAT_S))
    rig.plc.thaw()
    rig.plc.interlocked = True


async def restarted(rig: Rig, moment: random.Random) -> None:
    """The PLC begins anew and knows nothing of what lies on the belt."""
    rig.plc.interlocked = moment.random() < 0.5
    rig.plc.freeze()
    await asyncio.sleep(moment.uniform(0.0, 0.5))
    rig.plc.restart()
    rig.plc.thaw()
    await asyncio.sleep(moment.uniform(0.0, 0.1))
    rig.plc.interlocked = True
    await rig.until(lambda: rig.control.ready, _READY_S)


def acknowledged(wrongly: Wrongly) -> Callable[[Rig, random.Random], Awaitable[None]]:
    """The PLC shows another acknowledge than its own, and goes on doing so for a while."""

    async def inject(rig: Rig, moment: random.Random) -> None:
        begun = rig.plc.program.plc["result_ack_seq"]

        def tamper(words: Sequence[int]) -> list[int]:
            block = _block(words)
            block["result_ack_seq"] = wrongly(begun, block["result_ack_seq"])
            return block.words

        rig.link.tamper = tamper
        await asyncio.sleep(moment.uniform(0.05, 0.4))
        rig.link.tamper = None

    return inject


def ack_withheld(begun: int, now: int) -> int:
    """The acknowledge stays where it was: late, and lost for all but the last result."""
    del now
    return begun


def ack_again(begun: int, now: int) -> int:
    """An older acknowledge is shown once more."""
    del begun
    return (now - 3) % 0xFFFF or 1


def ack_ahead(begun: int, now: int) -> int:
    """Results are acknowledged that nobody has read, and such as there are not."""
    ahead = now
    for _ in range(1 + now % (2 * _RING)):
        ahead = next_sequence(ahead)
    del begun
    return ahead


async def write_again(rig: Rig, moment: random.Random) -> None:
    """Some writes are repeated, as a driver that retries would."""
    for _ in range(moment.randint(3, 9)):
        rig.link.again = moment.randint(1, 3)
        await asyncio.sleep(moment.uniform(0.0, 0.04))


async def late_write(rig: Rig, moment: random.Random) -> None:
    """A write of a moment ago arrives once more."""
    for _ in range(moment.randint(1, 3)):
        past = moment.randint(1, min(len(rig.link.sent), _PAST_WRITES))
        await rig.link.show(rig.link.sent[-past])
        await asyncio.sleep(moment.uniform(0.0, 0.05))


async def trigger_missed(rig: Rig, moment: random.Random) -> None:
    """The PLC does not get round to telling some parts, and skips their numbers."""
    del moment
    rig.link.held = True
    await rig.parts_go_by(4)
    rig.plc.program.on_link_lost()
    rig.link.held = False


async def second_writer(rig: Rig, moment: random.Random) -> None:
    """Another client writes triggers and acknowledges of its own."""
    wanted = rig.link.exchanges + _CONNECTED_EXCHANGES
    if not await rig.until(lambda: rig.link.exchanges >= wanted, _READY_S):
        return
    block = _block(rig.plc.program.plc.words)
    block["plc_session"] = block["plc_session"] % 0xFFFF + 1
    rival = ModbusClient(Tcp("127.0.0.1", rig.station_port))
    with contextlib.suppress(PlcError):
        await rival.connect()
        for _ in range(moment.randint(3, 10)):
            for name in ("trigger_seq", "result_ack_seq", "confirm_seq"):
                block[name] = next_sequence(block[name])
            with contextlib.suppress(PlcExceptionResponseError):
                await rival.exchange(VISION_MIRROR_BASE, VISION_WORDS, PLC_BASE, block.words)
            await asyncio.sleep(0.01)
    rival.close()


async def recipe_changed(rig: Rig, moment: random.Random) -> None:
    """Another recipe is asked for while the line runs, with parts on the belt or without."""
    active = rig.plc.program.vision["recipe_active"]
    wanted = next(recipe for recipe in RECIPES if recipe != active)
    rig.plc.program.change_recipe(wanted, when_empty=moment.random() < 0.5)
    await rig.until(lambda: rig.plc.program.vision["recipe_active"] == wanted, _READY_S)


async def recipe_unknown(rig: Rig, moment: random.Random) -> None:
    """A recipe is asked for that the station does not have, then another."""
    rig.plc.program.change_recipe(_UNKNOWN_RECIPE, when_empty=moment.random() < 0.5)
    await rig.until(lambda: rig.plc.program.recipe_refused, _READY_S)
    rig.plc.program.change_recipe(0)


def _block(words: Sequence[int]) -> RegisterBlock:
    block = RegisterBlock(PLC_BLOCK, PLC_WORDS)
    block.load(words)
    return block
