"""Trainings that a station is asked for: real processes, found again, ended, gone on with."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from api_training import bench_training

from inspector.assembly.training import StationDatasets
from inspector.clock import monotonic_ns
from inspector.domain.errors.training import TrainingExtraMissingError
from inspector.domain.errors.training_jobs import (
    DatasetUnknownError,
    TrainingJobStateError,
    TrainingJobUnknownError,
    TrainingNameTakenError,
)
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.training_jobs.desk import TrainingDesk
from inspector.services.training_jobs.ports import TrainingSite
from inspector.training.options import ARCHITECTURE_NAMES
from inspector.wire.training import Architecture, TrainingJob, TrainingRequest, TrainingState

WAIT_S = 60
ANNA = Actor("Anna")
PARTS = TrainingRequest(name="part", version="2.0.0", source="generated")
WORKER = """
import json, pathlib, sys, time
folder = pathlib.Path(sys.argv[1])
(folder / "run").mkdir(exist_ok=True)
progress = {"step": "fit", "done": 3, "total": 9, "detail": "loss 0.3", "utc_ns": 1,
            "seconds_left": 6.0}
(folder / "run" / "progress.json").write_text(json.dumps(progress))
line = {"network": "a", "epoch": 1, "epochs": 4, "loss": 0.5, "validation_loss": 0.4,
        "validation_accuracy": 0.9, "balanced_accuracy": 0.8}
with (folder / "run" / "a.epochs.jsonl").open("a") as epochs:
    epochs.write(json.dumps(line) + "\\n")
    epochs.write(json.dumps(line | {"epoch": 2}) + "\\n" + '{"network": "a", "epo')
print("at work", flush=True)
free = pathlib.Path(sys.argv[2])
while not free.exists() and not (folder / "cancel").exists():
    time.sleep(0.02)
said = free.read_text() if free.exists() else "cancelled"
if said:
    (folder / "outcome.json").write_text(json.dumps({"outcome": said, "utc_ns": 5}))
"""


class Yard:
    """A station's trainings whose processes do what a file says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.say = folder / "say"
        self._worker = folder / "worker.py"
        self._worker.write_text(WORKER)
        self.missing: list[str] = []
        self.desk = self.station()

    def station(self, **changed: object) -> TrainingDesk:
        site = TrainingSite(
            data_folder=self.folder,
            jobs=self.folder / "training",
            archive=self.folder / "archive",
            trusted_keys=(),
            command=lambda job: [sys.executable, str(self._worker), str(job), str(self.say)],
            missing=lambda: self.missing,
            taken=lambda name: name == "part/1.0.0",
            cores=(4, 3),
            reserve_bytes=0,
        )
        audit = AuditTrail(self.folder / "audit.jsonl")
        datasets = StationDatasets(self.folder / "datasets")
        desk = TrainingDesk(replace(site, **changed), datasets, lambda: 0, audit)  # type: ignore[arg-type]
        desk.begin()
        return desk

    def restart(self) -> None:
        self.desk.stop()
        self.desk = self.station()

    def until(self, job_id: str, done: Callable[[TrainingJob], bool]) -> TrainingJob:
        deadline, pause = monotonic_ns() + WAIT_S * 10**9, threading.Event()
        while not done(job := self.desk.job(job_id)):
            assert monotonic_ns() < deadline, job
            pause.wait(0.02)
        return job

    def in_state(self, job_id: str, state: TrainingState) -> TrainingJob:
        return self.until(job_id, lambda job: job.state is state)

    def audited(self) -> list[tuple[str, str, str]]:
        lines = (self.folder / "audit.jsonl").read_text("utf-8").splitlines()
        return [(row["who"], row["what"], row["outcome"]) for row in map(json.loads, lines)]


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    yard = Yard(tmp_path)
    yield yard
    if not yard.say.exists():
        yard.say.write_text("failed")
    for job in yard.desk.page().jobs:
        if job.state in (TrainingState.RUNNING, TrainingState.CANCELLING):
            yard.until(job.id, lambda each: each.ended_at is not None)
    yard.desk.stop()


def test_it_tells_how_far_it_is_and_is_found_again_after_a_restart(yard: Yard) -> None:
    job = yard.desk.start(ANNA, PARTS)
    told = yard.until(job.id, lambda each: bool(each.step and each.epochs and each.log_tail))
    assert (told.step, told.done, told.total, told.seconds_left) == ("fit", 3, 9, 6.0)
    assert [epoch.epoch for epoch in told.epochs] == [1, 2]
    assert told.epochs_total == 4
    yard.restart()
    assert yard.desk.job(job.id).state is TrainingState.RUNNING
    yard.say.write_text("finished")
    ended = yard.in_state(job.id, TrainingState.FINISHED)
    assert ended.seconds_left is None
    assert ended.log_tail == ["at work"]


