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


@pytest.mark.parametrize("role", ROLES)
def test_every_part_is_accounted_for(tmp_path: Path, images: Path, role: str) -> None:
    run = run_line(options(images, role, 40), tmp_path / "data", watch)
    assert_no_part_was_lost(run)
    assert run.line["triggered"] == 40
    assert run.line["passed"] > 0
    print(
        f"{role}: {run.line['passed']} of {run.rows.evaluations[Evaluation.OK]} good parts passed"
    )


@pytest.mark.parametrize("role", ROLES)
def test_no_part_escapes_when_the_gate_is_killed(tmp_path: Path, images: Path, role: str) -> None:
    killed = []

    def meddle(demo: Demo, progress: Progress) -> bool:
        if not killed and progress.line.get("triggered", 0) >= 15:
            killed.append(process(demo, "gate"))
            killed[0].kill()
        return True

    run = run_line(options(images, role, 60), tmp_path / "data", meddle)
    assert killed
    assert run.line["escapes"] == 0
    assert run.line["passed"] <= run.rows.evaluations[Evaluation.OK]


@pytest.mark.parametrize("role", ROLES)
def test_no_part_escapes_when_the_cable_is_cut(tmp_path: Path, images: Path, role: str) -> None:
    cable = CuttableCable()
    done: list[str] = []

    def meddle(_demo: Demo, progress: Progress) -> bool:
        triggered = progress.line.get("triggered", 0)
        if not done and triggered >= 15:
            cable.cut()
            done.append("cut")
        elif done == ["cut"]:
            cable.restore()
            done.append("restored")
        elif progress.snapshot is not None:
            see_to_alarms(tmp_path / "data", progress.snapshot)
        return True

    try:
        run = run_line(options(images, role, 60), tmp_path / "data", meddle, cable.route)
    finally:
        cable.remove()
    assert done == ["cut", "restored"]
    assert run.line["escapes"] == 0
    assert run.line["passed"] > 0
