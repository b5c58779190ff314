"""What happened at the station, on one time line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from inspector.api.parameters import Moment, PageLimit
from inspector.api.replies import error_replies
from inspector.clock import utc_ns_of
from inspector.services.alarms.troubles import AlarmServices
from inspector.wire.events import EventGroup, EventPage
from inspector.wire.model import WireModel

_DEFAULT_TIME = timedelta(days=7)


class EventQuery(WireModel):
    """Which events are wanted, of the last week unless told otherwise."""

    since: Moment | None = None
    until: Moment | None = None
    group: list[EventGroup] = Field(default_factory=list, max_length=len(EventGroup))
    before_ns: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    limit: PageLimit = 100


def event_router(alarms: AlarmServices) -> APIRouter:
    """Route ``/v1/events``, run in worker threads."""
    router = APIRouter(prefix="/v1", tags=["alarms"])

    @router.get("/events", responses=error_replies())
    def events(query: Annotated[EventQuery, Query()]) -> EventPage:
        """Alarms, what the station did and what people did, newest first.

        `next_before_ns` of one page is `before_ns` of the next.
        """
        end = query.until or datetime.now(UTC)
        begin = query.since or end - _DEFAULT_TIME
        before_ns = utc_ns_of(end)
        if query.before_ns is not None:
            before_ns = min(before_ns, query.before_ns)
        return alarms.timeline.page(utc_ns_of(begin), before_ns, query.group, query.limit)

    return router
