"""Whatever falls, no part passes without its own verdict and none goes unrecorded."""

from __future__ import annotations

import contextlib
import random
import time
from pathlib import Path

import psutil
import pytest
from line_runs import (
    CuttableCable,
    assert_no_part_was_lost,
    process,
    run_line,
    save_sure_parts,
)

from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.domain.evaluation import Evaluation

SOME, MANY = 3, 20
"""Kills in a row: for every run of the tests, and for the long campaigns."""
RATE_PER_MIN = 600
FROZEN_PARTS, PARTS_AFTER = 20, 15
"""What passes in two seconds, and what is looked at after them."""
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def sure_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=20)


def endless(parts: Path) -> DemoOptions:
    return DemoOptions(parts=0, rate_per_min=RATE_PER_MIN, images=parts)


class Killer:
    """Kills the engine at random moments, then the gate, lets the line run a while and ends it."""

    def __init__(self, seed: int, kills: int) -> None:
        self._left = ["engine"] * kills + ["gate"] * kills
        self._random = random.Random(seed)
        self.killed: list[int] = []
        self._quiet = 0

    def __call__(self, demo: Demo, progress: Progress) -> bool:
        if not self._left:
            self._quiet += 1
            return self._quiet < 20
        time.sleep(self._random.uniform(0.0, 1.5))
        with contextlib.suppress(psutil.NoSuchProcess):  # dead already, not yet restarted
            victim = process(demo, self._left[0])
            if victim.pid not in self.killed:
                victim.kill()
                self.killed.append(victim.pid)
                self._left.pop(0)
        return True


@pytest.mark.parametrize("kills", [SOME, pytest.param(MANY, marks=pytest.mark.soak)])
def test_killed_again_and_again_at_random_moments(
    kills: int, sure_parts: Path, tmp_path: Path
) -> None:
    killer = Killer(seed=6, kills=kills)

    run = run_line(endless(sure_parts), tmp_path, killer)

    assert len(set(killer.killed)) == 2 * kills
    assert_no_part_was_lost(run)
    assert run.line["passed"] > 0


class Freezer:
    """Stops the engine for two seconds, then the gate, and lets parts pass after each."""

    def __init__(self) -> None:
        self._thawed_at = 0
        self.frozen: list[str] = []
        self.undefined: list[int] = []
        self.ejected: list[int] = []

    def __call__(self, demo: Demo, progress: Progress) -> bool:
        line, snapshot = progress.line, progress.snapshot
        triggered = line.get("triggered", 0)
        if snapshot is None or triggered < self._thawed_at + (PARTS_AFTER if self.frozen else 10):
            return True
        self.undefined.append(snapshot.counters.undefined)
        self.ejected.append(line["ejected"])
        if len(self.frozen) == 2:
            return False
        name = ("engine", "gate")[len(self.frozen)]
        victim = process(demo, name)
        victim.suspend()
        time.sleep(2.0)
        victim.resume()
        self.frozen.append(name)
        self._thawed_at = triggered + FROZEN_PARTS
        return True


def test_engine_and_gate_frozen_for_two_seconds_each(sure_parts: Path, tmp_path: Path) -> None:
    freezer = Freezer()

    run = run_line(endless(sure_parts), tmp_path, freezer)

    assert_no_part_was_lost(run)
    assert freezer.frozen == ["engine", "gate"]
    assert freezer.undefined[1] - freezer.undefined[0] >= 10
    assert freezer.ejected[2] - freezer.ejected[1] >= 10
    assert run.line["passed"] > 0


def test_plc_link_cut_and_restored(sure_parts: Path, tmp_path: Path) -> None:
    cable = CuttableCable()
    cuts: list[float] = []

    def meddle(demo: Demo, progress: Progress) -> bool:
        if len(cuts) < 3 and progress.line.get("triggered", 0) > 10 * (2 * len(cuts) + 1):
            cuts.append(time.monotonic())
            cable.cut()
            time.sleep(0.8)
            cable.restore()
        return len(cuts) < 3 or time.monotonic() < cuts[-1] + 4

    try:
        run = run_line(endless(sure_parts), tmp_path, meddle, cable.route)
    finally:
        cable.remove()

    assert_no_part_was_lost(run)
    assert run.rows.evaluations[Evaluation.UNDEFINED] > 0
    assert run.line["passed"] > 0
