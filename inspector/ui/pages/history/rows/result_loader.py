"""Brings the pages that the list asks for, and how many rows there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.ui.pages.history.rows.window import PageAsk, Side
from inspector.ui.sharing.whose import Whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.client.history import ResultPages
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.history.links import HistoryLinks
    from inspector.ui.pages.history.rows.result_model import ResultModel
    from inspector.wire.history import ResultCount, ResultFilter, ResultRow

Answer = tuple["Sequence[ResultRow]", bool]


class ResultLoader(QObject):
    """Keeps the list filled by one filter at a time.

    Args:
        model: The list.
        links: Who answers.

    Signals:
        loaded: With the :class:`PageAsk` that was answered.
        counted: The count of the filter in force is known, or no longer.
        refused: With the error.
    """

    loaded = Signal(object)
    counted = Signal()
    refused = Signal(object)

    def __init__(self, model: ResultModel, links: HistoryLinks, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._links = links
        self._criteria: ResultFilter | None = None
        self._whose = Whose.STATION
        self.count: ResultCount | None = None
        model.page_wanted.connect(self._load)

    def begin(self, criteria: ResultFilter, ask: PageAsk, whose: Whose) -> None:
        """List what matches, from one place on."""
        if criteria != self._criteria or whose is not self._whose:
            self.count = None
        if whose is not self._whose:
            self._model.clear()
        self._criteria, self._whose = criteria, whose
        self._model.restart(ask)
        self.counted.emit()
        whose.link(self._links.pictures, self._links.shared).ask(
            "count",
            lambda station: whose.history(station).count(criteria),
            lambda count: self._keep(whose, count),
            lambda error: self._keep(whose, None),
        )

    def _load(self, ask: PageAsk) -> None:
        criteria, whose = self._criteria, self._whose
        if criteria is None:
            return

        def show(answer: Answer) -> None:
            if whose is self._whose:
                self._model.show_page(ask, *answer)
                self.loaded.emit(ask)

        def refuse(error: InspectorError) -> None:
            if whose is self._whose:
                self._model.show_failure()
                self.refused.emit(error)

        whose.link(self._links.short, self._links.shared).ask(
            "page", lambda station: _page(whose.history(station), criteria, ask), show, refuse
        )

    def _keep(self, whose: Whose, count: ResultCount | None) -> None:
        if whose is self._whose:
            self.count = count
            self.counted.emit()


def _page(history: ResultPages, criteria: ResultFilter, ask: PageAsk) -> Answer:
    """The rows of a page, newest first, and whether there are more beyond it."""
    if ask.side in (Side.NEWER, Side.ANEW_OLDEST):
        page = history.page_after(ask.beside or 0, ask.rows, criteria)
        return page.rows[::-1], page.next_after is not None
    if ask.before is not None:
        until = ask.before if criteria.until is None else min(ask.before, criteria.until)
        criteria = criteria.model_copy(update={"until": until})
    page = history.page(criteria, ask.beside, ask.rows)
    return page.rows, page.next_before is not None
