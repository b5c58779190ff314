"""What people say of verdicts."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.reviews import (
    LabelQueuePage,
    ReviewBatch,
    ReviewBatchRequest,
    ReviewList,
    ReviewRequest,
    ReviewRow,
)


class Reviews(Protocol):
    """Says what verdicts should have been; raises as :class:`Station`."""

    def review(self, result_id: str, request: ReviewRequest, /) -> ReviewRow:
        """Confirm or override a verdict."""

    def review_all(self, request: ReviewBatchRequest, /) -> ReviewBatch:
        """The same review of several results."""

    def label_queue(self, limit: int, /) -> LabelQueuePage:
        """Pictures of the last seven days whose labels would tell most."""

    def of_result(self, result_id: str, /) -> ReviewList:
        """All reviews of one result, oldest first."""
