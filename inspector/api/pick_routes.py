"""Lists of results, and good parts to compare with."""

from __future__ import annotations

from fastapi import APIRouter, Response

from inspector.api.history_routes import PICTURE, ResultId, ViewNumber
from inspector.api.replies import RIGHT_MISSING, binary_reply, error_replies
from inspector.api.rights import needs
from inspector.domain.people import Right
from inspector.services.history.golden import GoldenDesk
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.services.reviews.picks import PickDesk
from inspector.wire.history import (
    GOLDEN_SOURCE_HEADER,
    PickAnswer,
    PickLists,
    PickRequest,
)

_NO_RESULT = "No result has one of these ids."
_NO_GOLDEN = "No result has this id, or there is no good part to compare it with."
_AN_HOUR = "private, max-age=3600"


def pick_router(picks: PickDesk, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/datasets/picks``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1/datasets/picks", tags=["reviews"])
    reviewer = needs(people, Right.REVIEW)

    @router.get("", responses=error_replies())
    def lists() -> PickLists:
        """All lists, the one that was added to last first."""
        return picks.all()

    @router.post("", responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_NO_RESULT))
    def add(request: PickRequest, actor: Actor = reviewer) -> PickAnswer:
        """Put results on a list, from which `inspector dataset import --pick` takes them."""
        return picks.add(actor, request)

    return router


def golden_router(golden: GoldenDesk) -> APIRouter:
    """The route ``/v1/results/{result_id}/golden``; the handler runs in a worker thread."""
    router = APIRouter(prefix="/v1/results", tags=["history"])

    @router.get(
        "/{result_id}/golden",
        response_class=Response,
        responses=error_replies(NOT_FOUND=_NO_GOLDEN)
        | binary_reply("image/*", description=PICTURE),
    )
    def of_result(result_id: ResultId, view: ViewNumber = None) -> Response:
        """A picture of a good part: of the model's examples, else of the last good part.

        The header `X-Inspector-Golden` says where it comes from.
        """
        found = golden.of(result_id, view)
        headers = {GOLDEN_SOURCE_HEADER: found.source, "Cache-Control": _AN_HOUR}
        return Response(found.content, media_type=found.media_type, headers=headers)

    return router
