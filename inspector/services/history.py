"""The history as clients see it: pages, details and pictures."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from inspector.clock import utc_ns_of
from inspector.domain.history import HistoryFilter, ResultHistory
from inspector.domain.record import ArchivedImage
from inspector.services.history_rows import result_detail, result_row
from inspector.services.thumbnail import thumbnail_jpeg
from inspector.wire.history import ResultDetail, ResultFilter, ResultPage


class ImageReader(Protocol):
    """Where the pictures are; may be called from several threads."""

    def read(self, image: ArchivedImage) -> bytes:
        """The bytes of a picture, exactly as they were written.

        Raises:
            ImageMissingError: there is none.
            ImageDamagedError: it is not the one that was written.
        """


class HistoryService:
    """Answers questions about past results. All methods may be called from several threads."""

    def __init__(self, history: ResultHistory, images: ImageReader) -> None:
        self._history = history
        self._images = images

    def page(self, criteria: ResultFilter, before: int | None, limit: int) -> ResultPage:
        """Up to ``limit`` results, newest first, that were stored before sequence ``before``."""
        rows = self._history.page(_domain_filter(criteria), before, limit + 1)
        shown = rows[:limit]
        return ResultPage(
            rows=[result_row(row) for row in shown],
            next_before=shown[-1].sequence if len(rows) > limit else None,
        )

    def page_after(self, criteria: ResultFilter, after: int, limit: int) -> ResultPage:
        """Up to ``limit`` results that were stored after sequence ``after``, in storing order."""
        rows = self._history.page_after(_domain_filter(criteria), after, limit + 1)
        shown = rows[:limit]
        return ResultPage(
            rows=[result_row(row) for row in shown],
            next_before=None,
            next_after=shown[-1].sequence if len(rows) > limit else None,
        )

    def detail(self, result_id: str) -> ResultDetail:
        """All that is known of one result.

        Raises:
            ResultNotFoundError: there is none of this id.
        """
        stored = self._history.result(result_id)
        neighbours = self._history.neighbours(stored.sequence)
        return result_detail(stored, neighbours)

    def image(self, result_id: str, view: int | None = None) -> bytes:
        """The archived PNG of one view of a result, by default of the view that decided.

        Raises:
            ResultNotFoundError: there is no such result.
            ViewNotFoundError: it has no such view.
            ImageMissingError: it has no picture; the message says why.
            ImageDamagedError: the file is not the one that was recorded.
        """
        return self._images.read(self._history.image(result_id, view))

    def thumbnail(self, result_id: str, size_px: int, view: int | None = None) -> bytes:
        """A JPEG of the picture that fits a square of ``size_px``; raises as :meth:`image`."""
        return thumbnail_jpeg(self.image(result_id, view), size_px)


def _domain_filter(criteria: ResultFilter) -> HistoryFilter:
    return HistoryFilter(
        evaluation=criteria.evaluation,
        reason=criteria.reason,
        class_name=criteria.class_name,
        part_id=criteria.part_id,
        since_utc_ns=_utc_ns(criteria.since),
        until_utc_ns=_utc_ns(criteria.until),
    )


def _utc_ns(moment: datetime | None) -> int | None:
    return None if moment is None else utc_ns_of(moment)
