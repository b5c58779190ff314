"""The state of the station and the commands to it."""

from __future__ import annotations

from fastapi import APIRouter

from inspector import __version__
from inspector.api.replies import error_replies
from inspector.api.rights import needs
from inspector.domain.people import Right
from inspector.services.live.station_port import StationService
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.health import Health
from inspector.wire.station import CommandRequest, StationCommand, StationSnapshot


def station_router(station: StationService, people: PeopleDesk) -> APIRouter:
    """Routes below ``/v1/station`` and ``/v1/health``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1", tags=["station"])
    runner = needs(people, Right.RUN)

    @router.get("/health", responses=error_replies())
    def health() -> Health:
        """Whether the API answers; needs no token."""
        return Health(app_version=__version__)

    @router.get("/station", responses=error_replies())
    def snapshot() -> StationSnapshot:
        """State, counts, reconciliation, latency, model and alarms."""
        return station.snapshot()

    @router.post(
        "/station/commands",
        responses=error_replies(
            FORBIDDEN="Nobody is signed in, or the person's role may not do this.",
            CONFLICT="The command is not allowed in the present state.",
        ),
    )
    def command(request: CommandRequest, actor: Actor = runner) -> StationSnapshot:
        """Start, stop or reset the station; answers with the state after it."""
        wanted = request.command
        urgent = wanted is StationCommand.STOP
        with people.audit.recorded(actor, f"station.{wanted}", urgent=urgent) as entry:
            entry.old = station.snapshot().state
            after = station.command(wanted)
            entry.new = after.state
        return after

    return router
