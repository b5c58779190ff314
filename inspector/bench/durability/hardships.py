"""One run of the virtual line whose disk, clock or power gets worse and better again in mid-run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from inspector.bench.durability.accounts import account, of_phase
from inspector.bench.durability.phases import (
    HardshipOptions,
    Phase,
    Scene,
    missing_for,
    phases_of,
)
from inspector.bench.durability.victims import process_of
from inspector.clock import monotonic_ns
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.demo.report import Run
from inspector.paths import DataFolder

_STATION = ("gate", "engine")
_QUIET_LOOKS = 10
_UNDERWAY = 2
"""Parts that are being judged while a phase begins belong to the one before."""


def run_hardship(options: HardshipOptions, folder: Path) -> dict[str, Any]:
    """Run the line through all phases, and account for every part.

    Returns:
        ``hardship``, what :func:`account` finds, and of each phase what :func:`of_phase` does; or
        ``skipped`` with the reason.
    """
    if reason := missing_for(options.hardship):
        return {"hardship": options.hardship.value, "skipped": reason}
    place = folder / "station"
    with ExitStack() as stack:
        demo = Demo(
            DemoOptions(parts=0, rate_per_min=options.rate_per_min, seed=options.seed),
            DataFolder(place),
        )
        scene = Scene(options, place, folder, lambda: [process_of(demo, name) for name in _STATION])
        course = _Course(list(phases_of(scene, stack)), options.parts)
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
        if self.begun:
            self.begun[-1].note(came, progress.snapshot)
            if not self.begun[-1].is_over(came, self._parts):
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
