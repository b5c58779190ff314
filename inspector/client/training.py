"""Training at one station as a program sees it."""

from __future__ import annotations

from inspector.client.routes import Routes
from inspector.wire.training import DatasetPage, TrainingJob, TrainingPage, TrainingRequest

_JOBS = "/v1/training/jobs"


class TrainingClient(Routes):
    """Asks for trainings and follows them. Methods raise as those of the station client."""

    def datasets(self) -> DatasetPage:
        """What can be trained on."""
        return self._get(DatasetPage, "/v1/datasets")

    def page(self) -> TrainingPage:
        """All trainings, the newest first."""
        return self._get(TrainingPage, _JOBS)

    def job(self, job_id: str) -> TrainingJob:
        """One training with the end of its log.

        Raises:
            TrainingJobUnknownError: there is none.
        """
        return self._get(TrainingJob, f"{_JOBS}/{job_id}")

    def start(self, request: TrainingRequest) -> TrainingJob:
        """Ask for a training.

        Raises:
            TrainingExtraMissingError: the station has nothing to train with.
            DatasetUnknownError: there is no such dataset.
            TrainingNameTakenError: there is such a package or training.
            RightMissingError: the role may not do this.
        """
        return self._send(TrainingJob, "POST", _JOBS, request)

    def cancel(self, job_id: str) -> TrainingJob:
        """End a training; what it has found out is kept.

        Raises:
            TrainingJobStateError: it has ended.
        """
        return self._send(TrainingJob, "POST", f"{_JOBS}/{job_id}/cancel")

    def resume(self, job_id: str) -> TrainingJob:
        """Go on with a training that has ended early.

        Raises:
            TrainingJobStateError: it waits, runs or is finished.
        """
        return self._send(TrainingJob, "POST", f"{_JOBS}/{job_id}/resume")

    def remove(self, job_id: str) -> TrainingPage:
        """Delete a training that has ended.

        Raises:
            TrainingJobStateError: it waits or runs.
        """
        return self._send(TrainingPage, "DELETE", f"{_JOBS}/{job_id}")
