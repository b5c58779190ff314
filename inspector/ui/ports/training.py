"""Training at a station as the app needs it."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.training import DatasetPage, TrainingJob, TrainingPage, TrainingRequest


class Training(Protocol):
    """Every method raises a subclass of ``InspectorError``."""

    def datasets(self) -> DatasetPage:
        """What can be trained on."""

    def page(self) -> TrainingPage:
        """All trainings, the newest first."""

    def job(self, job_id: str, /) -> TrainingJob:
        """One training with the end of its log."""

    def start(self, request: TrainingRequest, /) -> TrainingJob:
        """Ask for a training."""

    def cancel(self, job_id: str, /) -> TrainingJob:
        """End a training; what it has found out is kept."""

    def resume(self, job_id: str, /) -> TrainingJob:
        """Go on with a training that has ended early."""

    def remove(self, job_id: str, /) -> TrainingPage:
        """Delete a training that has ended."""
