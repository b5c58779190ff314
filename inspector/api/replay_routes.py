"""Results judged again."""

from __future__ import annotations

from fastapi import APIRouter

from inspector.api.history_routes import ResultId
from inspector.api.replies import error_replies
from inspector.services.replay.desk import ReplayDesk
from inspector.wire.replay import ReplayReport, ReplayRequest

_NOT_FOUND = "No result has this id, or the station has no such model."
_IMPOSSIBLE = "No picture was kept, or the recipe or model of then is not here any more."


def replay_router(replays: ReplayDesk) -> APIRouter:
    """The route ``/v1/results/{result_id}/replay``; the handler runs in a worker thread."""
    router = APIRouter(prefix="/v1/results", tags=["history"])

    @router.post(
        "/{result_id}/replay",
        responses=error_replies(NOT_FOUND=_NOT_FOUND, CONFLICT=_IMPOSSIBLE),
    )
    def replay(result_id: ResultId, request: ReplayRequest) -> ReplayReport:
        """Judge a result again from its archived pictures; nothing is stored.

        Without `model` its own model judges, by the recipe of then, and the report says what
        differs all the same.
        """
        return replays.replay(result_id, request.model)

    return router
