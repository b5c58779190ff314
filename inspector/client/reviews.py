"""Reviews and the label queue of one station as a program sees them."""

from __future__ import annotations

from datetime import datetime

from inspector.client.routes import Routes
from inspector.wire.reviews import (
    LabelQueuePage,
    ReviewBatch,
    ReviewBatchRequest,
    ReviewList,
    ReviewPage,
    ReviewRequest,
    ReviewRow,
)


class ReviewClient(Routes):
    """Says what verdicts should have been. Methods raise as those of the station client."""

    def review(self, result_id: str, request: ReviewRequest) -> ReviewRow:
        """Confirm or override a verdict.

        Raises:
            ResultNotFoundError: there is no such result.
            LabelContradictoryError: label and evaluation do not go together.
            RightMissingError: the role may not review.
        """
        return self._send(ReviewRow, "POST", f"/v1/results/{result_id}/reviews", request)

    def review_all(self, request: ReviewBatchRequest) -> ReviewBatch:
        """The same review of several results; those that are refused hinder no other."""
        return self._send(ReviewBatch, "POST", "/v1/reviews/batch", request)

    def of_result(self, result_id: str) -> ReviewList:
        """All reviews of one result, oldest first; the last one counts.

        Raises:
            ResultNotFoundError: there is no such result.
        """
        return self._get(ReviewList, f"/v1/results/{result_id}/reviews")

    def page_after(self, position: int = 0, limit: int = 100) -> ReviewPage:
        """Reviews in storing order; continue with ``page.next_after``."""
        return self._get(ReviewPage, "/v1/reviews", after=position, limit=limit)

    def label_queue(
        self, limit: int = 20, since: datetime | None = None, until: datetime | None = None
    ) -> LabelQueuePage:
        """Pictures whose labels would tell most, of the last seven days unless told otherwise."""
        path = "/v1/label-queue"
        return self._get(LabelQueuePage, path, since=since, until=until, limit=limit)
