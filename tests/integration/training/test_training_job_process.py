"""A real training as a station starts it: ended, gone on with, installed, and read by the page."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_parts import write_small_parts
from station_texts import STATION

pytest.importorskip("torch", reason="needs the extra `train`")
pytest.importorskip("torchvision", reason="needs the extra `train`")

from inspector.assembly import training as assembled_training
from inspector.assembly.package import StationPackages
from inspector.assembly.training import make_training
from inspector.clock import monotonic_ns
from inspector.config.station import load_station
from inspector.inference.registry.registry import ModelRegistry
from inspector.paths import DataFolder
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.training_jobs.desk import TrainingDesk
from inspector.services.training_jobs.job_folder import JobFolder
from inspector.wire.training import TrainingJob, TrainingRequest, TrainingState
from inspector.wire.training_files import JobFile

CLASSES = ("good", "missing_hole", "stain")
PER_CLASS = 14
WAIT_S = 110
ANNA = Actor("Anna")
WORKER = """
import sys, pathlib
from inspector.cli.progress import shown_progress
from inspector.training.run.job import work_on_job
with shown_progress() as progress:
    work_on_job(pathlib.Path(sys.argv[1]), progress)
"""


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """The data folder of a station with one dataset."""
    data, pictures = DataFolder(tmp_path / "data"), tmp_path / "pictures"
    write_small_parts({name: pictures / name for name in CLASSES}, PER_CLASS, seed=9)
    target = data.datasets / "bracket"
    command = ["-m", "inspector", "dataset", "import", pictures, "--to", target, "--good", "good"]
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)
    return data


@pytest.fixture
def desk(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TrainingDesk]:
    """Its trainings do not give way: a computer that is busy with tests would starve them."""
    monkeypatch.setattr(
        assembled_training, "_command", lambda folder: [sys.executable, "-c", WORKER, str(folder)]
    )
    (tmp_path / "station.toml").write_text(STATION + '[recipe]\nfile = "part.toml"\n')
    config = load_station(tmp_path / "station.toml")
    made = make_training(config, data, AuditTrail(data.audit), reserve_bytes=0)
    made.begin()
    yield made
    if (left := made._queue._process) is not None:
        left.wait(WAIT_S)
    made.stop()


def until(desk: TrainingDesk, job_id: str, done: Callable[[TrainingJob], bool]) -> TrainingJob:
    deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
    while not done(job := desk.job(job_id)):
        assert monotonic_ns() < deadline, job
        pause.wait(0.05)
    return job


def test_from_a_dataset_to_an_installed_package(desk: TrainingDesk, data: DataFolder) -> None:
    [row] = desk.datasets().datasets
    assert (row.name, row.pictures, row.fault) == ("bracket", 42, "")
    assert [(each.name, each.good) for each in row.classes] == [
        ("good", True),
        ("missing_hole", False),
        ("stain", False),
    ]
    assert row.findings
    asked = TrainingRequest(
        name="bracket",
        version="1.0.0",
        dataset="bracket",
        epochs=2,
        size_px=48,
        batch_size=8,
        robustness=False,
    )
    job = desk.start(ANNA, asked)
    desk.cancel(ANNA, job.id)
    ended = until(desk, job.id, lambda each: each.ended_at is not None)
    assert ended.state is TrainingState.CANCELLED
    desk.resume(ANNA, job.id)
    finished = until(desk, job.id, lambda each: each.ended_at is not None)
    assert (finished.state, finished.code, finished.installed) == (
        TrainingState.FINISHED,
        "",
        True,
    ), finished.log_tail
    assert [each.epoch for each in finished.epochs] == [1, 2]
    packages = StationPackages(ModelRegistry(data.models))
    detail = packages.detail("bracket/1.0.0")
    assert detail.verified
    assert [each.variant for each in detail.variants if each.chosen] == [detail.variant]
    assert detail.evaluation is not None
    assert sum(map(sum, detail.evaluation.confusion)) == detail.evaluation.samples
    assert all(each.thumbnail_jpeg for each in detail.evaluation.worst)
    assert packages.report("bracket/1.0.0").startswith(b"<!")


def test_the_process_of_a_station_gives_way_and_writes_down_how_it_ended(tmp_path: Path) -> None:
    request = TrainingRequest(name="bracket", version="1.0.0", source="generated")
    job = JobFile(
        id="20260101-000000-0000",
        request=request,
        by="Anna",
        queued_utc_ns=1,
        data_folder=str(tmp_path),
        archive=str(tmp_path),
        trusted_keys=[],
    )
    folder = JobFolder(tmp_path / "training" / job.id)
    folder.path.mkdir(parents=True)
    folder.queue(job)
    folder.ask_to_end()
    told = subprocess.run(
        assembled_training._command(folder.path), capture_output=True, check=True, text=True
    )
    assert "at low priority" in told.stderr
    assert folder.outcome is not None
    assert folder.outcome.outcome == "cancelled"
