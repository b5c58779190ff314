"""Alarms: what stands, what was, who has seen it, and what else happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from inspector.api.files import download_of, file_reply
from inspector.api.parameters import Moment, PageLimit
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.errors.people import RightMissingError
from inspector.domain.people import Right, least_role
from inspector.services.alarms.troubles import AlarmServices
from inspector.services.live.line import LiveLine
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.alarms import (
    AcknowledgeRequest,
    AlarmFigures,
    AlarmLogPage,
    AlarmPage,
    AlarmQuery,
    AlarmsWaiting,
    ClearRequest,
)

EventId = Annotated[int | None, Query(ge=0, lt=2**63)]

_STANDS = "One of the alarms ends with its cause and cannot be cleared."
_FIGURES_TIME = timedelta(days=7)


class LogQuery(AlarmQuery):
    """The parameters of a page of the log."""

    before: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    limit: PageLimit = 100


def alarm_router(line: LiveLine, alarms: AlarmServices, people: PeopleDesk) -> APIRouter:
    """Routes below ``/v1/alarms``, run in worker threads."""
    router = APIRouter(prefix="/v1/alarms", tags=["alarms"])
    _add_standing(router, line, alarms, people)
    _add_log(router, alarms)
    return router


def _add_standing(
    router: APIRouter, line: LiveLine, alarms: AlarmServices, people: PeopleDesk
) -> None:
    clearer = needs(people, Right.CLEAR_ALARMS)

    @router.get("", responses=error_replies())
    def standing(before: EventId = None, limit: PageLimit = 100) -> AlarmPage:
        """What needs a person now, and changes of the gate's alarms, newest first.

        `next_before` of one page is `before` of the next.
        """
        return line.alarms(before, limit)

    @router.post("/clear", responses=error_replies(FORBIDDEN=RIGHT_MISSING, CONFLICT=_STANDS))
    def clear(request: ClearRequest, actor: Actor = clearer) -> AlarmPage:
        """Clear alarms that a person has seen to; answers before the gate has done it.

        One that stops the infeed needs the role engineer.
        """
        with people.audit.recorded(actor, "alarms.clear") as entry:
            entry.new = request.codes
            wanted = line.alarms_of(request.codes)
            _require_role(people, actor, stops=line.stops_infeed(wanted))
            alarms.desk.note_clearing(actor, request.codes)
            line.clear(wanted)
        return line.alarms(None, 1)

    @router.get("/waiting", responses=error_replies())
    def waiting() -> AlarmsWaiting:
        """What stands, and what came and went without anybody having seen it."""
        return alarms.desk.waiting()

    @router.post("/acknowledge", responses=error_replies(FORBIDDEN=RIGHT_MISSING))
    def acknowledge(request: AcknowledgeRequest, actor: Actor = clearer) -> AlarmsWaiting:
        """A person has seen these alarms; they stand on until they are cleared or end.

        What is acknowledged already, or does not exist, is left as it is.
        """
        return alarms.desk.acknowledge(actor, request.occurrence_ids)


def _add_log(router: APIRouter, alarms: AlarmServices) -> None:
    @router.get("/log", responses=error_replies())
    def log(query: Annotated[LogQuery, Query()]) -> AlarmLogPage:
        """Alarms of all sources from raising to end, newest first.

        `next_before` of one page is `before` of the next.
        """
        return alarms.desk.page(query, query.before, query.limit)

    @router.get(
        "/log.csv",
        responses=error_replies() | file_reply("csv"),
        response_class=StreamingResponse,
    )
    def log_csv(query: Annotated[AlarmQuery, Query()]) -> StreamingResponse:
        """The same as a CSV file (UTF-8, times in UTC)."""
        return download_of(alarms.desk.export(query), "alarms.csv")

    @router.get("/figures", responses=error_replies())
    def figures(since: Moment | None = None, until: Moment | None = None) -> AlarmFigures:
        """What came most often and what stood longest, of the last week unless told otherwise."""
        end = until or datetime.now(UTC)
        return alarms.desk.figures(since or end - _FIGURES_TIME, end)


def _require_role(people: PeopleDesk, actor: Actor, *, stops: bool) -> None:
    if stops and not people.allows(actor, Right.CLEAR_STOPS):
        raise RightMissingError(
            f"an alarm that stops the infeed needs the role {least_role(Right.CLEAR_STOPS)}"
        )
