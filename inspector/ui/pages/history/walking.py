"""From part to part: in the order of the list, of the history, or of a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.review.review_queue import ReviewQueue
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
        self._onward = 1

    def step(self, steps: int) -> None:
        """Show the next part of the queue, of the list, or of the history beyond it."""
        if self._page.detail.detail is not None:
            self.step_from(self._page.detail.detail, steps)

    def step_from(self, part: ResultDetail, steps: int) -> None:
        """Show what stands beside a part."""
        self._onward = steps
        beside, place = self._beside(part, steps), self._place_of(part)
        if beside is not None and place is None:
            self._page.show_result(*beside)
        elif beside is not None and place is not None:
            self._page.list.go_to(place + steps)

    def expect_next(self) -> None:
        """Have the part brought that follows what is shown, in the direction of the last step."""
        shown = self._page.detail.detail
        beside = None if shown is None else self._beside(shown, self._onward)
        result_id, home = beside or ("", "")
        self._page.details.expect("" if home else result_id)

    def _place_of(self, part: ResultDetail) -> int | None:
        """Where a part stands in the list, if that is gone through."""
        if part.result_id in self._queue:
            return None
        return self._page.model.place_of(part.result_id, home_of(part))

    def _beside(self, part: ResultDetail, steps: int) -> tuple[str, str] | None:
        """The part so many steps further, and the other station that it belongs to."""
        place, rows = self._place_of(part), self._page.model.window.rows
        if place is not None:
            row = rows[place + steps] if 0 <= place + steps < len(rows) else None
            return None if row is None else (row.result_id, home_of(row))
        queued = part.result_id in self._queue
        beyond = part.older_id if steps > 0 else part.newer_id
        beside = self._queue.beside(part.result_id, steps) if queued else beyond
        home = "" if queued else home_of(part)
        return None if beside is None else (beside, home)

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
