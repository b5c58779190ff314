"""The state of the station and the commands to it."""

from __future__ import annotations

from fastapi import APIRouter

from inspector import __version__
from inspector.api.replies import error_replies
from inspector.services.station import StationService
from inspector.wire.health import Health
from inspector.wire.station import CommandRequest, StationSnapshot


def station_router(station: StationService) -> APIRouter:
    """Routes below ``/v1/station`` and ``/v1/health``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1", tags=["station"])

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
        responses=error_replies(CONFLICT="The command is not allowed in the present state."),
    )
    def command(request: CommandRequest) -> StationSnapshot:
        """Start, stop or reset the station; answers with the state after it."""
        return station.command(request.command)

    return router
