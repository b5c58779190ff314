"""The whole line behind real camera protocols, with cameras that die and come back."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import psutil
import pytest
from line_runs import assert_no_part_was_lost, process, run_line, save_sure_parts

from inspector.demo.cameras import CameraKind
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.demo.report import Run
from inspector.domain.errors.base import InspectorError
from inspector.domain.evaluation import Evaluation

pytestmark = pytest.mark.timeout(300)
KILLS = 2
BETWEEN_KILLS = 10
"""Parts that must be judged after a camera came back before it is killed again."""


@pytest.fixture(scope="module")
def sure_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=20)


@pytest.fixture
def needs_aravis() -> None:
    from inspector.cameras.aravis.library import aravis

    try:
        aravis()
    except InspectorError as error:
        pytest.skip(str(error))


@pytest.fixture
def needs_viky() -> None:
    pytest.importorskip("genicam", reason="the extra gentl is not installed")


def endless(parts: Path, *cameras: CameraKind) -> DemoOptions:
    return DemoOptions(parts=0, rate_per_min=600, images=parts, cameras=cameras)


class CameraKiller:
    """Kills a process of the camera a few times, each time after it has shown parts again."""

    def __init__(self, kind: CameraKind, kills: int = KILLS) -> None:
        self._kind, self._kills = kind, kills
        self._judged_at_kill = 0
        self.killed: list[int] = []

    def __call__(self, demo: Demo, progress: Progress) -> bool:
        judged = _judged(progress)
        if judged < self._judged_at_kill + BETWEEN_KILLS:
            return True
        if len(self.killed) == self._kills:
            return False
        self._judged_at_kill = judged
        self._kill(demo)
        return True

    def _kill(self, demo: Demo) -> None:
        victim = self._virtual_camera(demo) if self._kind == "aravis-fake" else _child(demo)
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(victim).kill()
            self.killed.append(victim)

    def _virtual_camera(self, demo: Demo) -> int:
        assert demo.line is not None
        said = demo.line.wait("camera", 0)
        assert said is not None
        return int(said["pids"][0])


def _judged(progress: Progress) -> int:
    if progress.snapshot is None:
        return 0
    counters = progress.snapshot.counters
    return counters.ok + counters.not_ok + counters.not_decidable


def _child(demo: Demo) -> int:
    """The camera process of the engine."""
    children = process(demo, "engine").children()
    [camera] = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    return camera.pid


def assert_no_shift(run: Run) -> None:
    """A part that was judged was judged by its own picture."""
    labels = {int(number) + 1: label for number, label in run.line["labels"].items()}
    judged = {part: found for part, found in run.rows.classes.items() if found}
    assert {part: labels[part] for part in judged} == judged


@pytest.mark.usefixtures("needs_aravis")
def test_a_gige_vision_camera_that_dies_costs_rejects_and_nothing_else(
    sure_parts: Path, tmp_path: Path
) -> None:
    killer = CameraKiller("aravis-fake")

    run = run_line(endless(sure_parts, "aravis-fake"), tmp_path, killer)

    assert len(set(killer.killed)) == KILLS
    assert_no_part_was_lost(run)
    assert_no_shift(run)
    assert run.rows.evaluations[Evaluation.UNDEFINED] > 0
    assert run.line["passed"] > 0


@pytest.mark.usefixtures("needs_viky")
def test_a_gentl_producer_that_dies_costs_rejects_and_nothing_else(
    sure_parts: Path, tmp_path: Path
) -> None:
    killer = CameraKiller("gentl-viky")

    run = run_line(endless(sure_parts, "gentl-viky"), tmp_path, killer)

    assert len(set(killer.killed)) == KILLS
    assert_no_part_was_lost(run)
    assert run.line["passed"] == 0
    assert run.rows.evaluations[Evaluation.UNDEFINED] > 0


@pytest.mark.usefixtures("needs_aravis")
def test_two_cameras_of_different_drivers_look_at_each_part(
    sure_parts: Path, tmp_path: Path
) -> None:
    killer = CameraKiller("aravis-fake", kills=1)
    options = endless(sure_parts, "aravis-fake", "sim")

    run = run_line(options, tmp_path, killer)

    assert len(killer.killed) == 1
    assert_no_part_was_lost(run)
    assert_no_shift(run)
    assert run.line["passed"] > 0
    with contextlib.closing(sqlite3.connect(run.database)) as database:
        views = dict(
            database.execute(
                "SELECT view, count(*) FROM result_view WHERE evaluation = 1 GROUP BY view"
            ).fetchall()
        )
    assert views[0] >= run.line["passed"]
    assert views[1] >= run.line["passed"]


@pytest.mark.skipif(not hasattr(os, "kill"), reason="no signals on this system")
@pytest.mark.usefixtures("needs_aravis")
def test_frames_that_arrive_damaged_are_rejected_parts_and_no_shift(tmp_path: Path) -> None:
    """A picture that cannot be read is exposed and lost on the wire of this camera."""
    parts = save_sure_parts(tmp_path / "parts", of_each=4)
    (parts / "good" / "00000-broken.png").write_bytes(b"no picture")

    run = run_line(
        DemoOptions(parts=36, rate_per_min=600, images=parts, cameras=("aravis-fake",)),
        tmp_path / "run",
        lambda *_: True,
    )

    assert_no_part_was_lost(run)
    assert_no_shift(run)
    assert run.rows.evaluations[Evaluation.UNDEFINED] >= 3
    assert run.line["passed"] > 0
