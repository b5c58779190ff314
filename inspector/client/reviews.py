"""Reviews and the label queue of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import httpx

from inspector.client.answers import parsed
from inspector.wire.reviews import (
    LabelQueuePage,
    ReviewBatch,
    ReviewBatchRequest,
    ReviewList,
    ReviewPage,
    ReviewRequest,
    ReviewRow,
)


class ReviewClient:
    """Says what verdicts should have been. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def review(self, result_id: str, request: ReviewRequest) -> ReviewRow:
        """Confirm or override a verdict.

        Raises:
            ResultNotFoundError: there is no such result.
            LabelContradictoryError: label and evaluation do not go together.
            RightMissingError: the role may not review.
        """
        body = request.model_dump(mode="json")
        reply = self._exchange("POST", f"/v1/results/{result_id}/reviews", json=body)
        return parsed(ReviewRow, reply.content)

    def review_all(self, request: ReviewBatchRequest) -> ReviewBatch:
        """The same review of several results; those that are refused hinder no other."""
        body = request.model_dump(mode="json")
        reply = self._exchange("POST", "/v1/reviews/batch", json=body)
        return parsed(ReviewBatch, reply.content)

    def of_result(self, result_id: str) -> ReviewList:
        """All reviews of one result, oldest first; the last one counts.

        Raises:
            ResultNotFoundError: there is no such result.
        """
        reply = self._exchange("GET", f"/v1/results/{result_id}/reviews")
        return parsed(ReviewList, reply.content)

    def page_after(self, after: int = 0, limit: int = 100) -> ReviewPage:
        """Reviews in storing order; continue with ``after=page.next_after``."""
        params = {"after": after, "limit": limit}
        return parsed(ReviewPage, self._exchange("GET", "/v1/reviews", params=params).content)

    def label_queue(
        self, limit: int = 20, since: datetime | None = None, until: datetime | None = None
    ) -> LabelQueuePage:
        """Pictures whose labels would tell most, of the last seven days unless told otherwise."""
        times = {"since": since, "until": until}
        params = {"limit": limit} | {
            name: moment.isoformat() for name, moment in times.items() if moment is not None
        }
        reply = self._exchange("GET", "/v1/label-queue", params=params)
        return parsed(LabelQueuePage, reply.content)
