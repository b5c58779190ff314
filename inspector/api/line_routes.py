"""The line: its registers and its outputs."""

from __future__ import annotations

from fastapi import APIRouter

from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.people import Right
from inspector.services.live.line import LiveLine
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.plc import MaintenanceRequest, MaintenanceState, PlcState

_NOT_NOW = "The station inspects parts, somebody works on it already, or that maintenance is over."


def line_router(line: LiveLine, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/plc`` and ``/v1/maintenance``, run in worker threads."""
    router = APIRouter(prefix="/v1", tags=["line"])
    maintainer = needs(people, Right.MAINTAIN)

    @router.get("/plc", responses=error_replies())
    def plc() -> PlcState:
        """Both register blocks by name, the signals, and how the link to the PLC fares."""
        return line.plc()

    @router.post(
        "/maintenance", responses=error_replies(FORBIDDEN=RIGHT_MISSING, CONFLICT=_NOT_NOW)
    )
    def maintain(request: MaintenanceRequest, actor: Actor = maintainer) -> MaintenanceState:
        """Begin, renew or end the maintenance; while it lasts every part is rejected.

        It ends by itself when it is not renewed in time, and all outputs are released.
        """
        return line.maintain(actor, request)

    return router
