"""A training job in the words of the API."""

from __future__ import annotations

from datetime import datetime

from inspector.clock import utc_datetime
from inspector.domain.errors.training_jobs import TrainingDiskError, TrainingEndedError
from inspector.domain.phrases.training import TrainingPhrase
from inspector.services.training_jobs.job_folder import JobFolder
from inspector.wire.reasons import phrases_of
from inspector.wire.training import TrainingJob, TrainingState
from inspector.wire.training_files import JobFile, OutcomeFile, ProgressFile

ENDED = frozenset(
    {
        TrainingState.CANCELLED,
        TrainingState.INTERRUPTED,
        TrainingState.FAILED,
        TrainingState.FINISHED,
    }
)
RESUMABLE = ENDED - {TrainingState.FINISHED}
FULL_BYTES = 64_000_000
"""A process that is gone without a word on a disk with less room than this met a full disk."""
LOG_LINES = 200
_NO_PROGRESS = ProgressFile(step="", done=0, total=0, detail="", utc_ns=0)


def state_of(folder: JobFolder, *, starting: bool = False) -> TrainingState:
    """What became of a job.

    Args:
        folder: Of the job.
        starting: Whether its process is being started this very moment.
    """
    outcome = folder.outcome
    if outcome is not None:
        return TrainingState(outcome.outcome)
    if starting or folder.runs:
        return TrainingState.CANCELLING if folder.cancel_wanted else TrainingState.RUNNING
    if folder.started is None:
        return TrainingState.QUEUED
    # The process may have ended between the two looks.
    outcome = folder.outcome
    return TrainingState.INTERRUPTED if outcome is None else TrainingState(outcome.outcome)


def job_document(
    folder: JobFolder, job: JobFile, state: TrainingState, free_bytes: int, *, with_log: bool
) -> TrainingJob:
    """All that is known of one job; what it said at last counts more than how it seemed before."""
    said = folder.outcome
    if said is not None:
        state = TrainingState(said.outcome)
    outcome = said or _unsaid(state, free_bytes)
    started = folder.started
    progress = folder.progress or _NO_PROGRESS
    epochs, epochs_total = folder.epochs()
    runs = state in (TrainingState.RUNNING, TrainingState.CANCELLING)
    return TrainingJob(
        id=job.id,
        request=job.request,
        state=state,
        by=job.by,
        queued_at=utc_datetime(job.queued_utc_ns),
        started_at=None if started is None else utc_datetime(started.utc_ns),
        ended_at=_ended_at(outcome),
        step=progress.step,
        done=progress.done,
        total=progress.total,
        detail=progress.detail,
        seconds_left=progress.seconds_left if runs else None,
        epochs=epochs,
        epochs_total=epochs_total,
        package=outcome.package,
        package_folder=outcome.package_folder,
        installed=outcome.installed,
        code=outcome.code,
        error=outcome.error,
        remedy=outcome.remedy,
        reasons=outcome.reasons,
        advice=outcome.advice,
        log_tail=folder.log_tail(LOG_LINES) if with_log else [],
    )


def _ended_at(outcome: OutcomeFile) -> datetime | None:
    return utc_datetime(outcome.utc_ns) if outcome.utc_ns else None


def _unsaid(state: TrainingState, free_bytes: int) -> OutcomeFile:
    """What is to be said of a process that could not say it."""
    if state is not TrainingState.INTERRUPTED:
        return OutcomeFile(outcome="cancelled", utc_ns=0)
    error: TrainingDiskError | TrainingEndedError
    if free_bytes < FULL_BYTES:
        error = TrainingDiskError(TrainingPhrase.DISK_FULL())
    else:
        error = TrainingEndedError(TrainingPhrase.TRAINING_GONE())
    return OutcomeFile(
        outcome="failed",
        utc_ns=0,
        code=error.code,
        error=error.detail,
        remedy=error.remedy,
        **phrases_of(error),
    )
