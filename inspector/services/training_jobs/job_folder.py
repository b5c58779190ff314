"""The folder of one training job: what was asked for, and what its process has left behind."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeVar

import psutil
from pydantic import ValidationError

from inspector.clock import utc_ns
from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.training_jobs import TrainingDiskError
from inspector.paths import write_atomically
from inspector.wire.model import WireModel
from inspector.wire.training import EpochFigures
from inspector.wire.training_files import (
    CANCEL_NAME,
    EPOCHS_SUFFIX,
    JOB_NAME,
    LOG_NAME,
    OUTCOME_NAME,
    PROGRESS_NAME,
    RUN_NAME,
    STARTED_NAME,
    EpochLine,
    JobFile,
    OutcomeFile,
    ProgressFile,
    StartedFile,
)

_SAME_PROCESS_S = 1.0
_TAIL_BYTES = 16_384
_File = TypeVar("_File", bound=WireModel)


class JobFolder:
    """Reads are tolerant: what is missing or torn is ``None``.

    Args:
        path: ``<data folder>/training/<id>``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def job(self) -> JobFile | None:
        """What was asked for; ``None`` where no training lies."""
        return self._read(JobFile, JOB_NAME)

    @property
    def started(self) -> StartedFile | None:
        """Its process, once there was one."""
        return self._read(StartedFile, STARTED_NAME)

    @property
    def outcome(self) -> OutcomeFile | None:
        """How it ended."""
        return self._read(OutcomeFile, OUTCOME_NAME)

    @property
    def progress(self) -> ProgressFile | None:
        """How far it is."""
        return self._read(ProgressFile, f"{RUN_NAME}/{PROGRESS_NAME}")

    @property
    def log(self) -> Path:
        """What the process says."""
        return self.path / LOG_NAME

    @property
    def cancel_wanted(self) -> bool:
        """Whether somebody has asked it to end."""
        return (self.path / CANCEL_NAME).exists()

    @property
    def runs(self) -> bool:
        """Whether its process is there."""
        started = self.started
        if started is None:
            return False
        try:
            process = psutil.Process(started.pid)
            created_s: float = process.create_time()
            if abs(created_s - started.created_s) > _SAME_PROCESS_S:
                return False
            return bool(process.status() != psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:
            return True

    def epochs(self) -> tuple[list[EpochFigures], int | None]:
        """The course of all networks that learn, and how many epochs the last one has."""
        figures: list[EpochFigures] = []
        total: int | None = None
        files = sorted((self.path / RUN_NAME).glob(f"*{EPOCHS_SUFFIX}"), key=_age)
        for file in files:
            by_epoch: dict[int, EpochLine] = {}
            for line in _lines(file):
                try:
                    epoch = EpochLine.model_validate_json(line)
                except ValidationError:
                    continue  # the line that is being written
                by_epoch[epoch.epoch] = epoch
                total = epoch.epochs
            figures += [
                EpochFigures(**each.model_dump(exclude={"epochs"})) for each in by_epoch.values()
            ]
        return figures, total

    def log_tail(self, most: int) -> list[str]:
        """The last lines of the log."""
        try:
            with self.log.open("rb") as stream:
                stream.seek(max(0, self.log.stat().st_size - _TAIL_BYTES))
                text = stream.read().decode("utf-8", "replace")
        except OSError:
            return []
        return [line.rstrip() for line in text.splitlines() if line.strip()][-most:]

    def queue(self, job: JobFile) -> None:
        """Begin, or begin again: what the last run found out stays, how it ended is forgotten.

        Raises:
            TrainingDiskError: the folder cannot be written.
        """
        for name in (OUTCOME_NAME, STARTED_NAME, CANCEL_NAME):
            (self.path / name).unlink(missing_ok=True)
        self._write(JOB_NAME, job)

    def note_start(self, pid: int) -> None:
        """A process works on it."""
        try:
            created_s = psutil.Process(pid).create_time()
        except psutil.NoSuchProcess:
            created_s = 0.0
        self._write(STARTED_NAME, StartedFile(pid=pid, created_s=created_s, utc_ns=utc_ns()))

    def ask_to_end(self) -> None:
        """The process looks for this file."""
        (self.path / CANCEL_NAME).touch()

    def end(self, outcome: OutcomeFile) -> None:
        """It is over."""
        self._write(OUTCOME_NAME, outcome)

    def remove(self) -> None:
        """Delete everything; the job first, so that no half of it is ever listed."""
        (self.path / JOB_NAME).unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)

    def _read(self, kind: type[_File], name: str) -> _File | None:
        try:
            return kind.model_validate_json((self.path / name).read_bytes())
        except (OSError, ValidationError):
            return None

    def _write(self, name: str, content: WireModel) -> None:
        try:
            write_atomically(self.path / name, content.model_dump_json(indent=1))
        except FolderNotWritableError as error:
            raise TrainingDiskError(error.detail) from error


def _age(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:
        return 0.0, path.name


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except OSError:
        return []
