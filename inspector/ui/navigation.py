"""Turns from one page to another, and there to what somebody wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.keys import PageKey
from inspector.ui.sharing.whose import Whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.feed import CameraFeed
    from inspector.ui.pages.history.page import HistoryPage
    from inspector.ui.pages.stack import PageStack
    from inspector.wire.history import ResultFilter


class PageTurner:
    """The way between the pages of one window.

    Args:
        pages: One of them is in view.
        board: Marks that one in the navigation.
        feed: Sends the pictures of cameras to the page in view only.
    """

    def __init__(self, pages: PageStack, board: ActionBoard, feed: CameraFeed) -> None:
        self._pages, self._board, self._feed = pages, board, feed

    @property
    def history(self) -> HistoryPage:
        """Past inspections."""
        return cast("HistoryPage", self._pages.page(PageKey.HISTORY))

    def turn_to(self, key: PageKey) -> None:
        """Bring a page into view."""
        self._feed.follow((), 0)
        self._board.choose(key, PAGES)
        self._pages.turn_to(key)

    def turn_to_fix(self, key: PageKey, subject: str) -> None:
        """Bring the page into view that mends something, at what it is about."""
        self.turn_to(key)
        self._pages.page(key).show_subject(subject)

    def show_result(self, result_id: str) -> None:
        """Turn to the history and show all about one inspection."""
        self.turn_to(PageKey.HISTORY)
        self.history.show_result(result_id)

    def show_queue(self, result_ids: Sequence[str], first: str) -> None:
        """Turn to the history and go through parts one by one."""
        self.turn_to(PageKey.HISTORY)
        self.history.walking.begin_queue(result_ids, first)

    def show_results(self, criteria: ResultFilter, whose: Whose = Whose.STATION) -> None:
        """Turn to the history and list what matches, of this station or of all."""
        self.turn_to(PageKey.HISTORY)
        self.history.show_results(criteria, whose)

    def show_lot_report(self) -> None:
        """Turn to the history and offer the report of the newest lot."""
        self.turn_to(PageKey.HISTORY)
        self.history.panels.show_newest_lot()
