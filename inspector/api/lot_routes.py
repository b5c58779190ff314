"""Lots: begun, ended and listed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from inspector.api.parameters import PageLimit, Position
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.people import Right
from inspector.services.history.lots import LotBook
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.lots import LotPage, LotRequest, LotRow

_RUNS = "A lot of this name runs."
_NONE = "No lot runs."


def lot_router(lots: LotBook, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/lots``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1/lots", tags=["lots"])
    operator = needs(people, Right.RUN)

    @router.get("", responses=error_replies())
    def page(before: Annotated[Position | None, Query()] = None, limit: PageLimit = 50) -> LotPage:
        """Lots, newest first; `next_before` of one page is `before` of the next."""
        return lots.page(before, limit)

    @router.post("", responses=error_replies(FORBIDDEN=RIGHT_MISSING, CONFLICT=_RUNS))
    def begin(request: LotRequest, actor: Actor = operator) -> LotRow:
        """The next part is the first one of a new lot; the one that runs ends before it."""
        return lots.begin(actor, request)

    @router.delete("/current", responses=error_replies(FORBIDDEN=RIGHT_MISSING, CONFLICT=_NONE))
    def end(actor: Actor = operator) -> LotRow:
        """The last part that came was the last one of the lot."""
        return lots.end(actor)

    return router
