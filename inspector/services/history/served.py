"""The history as clients see it: pages, details and pictures."""

from __future__ import annotations

from collections.abc import Callable

from inspector.domain.history import ResultHistory, ResultPages, ResultSummary
from inspector.domain.record_ports import ImageReader
from inspector.services.history.rows import (
    Changed,
    domain_filter,
    nobody_asked,
    result_detail,
    result_row,
)
from inspector.services.history.thumbnail import thumbnail_jpeg
from inspector.wire.history import (
    ModelFacet,
    ResultCount,
    ResultDetail,
    ResultFacets,
    ResultFilter,
    ResultPage,
    ResultRow,
)

COUNTING_S = 0.2
"""What takes longer to count is told as more than so many."""


class PastResults:
    """Finds and counts past results. All methods may be called from several threads.

    Args:
        pages: Past results, of one station or of several.
        changed: What answers to what-if questions change.
        is_elsewhere: Whether the results of a station of this name are those of another one.
    """

    def __init__(
        self,
        pages: ResultPages,
        changed: Changed = nobody_asked,
        is_elsewhere: Callable[[str], bool] = lambda station_id: False,
    ) -> None:
        self._pages = pages
        self._changed = changed
        self._is_elsewhere = is_elsewhere

    def page(self, criteria: ResultFilter, before: int | None, limit: int) -> ResultPage:
        """Up to ``limit`` results, newest first, that were stored before sequence ``before``."""
        rows = self._pages.page(domain_filter(criteria, self._changed), before, limit + 1)
        shown = rows[:limit]
        return ResultPage(
            rows=[self._row(row) for row in shown],
            next_before=shown[-1].sequence if len(rows) > limit else None,
        )

    def page_after(self, criteria: ResultFilter, after: int, limit: int) -> ResultPage:
        """Up to ``limit`` results that were stored after sequence ``after``, in storing order."""
        rows = self._pages.page_after(domain_filter(criteria, self._changed), after, limit + 1)
        shown = rows[:limit]
        return ResultPage(
            rows=[self._row(row) for row in shown],
            next_before=None,
            next_after=shown[-1].sequence if len(rows) > limit else None,
        )

    def count(self, criteria: ResultFilter) -> ResultCount:
        """How many results match, or more than how many where counting them takes long."""
        counted = self._pages.count(domain_filter(criteria, self._changed), COUNTING_S)
        return ResultCount(count=counted.count, more=counted.more)

    def facets(self) -> ResultFacets:
        """What a filter may ask for."""
        found = self._pages.facets()
        models = [
            ModelFacet(model_id=each.model_id, sha256=each.sha256, variant=each.variant)
            for each in found.models
        ]
        return ResultFacets(
            lots=list(found.lots),
            recipes=list(found.recipes),
            models=models,
            classes=list(found.classes),
            stations=list(found.stations),
        )

    def _row(self, summary: ResultSummary) -> ResultRow:
        return result_row(summary, is_elsewhere=self._is_elsewhere(summary.station_id))


class HistoryService(PastResults):
    """Answers questions about the past results of this station.

    Args:
        history: Past results.
        images: Their pictures.
        changed: What answers to what-if questions change.
    """

    def __init__(
        self, history: ResultHistory, images: ImageReader, changed: Changed = nobody_asked
    ) -> None:
        super().__init__(history, changed)
        self._history = history
        self._images = images

    def detail(self, result_id: str) -> ResultDetail:
        """All that is known of one result.

        Raises:
            ResultNotFoundError: there is none of this id.
        """
        stored = self._history.result(result_id)
        neighbours = self._history.neighbours(stored.sequence)
        return result_detail(stored, neighbours)

    def image(self, result_id: str, view: int | None = None) -> bytes:
        """The archived file of one view of a result, by default of the view that decided.

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
