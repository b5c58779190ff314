"""What the list shows: asked anew when the filter turns, and the part in view marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.domain.errors.shared_history import SharedHistoryError
from inspector.ui.i18n.faults import title_text
from inspector.ui.pages.history.rows.result_loader import ResultLoader
from inspector.ui.pages.history.rows.window import PageAsk, Side
from inspector.ui.pages.history.scope import home_of
from inspector.ui.pages.history.words import nothing_text
from inspector.ui.sharing.whose import Whose

if TYPE_CHECKING:
    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.history.detail.detail_loader import DetailLoader
    from inspector.ui.pages.history.detail.detail_panel import DetailPanel
    from inspector.ui.pages.history.filter.filtering import Filtering
    from inspector.ui.pages.history.links import HistoryLinks
    from inspector.ui.pages.history.rows.result_list import ResultList
    from inspector.ui.pages.history.sharing import Sharing

_OF_ONE_STATION = ("lot_id", "what_if", "would_be", "station_id")


class Listing(QObject):
    """Asks for rows, one filter at a time.

    Args:
        shown: The list.
        filtering: Which rows.
        sharing: Of which stations.
        detail: The part in view.
        details: Brings it.
        links: Who answers.

    Signals:
        refused: With the error, unless the list itself tells it.
    """

    refused = Signal(object)

    def __init__(
        self,
        shown: ResultList,
        filtering: Filtering,
        sharing: Sharing,
        detail: DetailPanel,
        details: DetailLoader,
        links: HistoryLinks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._list = shown
        self._filtering = filtering
        self._sharing = sharing
        self._detail = detail
        self._details = details
        self.begun = False
        self.loader = ResultLoader(shown.model, links, self)
        self.loader.loaded.connect(self._show_loaded)
        self.loader.counted.connect(lambda: shown.show_count(self.loader.count))
        self.loader.refused.connect(self._refuse)
        filtering.changed.connect(self._begin)
        sharing.turned.connect(self._turn)

    def refresh(self) -> None:
        """Load the newest page again."""
        self._sharing.look()
        self.go_to(PageAsk(Side.ANEW))

    def go_to(self, ask: PageAsk) -> None:
        """List the rows of one place."""
        self.begun = True
        self.retranslate()
        self.loader.begin(self._filtering.criteria, ask, self._sharing.whose)

    def retranslate(self) -> None:
        """Say what it means that nothing is listed."""
        self._list.show_nothing_text(nothing_text(self._filtering.criteria, self._filtering.period))

    def _begin(self) -> None:
        """List anew; while a part is looked up, no other one is shown that a key could speak of."""
        shown, wanted = self._detail.detail, self._filtering.criteria.part_id
        if wanted is not None and shown is not None and shown.part_id != wanted:
            self._details.stay()
            self._detail.show_detail(None)
        self.refresh()

    def _turn(self) -> None:
        """List anew; what only one station knows by number means something else elsewhere."""
        shared = self._sharing.whose is Whose.ALL
        self._list.table.show_stations(shared)
        self._filtering.panel.show_stations(shared)
        if not self._filtering.leave(_OF_ONE_STATION):
            self._begin()

    def _refuse(self, error: InspectorError) -> None:
        self._sharing.show_answer(error)
        self._list.show_refused(title_text(error.code, error.detail))
        if not isinstance(error, SharedHistoryError):
            self.refused.emit(error)

    def _show_loaded(self, ask: PageAsk) -> None:
        self._sharing.show_answer()
        self._list.show_refused("")
        if ask.side is Side.ANEW:
            self._list.view.scrollToTop()
        elif ask.side is Side.ANEW_OLDEST:
            self._list.view.scrollToBottom()
        if ask.side in (Side.ANEW, Side.ANEW_OLDEST):
            self._select_shown()
        self._list.describe()

    def _select_shown(self) -> None:
        """Mark the row that the panel shows; a part that was looked up is shown at once."""
        shown, model = self._detail.detail, self._list.model
        place = None if shown is None else model.place_of(shown.result_id, home_of(shown))
        if place is None and self._filtering.criteria.part_id is not None and model.rowCount():
            place = 0
        if place is not None:
            self._list.go_to(place)
