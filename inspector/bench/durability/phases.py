"""What befalls the line, stretch by stretch."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

import psutil

from inspector.bench.durability.disks import SmallDisk, missing_for_disk, small_disk
from inspector.bench.durability.mains import mains, missing_for_mains
from inspector.bench.durability.world import World, missing_for_world
from inspector.clock import monotonic_ns
from inspector.paths import DataFolder
from inspector.wire.station import StationSnapshot, StationState

_ALARM_NS = 60 * 10**9
_HOUR_S, _DAY_S = 3600.0, 86_400.0
_SMALL_DISK_MB, _DISK_MB = 320, 1024
_SHORT_BYTES = 100 << 20
"""Less than the reserve of 200 MB that the demo's pictures leave free."""
_ANY_MOMENT_S = 1.0


class Hardship(StrEnum):
    """What befalls the line."""

    SLOW_DISK = "slow-disk"
    """Each fsync takes long, and each write to database and archive.

    What is written to the journal goes to the operating system's memory, as on any local disk.
    """
    FULL_DISK = "full-disk"
    """Less is free than pictures leave in reserve, then nothing, then all again."""
    READ_ONLY_DISK = "read-only-disk"
    """Nothing below the data folder can be written, as after an error of the disk; then all can."""
    CLOCK = "clock"
    """The wall clock is set an hour and a day ahead and back."""
    POWER_CUT = "power-cut"
    """The computer goes off at once and comes back with what its disk holds; PLC and belt go on."""


@dataclass(frozen=True, slots=True)
class HardshipOptions:
    """How hard it is.

    Attributes:
        hardship: What befalls the line.
        parts: That come in each phase.
        delay_ms: How long a slow disk takes for each write and each fsync.
        power_cuts: How many.
        seed: Of the parts, and of the moments of power cuts.
        rate_per_min: Parts.
    """

    hardship: Hardship
    parts: int = 200
    delay_ms: float = 200.0
    power_cuts: int = 50
    seed: int = 1
    rate_per_min: float = 200.0


@dataclass(slots=True)
class Phase:
    """A stretch of the run.

    Attributes:
        name: What it is called.
        begin: Makes things so.
        awaits: Code of the alarm that it lasts for, if it comes within a minute; SQLite writes to
            the space that its log has before it asks a full disk for more.
        halts: Whether the infeed stops meanwhile, so that it lasts for its alarm alone.
        restarts: Whether the station is away at first, and parts count once it inspects again.
        first_part: How many parts had come by then.
        alarms: Codes that stood meanwhile.
    """

    name: str
    begin: Callable[[], object]
    awaits: str = ""
    halts: bool = False
    restarts: bool = False
    first_part: int = 0
    alarms: set[str] = field(default_factory=set)
    begun_ns: int = 0
    counted_from: int | None = None

    def note(self, came: int, snapshot: StationSnapshot | None) -> None:
        """What the station says when so many parts have come."""
        if snapshot is None:
            return
        self.alarms |= {alarm.code for alarm in snapshot.alarms}
        inspects = snapshot.state is StationState.CONTINUOUS_EXECUTION
        if self.counted_from is None and (inspects or not self.restarts):
            self.counted_from = came

    def is_over(self, came: int, wanted: int) -> bool:
        """Whether enough parts have come, and its alarm too, unless it is long overdue."""
        alarmed = not self.awaits or self.awaits in self.alarms
        counted = 0 if self.counted_from is None else came - self.counted_from
        enough = self.halts or counted >= wanted
        return enough and (alarmed or monotonic_ns() - self.begun_ns > _ALARM_NS)


def missing_for(hardship: Hardship) -> str:
    """Why the line can be spared this on this computer; empty where it cannot."""
    if hardship is Hardship.FULL_DISK:
        return missing_for_disk()
    return missing_for_mains() if hardship is Hardship.POWER_CUT else missing_for_world()


@dataclass(frozen=True, slots=True)
class Scene:
    """Where it happens.

    Attributes:
        options: What happens.
        place: The station's data folder.
        aside: A folder for what the station must not know of.
        processes: Those of the station, asked anew each time.
    """

    options: HardshipOptions
    place: Path
    aside: Path
    processes: Callable[[], list[psutil.Process]]


def phases_of(scene: Scene, stack: ExitStack) -> Iterator[Phase]:
    """All of them, in order; what they need is set up now and put away by ``stack``.

    Raises:
        OSError: the computer does not let a disk be mounted.
    """
    hardship, delay_ms = scene.options.hardship, scene.options.delay_ms
    if hardship is Hardship.FULL_DISK:
        yield from _of_full_disk(stack.enter_context(small_disk(scene.place, _SMALL_DISK_MB)))
        return
    if hardship is Hardship.POWER_CUT:
        yield from _of_power_cuts(scene, stack)
        return
    data = DataFolder(scene.place)
    written = [data.database, data.archive]
    world = World(scene.aside / "world", syncs=[scene.place], writes=written, disk=scene.place)
    stack.enter_context(world.around_children())
    if hardship is Hardship.SLOW_DISK:
        slow = partial(world.set, sync_ms=delay_ms, write_ms=delay_ms)
        yield Phase("fast", world.set)
        yield Phase("slow", slow)
        yield Phase("fast again", world.set)
        return
    if hardship is Hardship.READ_ONLY_DISK:
        yield Phase("writable", world.set)
        yield Phase("read-only", lambda: world.set(read_only=True), "GAT-002", halts=True)
        yield Phase("writable again", world.set)
        return
    yield Phase("true", world.set)
    for name, seconds in (("hour", _HOUR_S), ("day", _DAY_S)):
        for sign, moved_s in (("+1", seconds), ("-1", -seconds)):
            yield Phase(f"{sign} {name}", partial(world.set, clock_s=moved_s))
    yield Phase("true again", world.set)


def _of_full_disk(disk: SmallDisk) -> Iterator[Phase]:
    yield Phase("room", lambda: None)
    yield Phase("below the reserve", lambda: disk.fill(_SHORT_BYTES))
    yield Phase("full", lambda: disk.fill(0), awaits="STO-001")
    yield Phase("room again", disk.clear)


def _of_power_cuts(scene: Scene, stack: ExitStack) -> Iterator[Phase]:
    disk = stack.enter_context(mains(scene.place, scene.aside / "disk", _DISK_MB))
    lot = random.Random(scene.options.seed)  # noqa: S311 - moments, no secrets

    def cut() -> None:
        time.sleep(lot.uniform(0, _ANY_MOMENT_S))
        disk.fail(scene.processes())

    yield Phase("power", lambda: None)
    for number in range(1, scene.options.power_cuts + 1):
        yield Phase(f"after cut {number}", cut, restarts=True)
