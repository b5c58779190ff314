"""What people said of verdicts, and what is worth their look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from inspector.api.history_routes import ResultId
from inspector.api.parameters import Moment, PageLimit, Position
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.clock import utc_ns_of
from inspector.domain.people import Right
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.services.reviews.label_queue import LIMIT_MAX
from inspector.services.reviews.quality import QualityServices
from inspector.wire.reviews import (
    LabelQueuePage,
    ReviewBatch,
    ReviewBatchRequest,
    ReviewList,
    ReviewPage,
    ReviewRequest,
    ReviewRow,
)

_NO_RESULT = "No result has this id."
_DEFAULT_TIME = timedelta(days=7)

QueueLimit = Annotated[int, Query(ge=1, le=LIMIT_MAX)]


def review_router(quality: QualityServices, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/results/{result_id}/reviews``, ``/v1/reviews`` and ``/v1/label-queue``."""
    router = APIRouter(prefix="/v1", tags=["reviews"])
    reviewer = needs(people, Right.REVIEW)

    @router.post(
        "/results/{result_id}/reviews",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_NO_RESULT),
    )
    def review(result_id: ResultId, request: ReviewRequest, actor: Actor = reviewer) -> ReviewRow:
        """Confirm or override a verdict; the record of the station itself stays as it is.

        The newest review of a result counts; none is ever changed.
        """
        return quality.reviews.review(actor, result_id, request)

    @router.get("/results/{result_id}/reviews", responses=error_replies(NOT_FOUND=_NO_RESULT))
    def of_result(result_id: ResultId) -> ReviewList:
        """All reviews of one result, oldest first; the last one counts."""
        return quality.reviews.of_result(result_id)

    @router.post("/reviews/batch", responses=error_replies(FORBIDDEN=RIGHT_MISSING))
    def review_all(request: ReviewBatchRequest, actor: Actor = reviewer) -> ReviewBatch:
        """The same review of several results; `refused` names those that do not exist."""
        return quality.reviews.review_all(actor, request)

    @router.get("/reviews", responses=error_replies())
    def page(after: Annotated[Position, Query()] = 0, limit: PageLimit = 100) -> ReviewPage:
        """Reviews in the order of their storing; `next_after` is `after` of the next page."""
        return quality.reviews.page_after(after, limit)

    @router.get("/label-queue", responses=error_replies())
    def label_queue(
        since: Moment | None = None,
        until: Moment | None = None,
        limit: QueueLimit = 20,
    ) -> LabelQueuePage:
        """Pictures whose labels would tell most, of the last seven days unless told otherwise."""
        end = until or datetime.now(UTC)
        begin = since or end - _DEFAULT_TIME
        return quality.labels.page(utc_ns_of(begin), utc_ns_of(end), limit)

    return router
