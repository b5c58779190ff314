"""From part to part: in the order of the list, of the history, or of a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.review_queue import ReviewQueue
from inspector.ui.pages.history.scope import home_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.pages.history.page import HistoryPage
    from inspector.wire.history import ResultDetail


class Walking:
    """Shows the part that follows, and says how far a queue has come."""

    def __init__(self, page: HistoryPage) -> None:
        self._page = page
        self._queue = ReviewQueue()

    def step(self, steps: int) -> None:
        """Show the next part of the queue, of the list, or of the history beyond it."""
        if self._page.detail.detail is not None:
            self.step_from(self._page.detail.detail, steps)

    def step_from(self, part: ResultDetail, steps: int) -> None:
        """Show what stands beside a part."""
        page = self._page
        place = page.model.place_of(part.result_id, home_of(part))
        if part.result_id in self._queue:
            beside = self._queue.beside(part.result_id, steps)
            if beside is not None:
                page.show_result(beside)
        elif place is None:
            beyond = part.older_id if steps > 0 else part.newer_id
            if beyond is not None:
                page.show_result(beyond, home_of(part))
        elif 0 <= place + steps < page.model.rowCount():
            page.list.go_to(place + steps)

    def show_part(self, result_id: str) -> None:
        """Show a part, in the list where it has it."""
        place = self._page.model.place_of(result_id)
        if place is None or result_id in self._queue:
            self._page.show_result(result_id)
        else:
            self._page.list.go_to(place)

    def begin_queue(self, result_ids: Sequence[str], first: str) -> None:
        """Go through parts one by one, the whole page for each; going back ends it."""
        self._queue = ReviewQueue(result_ids)
        self._page.show_result(first)
        self._page.enlarge()

    def end_queue(self) -> None:
        """Follow the list again."""
        self._queue = ReviewQueue()
        self._page.detail.show_course("")

    def tell_course(self, result_id: str) -> None:
        """Say where in the queue a part stands that is about to be shown."""
        course = ""
        if result_id in self._queue:
            course = translate("History", "{place} of {parts}").format(
                place=count(self._queue.place_of(result_id)), parts=count(len(self._queue))
            )
        self._page.detail.show_course(course)
