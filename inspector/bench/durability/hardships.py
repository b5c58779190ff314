"""One run of the virtual line whose disk or clock gets worse and better again in mid-run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from inspector.bench.durability.accounts import account, of_phase
from inspector.bench.durability.disks import SmallDisk, missing_for_disk, small_disk
from inspector.bench.durability.world import World, missing_for_world
from inspector.clock import monotonic_ns
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.demo.report import Run
from inspector.paths import DataFolder

_QUIET_LOOKS = 10
_ALARM_NS = 60 * 10**9
_UNDERWAY = 2
"""Parts that are being judged while a phase begins belong to the one before."""
_HOUR_S, _DAY_S = 3600.0, 86_400.0
_DISK_MB = 320
_SHORT_BYTES = 100 << 20
"""Less than the reserve of 200 MB that the demo's pictures leave free."""


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


@dataclass(frozen=True, slots=True)
class HardshipOptions:
    """How hard it is.

    Attributes:
        hardship: What befalls the line.
        parts: That come in each phase.
        delay_ms: How long a slow disk takes for each write and each fsync.
        seed: Of the parts.
        rate_per_min: Parts.
    """

    hardship: Hardship
    parts: int = 200
    delay_ms: float = 200.0
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
        first_part: How many parts had come by then.
        alarms: Codes that stood meanwhile.
    """

    name: str
    begin: Callable[[], object]
    awaits: str = ""
    halts: bool = False
    first_part: int = 0
    alarms: set[str] = field(default_factory=set)
    begun_ns: int = 0

    def is_over(self, parts: int, wanted: int) -> bool:
        """Whether enough parts have come, and its alarm too, unless it is long overdue."""
        alarmed = not self.awaits or self.awaits in self.alarms
        enough = self.halts or parts >= wanted
        return enough and (alarmed or monotonic_ns() - self.begun_ns > _ALARM_NS)


def missing_for(hardship: Hardship) -> str:
    """Why the line can be spared this on this computer; empty where it cannot."""
    return missing_for_disk() if hardship is Hardship.FULL_DISK else missing_for_world()


def run_hardship(options: HardshipOptions, folder: Path) -> dict[str, Any]:
    """Run the line through all phases, and account for every part.

    Returns:
        ``hardship``, what :func:`account` finds, and of each phase what :func:`of_phase` does; or
        ``skipped`` with the reason.
    """
    if reason := missing_for(options.hardship):
        return {"hardship": options.hardship.value, "skipped": reason}
    with ExitStack() as stack:
        place = folder / "station"
        phases = list(_phases(options, place, folder, stack))
        course = _Course(phases, options.parts)
        demo = Demo(
            DemoOptions(parts=0, rate_per_min=options.rate_per_min, seed=options.seed),
            DataFolder(place),
        )
        run = demo.run(course.look, with_app=False)
        return {
            "hardship": options.hardship.value,
            **account(run, DataFolder(place)),
            "phases": _told(run, course.begun),
        }


def is_flawless(figures: Mapping[str, Any]) -> bool:
    """Whether nothing was lost, doubled or passed uncleared, and all that was counted agrees."""
    if "skipped" in figures:
        return True
    wrong = ("lost", "doubled", "uncleared", "pictures_missing_or_changed", "disagreements")
    right = ("pages_whole", "times_add_up", "seals_hold", "integrity_ok")
    return not any(figures[name] for name in wrong) and all(figures[name] for name in right)


def _phases(
    options: HardshipOptions, place: Path, folder: Path, stack: ExitStack
) -> Iterator[Phase]:
    if options.hardship is Hardship.FULL_DISK:
        disk = stack.enter_context(small_disk(place, _DISK_MB))
        yield from _of_full_disk(disk)
        return
    data = DataFolder(place)
    world = World(folder / "world", syncs=[place], writes=[data.database, data.archive], disk=place)
    stack.enter_context(world.around_children())
    if options.hardship is Hardship.SLOW_DISK:
        slow = partial(world.set, sync_ms=options.delay_ms, write_ms=options.delay_ms)
        yield Phase("fast", world.set)
        yield Phase("slow", slow)
        yield Phase("fast again", world.set)
        return
    if options.hardship is Hardship.READ_ONLY_DISK:
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


class _Course:
    """Begins one phase after the other; ends the line when it has been quiet for a while after."""

    def __init__(self, phases: Sequence[Phase], parts: int) -> None:
        self._left = list(reversed(phases))
        self._parts = parts
        self._quiet = 0
        self.begun: list[Phase] = []

    def look(self, progress: Progress) -> bool:
        """Note what stands, and go on to the next phase when this one has had its parts."""
        came = int(progress.line.get("triggered", 0))
        if self.begun and progress.snapshot is not None:
            self.begun[-1].alarms |= {alarm.code for alarm in progress.snapshot.alarms}
        if self.begun and not self.begun[-1].is_over(came - self.begun[-1].first_part, self._parts):
            return True
        if not self._left:
            self._quiet += 1
            return self._quiet < _QUIET_LOOKS
        phase = self._left.pop()
        phase.begin()
        phase.first_part = came + _UNDERWAY if self.begun else 0
        phase.begun_ns = monotonic_ns()
        self.begun.append(phase)
        return True


def _told(run: Run, phases: Sequence[Phase]) -> list[dict[str, Any]]:
    ends = [phase.first_part for phase in phases[1:]] + [None]
    return [
        {
            "phase": phase.name,
            **of_phase(Path(run.database), phase.first_part, end),
            "alarms": sorted(phase.alarms),
        }
        for phase, end in zip(phases, ends, strict=True)
    ]
