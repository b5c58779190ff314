"""Training at one station as a program sees it."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inspector.client.answers import parsed
from inspector.wire.training import DatasetPage, TrainingJob, TrainingPage, TrainingRequest

_JOBS = "/v1/training/jobs"


class TrainingClient:
    """Asks for trainings and follows them. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def datasets(self) -> DatasetPage:
        """What can be trained on."""
        return parsed(DatasetPage, self._exchange("GET", "/v1/datasets").content)

    def page(self) -> TrainingPage:
        """All trainings, the newest first."""
        return parsed(TrainingPage, self._exchange("GET", _JOBS).content)

    def job(self, job_id: str) -> TrainingJob:
        """One training with the end of its log.

        Raises:
            TrainingJobUnknownError: there is none.
        """
        return parsed(TrainingJob, self._exchange("GET", f"{_JOBS}/{job_id}").content)

    def start(self, request: TrainingRequest) -> TrainingJob:
        """Ask for a training.

        Raises:
            TrainingExtraMissingError: the station has nothing to train with.
            DatasetUnknownError: there is no such dataset.
            TrainingNameTakenError: there is such a package or training.
            RightMissingError: the role may not do this.
        """
        body = request.model_dump(mode="json")
        return parsed(TrainingJob, self._exchange("POST", _JOBS, json=body).content)

    def cancel(self, job_id: str) -> TrainingJob:
        """End a training; what it has found out is kept.

        Raises:
            TrainingJobStateError: it has ended.
        """
        return parsed(TrainingJob, self._exchange("POST", f"{_JOBS}/{job_id}/cancel").content)

    def resume(self, job_id: str) -> TrainingJob:
        """Go on with a training that has ended early.

        Raises:
            TrainingJobStateError: it waits, runs or is finished.
        """
        return parsed(TrainingJob, self._exchange("POST", f"{_JOBS}/{job_id}/resume").content)

    def remove(self, job_id: str) -> TrainingPage:
        """Delete a training that has ended.

        Raises:
            TrainingJobStateError: it waits or runs.
        """
        return parsed(TrainingPage, self._exchange("DELETE", f"{_JOBS}/{job_id}").content)
