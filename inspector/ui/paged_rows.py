"""Fills a table page by page while it is scrolled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.models.rows import RowModel
    from inspector.ui.requests import RequestLink

R = TypeVar("R")


Page = tuple[Sequence[R], int | None]
"""Rows, and where the next page begins; ``None`` after the last."""


class PagedRows(QObject, Generic[R]):
    """One question at a time; a new beginning forgets what was asked before.

    Signals:
        changed: Rows came, or are on their way.
        failed: With the error of a page that did not come.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, key: str, requests: RequestLink, model: RowModel[R], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._requests = requests
        self._model = model
        self._ask: Callable[[StationClient, int | None], Page[R]] | None = None
        self._next: int | None = None
        self.waiting = False
        model.more_wanted.connect(self._ask_for_more)

    def begin(self, ask: Callable[[StationClient, int | None], Page[R]]) -> None:
        """Show the first page of another question; what is shown stays until it comes."""
        self._ask = ask
        self._load(None)

    def _ask_for_more(self) -> None:
        self._load(self._next)

    def _load(self, before: int | None) -> None:
        ask = self._ask
        if ask is None:
            return
        self.waiting = True
        self.changed.emit()

        def show(page: Page[R]) -> None:
            rows, self._next = page
            self.waiting = False
            if before is None:
                self._model.show_rows(rows, more=self._next is not None)
            else:
                self._model.add_rows(rows, more=self._next is not None)
            self.changed.emit()

        def refuse(error: InspectorError) -> None:
            self.waiting = False
            self.changed.emit()
            self.failed.emit(error)

        self._requests.ask(self._key, lambda station: ask(station, before), show, refuse)
