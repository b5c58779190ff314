"""One run of the virtual line in which gate and engine are killed again and again."""

from __future__ import annotations

import contextlib
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from inspector.bench.durability.power_cuts import PowerCuts, Row, stored_rows
from inspector.bench.durability.victims import process_of
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.demo.report import Run, disagreements
from inspector.paths import DataFolder
from inspector.store.backup.database import require_sound
from inspector.store.opening import DATABASE_NAME

_PAUSE_S = 1.5
_VICTIMS = ("engine", "gate", "engine and gate")
_QUIET_LOOKS = 25


@dataclass(frozen=True, slots=True)
class DurabilityOptions:
    """What is done to the line.

    Attributes:
        kills: How often something is killed.
        power_cuts: How often the disk is copied as it is.
        seed: Of the moments and of the victims.
        rate_per_min: Parts.
    """

    kills: int = 200
    power_cuts: int = 50
    seed: int = 1
    rate_per_min: float = 600.0


def run_campaign(options: DurabilityOptions, folder: Path) -> dict[str, Any]:
    """Run the line, do all of it, and account for every part.

    Returns:
        ``kills``, ``lost`` and ``doubled`` results, ``integrity_ok``, ``escapes``, ``parts``, and
        of the power cuts how many copies were opened, how many of them were ``unsound`` and how
        many rows they held that the history does not.
    """
    data = DataFolder(folder / "station")
    cuts = PowerCuts(data.database / DATABASE_NAME, folder / "copies", options.seed)
    reaper = _Reaper(options, cuts)
    demo = Demo(DemoOptions(parts=0, rate_per_min=options.rate_per_min, keep="rejects"), data)
    run = demo.run(lambda progress: reaper.look(demo, progress), with_app=False)
    return _figures(run, reaper, cuts)


class _Reaper:
    """Kills at random moments; ends the line when it has been quiet for a while after."""

    def __init__(self, options: DurabilityOptions, cuts: PowerCuts) -> None:
        self._random = random.Random(options.seed)  # noqa: S311 - moments, no secrets
        plan = ["kill"] * options.kills + ["cut"] * options.power_cuts
        self._random.shuffle(plan)
        self._plan = plan
        self._cuts = cuts
        self._quiet = 0
        self.kills: Counter[str] = Counter()

    def look(self, demo: Demo, progress: Progress) -> bool:
        """Do the next thing of the plan; ``False`` when all is done."""
        if not self._plan:
            self._quiet += 1
            return self._quiet < _QUIET_LOOKS
        time.sleep(self._random.uniform(0, _PAUSE_S))
        with contextlib.suppress(psutil.NoSuchProcess):
            if self._plan[-1] == "kill":
                self._kill(demo, self._random.choice(_VICTIMS))
            else:
                self._cuts.cut(process_of(demo, "engine"))
            self._plan.pop()
        return True

    def _kill(self, demo: Demo, victims: str) -> None:
        for name in victims.split(" and "):
            process_of(demo, name).kill()
        self.kills[victims] += 1


def _figures(run: Run, reaper: _Reaper, cuts: PowerCuts) -> dict[str, Any]:
    database = Path(run.database)
    require_sound(database, "integrity_check")
    rows = stored_rows(database)
    parts = Counter((row[1], row[2]) for row in rows)
    passed_by = int(run.line["triggered"])
    remains = list(cuts.remains())
    return {
        "kills": sum(reaper.kills.values()),
        "kills_by_victim": dict(reaper.kills),
        "parts": passed_by,
        "results": len(rows),
        "lost": max(0, passed_by - len(rows)),
        "doubled": sum(count - 1 for count in parts.values()) + max(0, len(rows) - passed_by),
        "escapes": int(run.line["escapes"]),
        "integrity_ok": True,
        "disagreements": disagreements(run),
        "power_cuts": {
            "copies": len(remains),
            "unsound": sum(not each.sound for each in remains),
            "strange_rows": sum(_strange(each.rows, rows) for each in remains),
        },
    }


def _strange(held: tuple[Row, ...], stored: tuple[Row, ...]) -> int:
    """Rows of a copy that are not the first ones of the history: no row may vanish again."""
    return sum(one != other for one, other in zip(held, stored, strict=False)) + max(
        0, len(held) - len(stored)
    )
