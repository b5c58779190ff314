"""The station's check of itself."""

from __future__ import annotations

from fastapi import APIRouter

from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.people import Right
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.services.station_check.desk import StationCheckDesk
from inspector.wire.station_check import CheckRequest, CheckRun

_RUNS = "A check runs already."


def check_router(check: StationCheckDesk, people: PeopleDesk) -> APIRouter:
    """Route ``/v1/station/check``, run in worker threads."""
    router = APIRouter(prefix="/v1/station", tags=["station"])
    runner = needs(people, Right.RUN)

    @router.get("/check", responses=error_replies())
    def last() -> CheckRun:
        """The check that runs with what it has found so far, or the last one."""
        return check.last()

    @router.post("/check", responses=error_replies(FORBIDDEN=RIGHT_MISSING, CONFLICT=_RUNS))
    def begin(request: CheckRequest, actor: Actor = runner) -> CheckRun:
        """Begin a check; it takes some seconds beside the line and gives way to it."""
        return check.begin(actor, request.client_version)

    @router.delete("/check", responses=error_replies(FORBIDDEN=RIGHT_MISSING))
    def cancel(actor: Actor = runner) -> CheckRun:
        """Break off the check that runs, if one does; what it found is kept."""
        people.audit.note(actor, "station.check.cancel")
        return check.cancel()

    return router
