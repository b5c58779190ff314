"""The line: its registers, its outputs and its alarms."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from inspector.api.replies import error_replies
from inspector.api.rights import needs
from inspector.domain.errors.people import RightMissingError
from inspector.domain.people import Right, least_role
from inspector.services.line import LineService
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.alarms import AlarmPage, ClearRequest
from inspector.wire.plc import MaintenanceRequest, MaintenanceState, PlcState

PAGE_LIMIT = 500

EventId = Annotated[int | None, Query(ge=0, lt=2**63)]
Limit = Annotated[int, Query(ge=1, le=PAGE_LIMIT)]

_FORBIDDEN = "Nobody is signed in, or the person's role may not do this."
_NOT_NOW = "The station inspects parts, somebody works on it already, or that maintenance is over."
_STANDS = "One of the alarms ends with its cause and cannot be cleared."


def line_router(line: LineService, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/plc``, ``/v1/maintenance`` and ``/v1/alarms``, run in worker threads."""
    router = APIRouter(prefix="/v1", tags=["line"])
    maintainer = needs(people, Right.MAINTAIN)
    clearer = needs(people, Right.CLEAR_ALARMS)

    @router.get("/plc", responses=error_replies())
    def plc() -> PlcState:
        """Both register blocks by name, the signals, and how the link to the PLC fares."""
        return line.plc()

    @router.post("/maintenance", responses=error_replies(FORBIDDEN=_FORBIDDEN, CONFLICT=_NOT_NOW))
    def maintain(request: MaintenanceRequest, actor: Actor = maintainer) -> MaintenanceState:
        """Begin, renew or end the maintenance; while it lasts every part is rejected.

        It ends by itself when it is not renewed in time, and all outputs are released.
        """
        return line.maintain(actor, request)

    @router.get("/alarms", responses=error_replies())
    def alarms(before: EventId = None, limit: Limit = 100) -> AlarmPage:
        """What needs a person now, and changes of the gate's alarms, newest first.

        `next_before` of one page is `before` of the next.
        """
        return line.alarms(before, limit)

    @router.post("/alarms/clear", responses=error_replies(FORBIDDEN=_FORBIDDEN, CONFLICT=_STANDS))
    def clear(request: ClearRequest, actor: Actor = clearer) -> AlarmPage:
        """Clear alarms that a person has seen to; answers before the gate has done it.

        One that stops the infeed needs the role engineer.
        """
        with people.audit.recorded(actor, "alarms.clear") as entry:
            entry.new = request.codes
            wanted = line.alarms_of(request.codes)
            _require_role(people, actor, stops=line.stops_infeed(wanted))
            line.clear(wanted)
        return line.alarms(None, 1)

    return router


def _require_role(people: PeopleDesk, actor: Actor, *, stops: bool) -> None:
    if stops and not people.allows(actor, Right.CLEAR_STOPS):
        raise RightMissingError(
            f"an alarm that stops the infeed needs the role {least_role(Right.CLEAR_STOPS)}"
        )
