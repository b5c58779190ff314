"""The whole line in the station's other roles: as the PLC's client, and without a PLC."""

from __future__ import annotations

from pathlib import Path

import pytest
from line_runs import CuttableCable, assert_no_part_was_lost, process, run_line, save_sure_parts

from inspector.client.station import StationClient
from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DemoOptions
from inspector.domain.errors.alarm import RejectsUnconfirmedError
from inspector.domain.evaluation import Evaluation
from inspector.paths import DataFolder
from inspector.wire.station import StationSnapshot

pytestmark = pytest.mark.timeout(180)
ROLES = ("client", "coupler")
STOPPING = {RejectsUnconfirmedError.code}
PARTS = 24
BEFORE, BETWEEN, AFTER = 15, 20, 25
"""Parts that come before the gate is killed, are judged by the next, and come after the cut."""


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=4)


def options(images: Path, role: str, parts: int) -> DemoOptions:
    return DemoOptions(parts=parts, rate_per_min=400, images=images, role=role)


def watch(_demo: Demo, _progress: Progress) -> bool:
    return True


def see_to_alarms(data: Path, snapshot: StationSnapshot) -> None:
    """As a person would: nobody has seen where some rejects went, and the infeed stands."""
    codes = [alarm.code for alarm in snapshot.alarms if alarm.code in STOPPING]
    if codes:
        with StationClient.from_run_file(DataFolder(data).run_file) as client:
            client.alarms.clear(codes)


def judged(progress: Progress) -> int:
    if progress.snapshot is None:
        return 0
    counters = progress.snapshot.counters
    return counters.ok + counters.not_ok + counters.not_decidable


@pytest.mark.parametrize("role", ROLES)
def test_every_part_is_accounted_for(tmp_path: Path, images: Path, role: str) -> None:
    run = run_line(options(images, role, PARTS), tmp_path / "data", watch)
    assert_no_part_was_lost(run)
    assert run.line["triggered"] == PARTS
    assert run.line["passed"] > 0
    print(
        f"{role}: {run.line['passed']} of {run.rows.evaluations[Evaluation.OK]} good parts passed"
    )


class Trouble:
    """Kills the gate and, when parts are judged again, cuts the cable and restores it."""

    def __init__(self, data: Path, cable: CuttableCable) -> None:
        self._data, self._cable = data, cable
        self._judged_at_kill = 0
        self._restored_at = 0
        self.done: list[str] = []

    def __call__(self, demo: Demo, progress: Progress) -> bool:
        triggered = progress.line.get("triggered", 0)
        if not self.done and triggered >= BEFORE:
            self._judged_at_kill = judged(progress)
            process(demo, "gate").kill()
            self.done.append("killed")
        elif self.done == ["killed"] and judged(progress) >= self._judged_at_kill + BETWEEN:
            self._cable.cut()
            self.done.append("cut")
        elif self.done == ["killed", "cut"]:
            self._cable.restore()
            self._restored_at = triggered
            self.done.append("restored")
        elif progress.snapshot is not None:
            see_to_alarms(self._data, progress.snapshot)
        return len(self.done) < 3 or triggered < self._restored_at + AFTER


@pytest.mark.parametrize("role", ROLES)
def test_no_part_escapes_when_the_gate_is_killed_and_the_cable_is_cut(
    tmp_path: Path, images: Path, role: str
) -> None:
    cable = CuttableCable()
    trouble = Trouble(tmp_path / "data", cable)
    try:
        run = run_line(options(images, role, 0), tmp_path / "data", trouble, cable.route)
    finally:
        cable.remove()
    assert trouble.done == ["killed", "cut", "restored"]
    assert run.line["escapes"] == 0
    assert 0 < run.line["passed"] <= run.rows.evaluations[Evaluation.OK]
