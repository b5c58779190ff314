"""What the history of several stations changes: parts of other ones are only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.detail.compare_view import COMPARISONS
from inspector.ui.sharing.choice import SharingChoice
from inspector.ui.sharing.whose import Whose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from inspector.ui.actions.spec import ActionKey
    from inspector.ui.pages.history.page import HistoryPage
    from inspector.wire.history import ResultRow

_CHOICES: Mapping[Whose, ActionKey] = {
    Whose.STATION: HistoryAction.THIS_STATION,
    Whose.ALL: HistoryAction.ALL_STATIONS,
}
_OF_CHOSEN = (
    HistoryAction.CONFIRM,
    *CLASS_ACTIONS,
    HistoryAction.FIND_CLASS,
    HistoryAction.SEND_TO_DATASET,
)
_OF_SHOWN = (HistoryAction.JUDGE_AGAIN, HistoryAction.SHOW_REGIONS, *COMPARISONS)


class Sharing(SharingChoice):
    """Keeps to this station what only it can do."""

    def __init__(self, page: HistoryPage) -> None:
        super().__init__(page.board, _CHOICES, page.links.short, page)
        self._page = page
        self.turned.connect(self.show_chosen)

    def show_chosen(self) -> None:
        """Withhold what can be done at another station only, and say so."""
        page = self._page
        shown = [] if page.detail.detail is None else [page.detail.detail]
        chosen: Sequence[ResultRow] = [] if page.list.isHidden() else page.list.chosen_rows()
        self._withhold(_OF_CHOSEN, _why(chosen or shown))
        self._withhold(_OF_SHOWN, _why(shown))

    def _withhold(self, keys: Iterable[ActionKey], why: str) -> None:
        for key in keys:
            self._page.board.lock(key, why)


def _why(rows: Sequence[ResultRow]) -> str:
    """Why something cannot be done with parts here; empty where it can."""
    for row in rows:
        if row.is_elsewhere:
            told = translate("History", "only at station {station}")
            return told.format(station=row.station_id)
    return ""