def test_one_trains_and_the_others_wait_in_the_order_of_asking(yard: Yard) -> None:
    first = yard.desk.start(ANNA, PARTS)
    second, third = (
        yard.desk.start(ANNA, PARTS.model_copy(update={"version": version}))
        for version in ("2.1.0", "2.2.0")
    )
    yard.in_state(first.id, TrainingState.RUNNING)
    assert yard.desk.job(second.id).state is TrainingState.QUEUED
    assert yard.desk.cancel(ANNA, second.id).state is TrainingState.CANCELLED
    yard.say.write_text("finished")
    yard.in_state(third.id, TrainingState.FINISHED)
    assert yard.desk.job(second.id).state is TrainingState.CANCELLED
    assert yard.desk.job(second.id).started_at is None


def test_cancelled_resumed_and_deleted(yard: Yard) -> None:
    job = yard.desk.start(ANNA, PARTS)
    yard.until(job.id, lambda each: bool(each.epochs))
    yard.desk.cancel(ANNA, job.id)
    yard.in_state(job.id, TrainingState.CANCELLED)
    with pytest.raises(TrainingJobStateError):
        yard.desk.cancel(ANNA, job.id)
    yard.desk.resume(ANNA, job.id)
    yard.in_state(job.id, TrainingState.RUNNING)
    with pytest.raises(TrainingJobStateError):
        yard.desk.remove(ANNA, job.id)
    yard.say.write_text("finished")
    yard.in_state(job.id, TrainingState.FINISHED)
    with pytest.raises(TrainingJobStateError):
        yard.desk.resume(ANNA, job.id)
    assert yard.desk.remove(ANNA, job.id).jobs == []
    assert list((yard.folder / "training").iterdir()) == []
    assert yard.audited() == [
        ("Anna", "training.start", "done"),
        ("Anna", "training.cancel", "done"),
        ("Anna", "training.cancel", "TRN-061"),
        ("Anna", "training.resume", "done"),
        ("Anna", "training.delete", "TRN-061"),
        ("Anna", "training.resume", "TRN-061"),
        ("Anna", "training.delete", "done"),
    ]


def test_a_process_that_goes_without_a_word_is_told_and_can_be_gone_on_with(yard: Yard) -> None:
    job = yard.desk.start(ANNA, PARTS)
    yard.say.write_text("")
    gone = yard.in_state(job.id, TrainingState.INTERRUPTED)
    assert gone.code == "TRN-064"
    assert gone.remedy
    yard.say.write_text("finished")
    yard.desk.resume(ANNA, job.id)
    yard.in_state(job.id, TrainingState.FINISHED)


def test_a_disk_without_room_is_told_before_anything_starts(yard: Yard) -> None:
    yard.desk.stop()
    yard.desk = yard.station(reserve_bytes=10**18)
    job = yard.desk.start(ANNA, PARTS)
    failed = yard.in_state(job.id, TrainingState.FAILED)
    assert failed.code == "TRN-063"
    assert "GB are free" in failed.error


def test_a_program_that_cannot_be_started_is_told(yard: Yard) -> None:
    yard.desk.stop()
    yard.desk = yard.station(command=lambda job: [str(job / "nothing")])
    failed = yard.in_state(yard.desk.start(ANNA, PARTS).id, TrainingState.FAILED)
    assert failed.code == "TRN-064"
    assert "cannot be started" in failed.error


class TestWhatIsRefused:
    @pytest.fixture
    def desk(self, tmp_path: Path) -> TrainingDesk:
        return bench_training(tmp_path)

    def test_a_name_that_is_taken(self, desk: TrainingDesk) -> None:
        with pytest.raises(TrainingNameTakenError):
            desk.start(ANNA, PARTS.model_copy(update={"version": "1.0.0"}))
        desk.start(ANNA, PARTS)
        with pytest.raises(TrainingNameTakenError):
            desk.start(ANNA, PARTS)

    def test_a_dataset_that_is_none(self, desk: TrainingDesk) -> None:
        with pytest.raises(DatasetUnknownError):
            desk.start(ANNA, TrainingRequest(name="a", version="1.0.0", dataset="bracket"))

    def test_a_number_that_leads_elsewhere(self, desk: TrainingDesk) -> None:
        for job_id in ("../people", "20260101-000000-0000", ""):
            with pytest.raises(TrainingJobUnknownError):
                desk.job(job_id)

    def test_a_computer_without_torch_says_what_is_missing(self, yard: Yard) -> None:
        yard.missing = ["torch", "torchvision"]
        assert yard.desk.page().missing == ["torch", "torchvision"]
        with pytest.raises(TrainingExtraMissingError, match="torch, torchvision"):
            yard.desk.start(ANNA, PARTS)


def test_a_client_can_ask_for_every_architecture() -> None:
    assert Architecture.__args__ == ("auto", *ARCHITECTURE_NAMES)  # type: ignore[attr-defined]
