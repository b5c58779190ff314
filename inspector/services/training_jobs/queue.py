"""One training at a time: the next one starts when the one before has ended."""

from __future__ import annotations

import logging
import shutil
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from inspector.clock import utc_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.training_jobs import TrainingDiskError, TrainingEndedError
from inspector.domain.phrases.training import TrainingPhrase
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.threads.rounds import Rounds
from inspector.services.training_jobs.job_folder import JobFolder
from inspector.services.training_jobs.job_state import state_of
from inspector.services.training_jobs.ports import TrainingSite
from inspector.services.training_jobs.process import start_detached
from inspector.wire.reasons import phrases_of
from inspector.wire.training import TrainingState
from inspector.wire.training_files import JobFile, OutcomeFile

_log = logging.getLogger(__name__)
_LOOK_S = 1.0
_UNDER_WAY = (TrainingState.RUNNING, TrainingState.CANCELLING)


class TrainingQueue:
    """Starts what waits, in the order of asking, in a thread of its own.

    Args:
        site: Where and with what.
    """

    def __init__(self, site: TrainingSite) -> None:
        self._site = site
        self._changing = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._starting: Path | None = None
        self._rounds = Rounds(
            "training-queue",
            self._advance,
            _LOOK_S,
            Bulkhead(_log, recovered="trainings can be started again"),
            opening=self._advance,
        )

    @property
    def changing(self) -> threading.RLock:
        """Held by whoever changes a job."""
        return self._changing

    def start(self) -> None:
        """Look for what waits from now on, also for what an earlier station has left."""
        self._rounds.start()

    def stop(self) -> None:
        """Start nothing any more; a training that runs goes on."""
        self._rounds.stop()
        if self._process is not None and self._process.poll() is None:
            self._process.returncode = 0  # it outlives us: nobody here waits for it any more

    def look(self) -> None:
        """Something has changed; returns at once."""
        self._rounds.hurry()

    def jobs(self) -> list[tuple[JobFolder, JobFile]]:
        """All jobs, the newest first."""
        found = [JobFolder(path.parent) for path in self._site.jobs.glob("*/job.json")]
        known = [(folder, job) for folder in found if (job := folder.job) is not None]
        return sorted(known, key=lambda each: each[1].id, reverse=True)

    def state(self, folder: JobFolder) -> TrainingState:
        """What became of a job."""
        return state_of(folder, starting=folder.path == self._starting)

    def _advance(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._process = None
        with self._changing:
            jobs = self.jobs()
            states = [self.state(folder) for folder, _ in jobs]
            if any(state in _UNDER_WAY for state in states):
                return
            waiting = [
                each
                for each, state in zip(jobs, states, strict=True)
                if state is TrainingState.QUEUED
            ]
            if waiting and not self._rounds.stopping:
                self._begin(*min(waiting, key=lambda each: each[1].queued_utc_ns))

    def _begin(self, folder: JobFolder, job: JobFile) -> None:
        self._starting = folder.path
        try:
            self._require_room()
            self._process = start_detached(self._site.command(folder.path), folder.log)
            folder.note_start(self._process.pid)
            _log.info("training %s of %s has begun", job.id, job.request.name)
        except OSError as error:
            self._fail(folder, TrainingEndedError(f"it cannot be started: {error}"))
        except InspectorError as error:
            self._fail(folder, error)
        finally:
            self._starting = None

    def _require_room(self) -> None:
        free = shutil.disk_usage(self._site.jobs).free
        if free < self._site.reserve_bytes:
            raise TrainingDiskError(
                TrainingPhrase.TRAINING_DISK_LOW(
                    free=round(free / 1e9, 1), needed=round(self._site.reserve_bytes / 1e9, 1)
                )
            )

    def _fail(self, folder: JobFolder, error: InspectorError) -> None:
        folder.end(
            OutcomeFile(
                outcome="failed",
                utc_ns=utc_ns(),
                code=error.code,
                error=error.detail,
                remedy=error.remedy,
                **phrases_of(error),
            )
        )


def names_under_way(jobs: Sequence[tuple[JobFolder, JobFile]]) -> set[str]:
    """``NAME/VERSION`` of everything that is being trained, or was and was not deleted."""
    return {f"{job.request.name}/{job.request.version}" for _, job in jobs}
