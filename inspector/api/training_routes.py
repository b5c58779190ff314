"""Training at the station: ask for it, follow it, end it, go on with it."""

from __future__ import annotations

from fastapi import APIRouter

from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.people import Right
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.services.training_jobs.desk import TrainingDesk
from inspector.wire.training import DatasetPage, TrainingJob, TrainingPage, TrainingRequest

_UNKNOWN = "The station has no training of this number, or no such dataset."
_NOT_NOW = "The training is in another state, its name is taken, or tools are missing."


def training_router(training: TrainingDesk, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/training`` and ``/v1/datasets``, run in worker threads."""
    router = APIRouter(prefix="/v1", tags=["training"])
    trainer = needs(people, Right.TRAIN)
    refusals = error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_NOT_NOW)

    @router.get("/datasets", responses=error_replies())
    def datasets() -> DatasetPage:
        """What can be trained on."""
        return training.datasets()

    @router.get("/training/jobs", responses=error_replies())
    def page() -> TrainingPage:
        """All trainings, the newest first, and what this computer has for them."""
        return training.page()

    @router.post("/training/jobs", responses=refusals)
    def start(request: TrainingRequest, actor: Actor = trainer) -> TrainingJob:
        """Ask for a training; it starts when those before have ended.

        It runs in a process of its own at low priority, on one core fewer than there are, and goes
        on when the station stops.
        """
        return training.start(actor, request)

    @router.get("/training/jobs/{job_id}", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def job(job_id: str) -> TrainingJob:
        """One training with the end of its log."""
        return training.job(job_id)

    @router.post("/training/jobs/{job_id}/cancel", responses=refusals)
    def cancel(job_id: str, actor: Actor = trainer) -> TrainingJob:
        """End a training after the step in hand; what it has found out is kept."""
        return training.cancel(actor, job_id)

    @router.post("/training/jobs/{job_id}/resume", responses=refusals)
    def resume(job_id: str, actor: Actor = trainer) -> TrainingJob:
        """Go on with a training that was cancelled, failed, or was interrupted."""
        return training.resume(actor, job_id)

    @router.delete("/training/jobs/{job_id}", responses=refusals)
    def remove(job_id: str, actor: Actor = trainer) -> TrainingPage:
        """Delete a training that has ended; a package that is installed stays."""
        return training.remove(actor, job_id)

    return router
