"""Where people ask for trainings, follow them, end them, and go on with them."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from inspector.clock import utc_ns
from inspector.domain.errors.api import RequestInvalidError
from inspector.domain.errors.training import TrainingExtraMissingError
from inspector.domain.errors.training_jobs import (
    DatasetUnknownError,
    TrainingJobStateError,
    TrainingJobUnknownError,
    TrainingNameTakenError,
)
from inspector.domain.phrases.training import TrainingPhrase
from inspector.paths import ensure_writable
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.training_jobs.job_folder import JobFolder
from inspector.services.training_jobs.job_state import ENDED, RESUMABLE, job_document
from inspector.services.training_jobs.ports import Datasets, TrainingSite
from inspector.services.training_jobs.queue import TrainingQueue, names_under_way
from inspector.wire.training import (
    DatasetPage,
    TrainingJob,
    TrainingPage,
    TrainingRequest,
    TrainingSource,
    TrainingState,
)
from inspector.wire.training_files import JobFile, OutcomeFile

_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")


class TrainingDesk:
    """The trainings of a station. All methods may be called from several threads.

    Args:
        site: Where and with what the station trains.
        datasets: What can be trained on.
        reviewed: How many parts of the history people have reviewed.
        audit: Where it is written down who did what.
    """

    def __init__(
        self,
        site: TrainingSite,
        datasets: Datasets,
        reviewed: Callable[[], int],
        audit: AuditTrail,
    ) -> None:
        self._site = site
        self._datasets = datasets
        self._reviewed = reviewed
        self._audit = audit
        self._queue = TrainingQueue(site)

    def begin(self) -> None:
        """Go on with what an earlier station has left in the queue."""
        self._queue.start()

    def stop(self) -> None:
        """Start nothing any more; a training that runs goes on without us."""
        self._queue.stop()

    def page(self) -> TrainingPage:
        """All trainings, the newest first."""
        free = self._free_bytes()
        cores, training_cores = self._site.cores
        return TrainingPage(
            missing=list(self._site.missing()),
            cores=cores,
            training_cores=training_cores,
            free_bytes=free,
            jobs=[
                job_document(folder, job, self._queue.state(folder), free, with_log=False)
                for folder, job in self._queue.jobs()
            ],
        )

    def job(self, job_id: str) -> TrainingJob:
        """One training with its log.

        Raises:
            TrainingJobUnknownError: there is none.
        """
        folder, job = self._find(job_id)
        state = self._queue.state(folder)
        return job_document(folder, job, state, self._free_bytes(), with_log=True)

    def start(self, actor: Actor, request: TrainingRequest) -> TrainingJob:
        """Ask for a training; it starts when those before have ended.

        Raises:
            TrainingExtraMissingError: this computer has nothing to train with.
            DatasetUnknownError: there is no such dataset.
            TrainingNameTakenError: there is such a package, or such a training.
        """
        name = f"{request.name}/{request.version}"
        with self._audit.recorded(actor, "training.start", name) as entry, self._queue.changing:
            entry.new = request.model_dump(mode="json", exclude_defaults=True)
            self._require_tools()
            self._require_source(request)
            taken = names_under_way(self._queue.jobs())
            if name in taken or self._site.taken(name):
                raise TrainingNameTakenError(TrainingPhrase.PACKAGE_EXISTS(package=name))
            folder, job = self._new_folder(actor, request)
            folder.queue(job)
        self._queue.look()
        return self.job(job.id)

    def cancel(self, actor: Actor, job_id: str) -> TrainingJob:
        """End a training; what it has found out is kept.

        Raises:
            TrainingJobUnknownError: there is none.
            TrainingJobStateError: it has ended already.
        """
        with self._audit.recorded(actor, "training.cancel", job_id), self._queue.changing:
            folder, _ = self._find(job_id)
            state = self._queue.state(folder)
            if state in ENDED:
                raise TrainingJobStateError(TrainingPhrase.TRAINING_HAS_ENDED(training=job_id))
            folder.ask_to_end()
            if state is TrainingState.QUEUED:
                folder.end(OutcomeFile(outcome="cancelled", utc_ns=utc_ns()))
        return self.job(job_id)

    def resume(self, actor: Actor, job_id: str) -> TrainingJob:
        """Go on with a training that has ended early.

        Raises:
            TrainingExtraMissingError: this computer has nothing to train with.
            TrainingJobUnknownError: there is none.
            TrainingJobStateError: it waits, runs or is finished.
        """
        with self._audit.recorded(actor, "training.resume", job_id), self._queue.changing:
            self._require_tools()
            folder, job = self._find(job_id)
            if self._queue.state(folder) not in RESUMABLE:
                raise TrainingJobStateError(
                    TrainingPhrase.TRAINING_NOT_RESUMABLE(training=job_id),
                    remedy=TrainingPhrase.NOTHING_TO_RESUME(),
                )
            folder.queue(job.model_copy(update={"queued_utc_ns": utc_ns(), "by": actor.name}))
        self._queue.look()
        return self.job(job_id)

    def remove(self, actor: Actor, job_id: str) -> TrainingPage:
        """Delete a training that has ended; a package that is installed stays.

        Raises:
            TrainingJobUnknownError: there is none.
            TrainingJobStateError: it waits or runs.
        """
        with self._audit.recorded(actor, "training.delete", job_id) as entry, self._queue.changing:
            folder, job = self._find(job_id)
            entry.old = job.request.model_dump(mode="json", exclude_defaults=True)
            if self._queue.state(folder) not in ENDED:
                raise TrainingJobStateError(TrainingPhrase.TRAINING_HAS_NOT_ENDED(training=job_id))
            folder.remove()
        return self.page()

    def datasets(self) -> DatasetPage:
        """What can be trained on."""
        return DatasetPage(
            folder=str(self._datasets.folder),
            datasets=list(self._datasets.rows()),
            reviewed=self._reviewed(),
        )

    def _find(self, job_id: str) -> tuple[JobFolder, JobFile]:
        if _ID.fullmatch(job_id):
            folder = JobFolder(self._site.jobs / job_id)
            job = folder.job
            if job is not None:
                return folder, job
        raise TrainingJobUnknownError(TrainingPhrase.TRAINING_UNKNOWN(found=job_id))

    def _new_folder(self, actor: Actor, request: TrainingRequest) -> tuple[JobFolder, JobFile]:
        job_id = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        job = JobFile(
            id=job_id,
            request=request,
            by=actor.name,
            queued_utc_ns=utc_ns(),
            data_folder=str(self._site.data_folder.resolve()),
            archive=str(self._site.archive.resolve()),
            trusted_keys=list(self._site.trusted_keys),
        )
        return JobFolder(ensure_writable(self._site.jobs / job_id)), job

    def _require_tools(self) -> None:
        missing = self._site.missing()
        if missing:
            raise TrainingExtraMissingError(TrainingPhrase.TRAINING_NEEDS(packages=missing))

    def _require_source(self, request: TrainingRequest) -> None:
        if request.source is TrainingSource.GENERATED:
            return
        if request.dataset is None:
            raise RequestInvalidError("dataset: a training on pictures needs the name of one")
        if request.source is TrainingSource.HISTORY:
            return
        if request.dataset not in {row.name for row in self._datasets.rows() if not row.fault}:
            raise DatasetUnknownError(TrainingPhrase.DATASET_UNKNOWN(found=request.dataset))

    def _free_bytes(self) -> int:
        folder: Path = self._site.jobs if self._site.jobs.exists() else self._site.data_folder
        return shutil.disk_usage(folder).free
