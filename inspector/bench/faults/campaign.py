"""Runs the line while faults are injected at moments that the seed decides."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from inspector.bench.faults.catalogue import CATALOGUE, THINGS, Fault, names_for
from inspector.bench.faults.figures import Run
from inspector.bench.faults.operator import attend
from inspector.bench.faults.record_file import read_records, read_status
from inspector.bench.faults.rig import Rig
from inspector.bench.faults.settings import RunSettings
from inspector.clock import monotonic_ns

_log = logging.getLogger(__name__)
_FIRST_PART, _LAST_SHARE = 8, 0.95
_SETTLE_S = 20.0
_COUNTED_S = 0.3
"""After so long the gate's status tells of the last part."""
_OVERTIME_S = 60.0
_UNREADABLE = frozenset({"gate", "fieldbus"})
"""What a gate needs to read the sensors of a coupler."""


@dataclass(order=True, slots=True)
class _Appointment:
    """A fault that is to come with a part."""

    part: int
    name: str
    seed: str = field(compare=False)


async def run_once(settings: RunSettings, folder: Path) -> Run:
    """One run on a station of its own.

    Args:
        settings: What runs.
        folder: An empty folder; journal, records and logs stay in it.

    Raises:
        InspectorError: the station does not come up.
    """
    begun = monotonic_ns()
    rig = Rig(settings, folder)
    operator = asyncio.create_task(attend(rig, random.Random(f"{settings.seed}/operator")))  # noqa: S311
    injected: Counter[str] = Counter()
    try:
        await rig.start()
        await _meddle(rig, injected)
        rig.world.stop_feeding()
        await rig.until(rig.settled, _SETTLE_S)
        await asyncio.sleep(_COUNTED_S)
    finally:
        operator.cancel()
        await asyncio.gather(operator, return_exceptions=True)
        await rig.stop()
    return Run(
        settings=settings,
        evidence=rig.evidence,
        records=tuple(read_records(rig.records, rig.data.journal)),
        status=read_status(rig.records),
        faults=dict(sorted(injected.items())),
        seconds=(monotonic_ns() - begun) / 1e9,
    )


async def _meddle(rig: Rig, injected: Counter[str]) -> None:
    """Let parts come and faults happen until there were enough of both."""
    locks = {thing: asyncio.Lock() for thing in THINGS}
    running = []
    for appointment in sorted(_appointments(rig.settings)):
        await rig.parts_have_come(appointment.part, _OVERTIME_S)
        running.append(asyncio.create_task(_inject(rig, appointment, locks, injected)))
    await asyncio.wait_for(asyncio.gather(*running), _OVERTIME_S)
    await rig.parts_have_come(rig.settings.parts, _OVERTIME_S)


def _appointments(settings: RunSettings) -> Iterator[_Appointment]:
    """The same for the same settings."""
    moment = random.Random(f"{settings.seed}/{settings.tracking}/{settings.role}")  # noqa: S311
    last = max(int(settings.parts * _LAST_SHARE), _FIRST_PART)
    for name in names_for(settings):
        for number in range(settings.repeats):
            part = moment.randint(_FIRST_PART, last)
            yield _Appointment(part, name, f"{settings.seed}/{name}/{number}")


async def _inject(
    rig: Rig, appointment: _Appointment, locks: dict[str, asyncio.Lock], injected: Counter[str]
) -> None:
    fault: Fault = CATALOGUE[appointment.name]
    moment = random.Random(appointment.seed)  # noqa: S311
    await asyncio.sleep(moment.uniform(0.0, rig.settings.pitch_ms / 1e3))
    async with AsyncExitStack() as held:
        for thing in sorted(fault.breaks):
            await held.enter_async_context(locks[thing])
        _log.info("part %d: %s begins", rig.camera.came, appointment.name)
        begun = monotonic_ns()
        await fault.inject(rig, moment)
        if not _UNREADABLE.isdisjoint(fault.breaks):
            rig.evidence.disturbed.append((begun, monotonic_ns()))
        _log.info("part %d: %s is over", rig.camera.came, appointment.name)
        injected[appointment.name] += 1
