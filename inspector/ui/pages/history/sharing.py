"""Turns the page to the results of all stations, and keeps to this one what only it can do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.domain.errors.shared_history import SharedHistoryError
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.compare_view import COMPARISONS
from inspector.ui.pages.history.scope import Whose
from inspector.ui.pages.history.scope_bar import CHOICES, ScopeBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.actions.keys import ActionKey
    from inspector.ui.pages.history.page import HistoryPage
    from inspector.wire.history import ResultRow
    from inspector.wire.shared_history import ForwardingState

_LOOK_AGAIN_MS = 10_000
_OF_CHOSEN = (
    HistoryAction.CONFIRM,
    *CLASS_ACTIONS,
    HistoryAction.FIND_CLASS,
    HistoryAction.SEND_TO_DATASET,
)
_OF_SHOWN = (HistoryAction.JUDGE_AGAIN, HistoryAction.SHOW_REGIONS, *COMPARISONS)


class Sharing(QObject):
    """What the history of several stations changes on the page.

    Signals:
        turned: Results of somebody else are wanted now.
    """

    turned = Signal()

    def __init__(self, page: HistoryPage) -> None:
        super().__init__(page)
        self._page = page
        self.whose = Whose.STATION
        self.bar = ScopeBar(page.board)
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self.look)

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for each choice."""
        return {key: partial(self.choose, whose) for whose, key in CHOICES.items()}

    def choose(self, whose: Whose) -> None:
        """List the results of this station, or of all."""
        self.bar.show_whose(whose)
        if whose is self.whose or (whose is Whose.ALL and self.bar.isHidden()):
            self.bar.show_whose(self.whose)
            return
        self.whose = whose
        self.bar.show_fault(None)
        self.show_chosen()
        self.turned.emit()

    def watch(self, watched: bool) -> None:
        """Follow how far the station is behind, while somebody looks."""
        if watched:
            self.look()
            self._again.start()
        else:
            self._again.stop()

    def look(self) -> None:
        """Ask how far the station is behind; one that does not know shares nothing."""
        self._page.links.short.ask(
            "forwarding",
            lambda station: station.shared.forwarding(),
            self._show_forwarding,
            lambda error: None,
        )

    def show_answer(self, fault: InspectorError | None = None) -> None:
        """The list has come, or has not."""
        away = isinstance(fault, SharedHistoryError)
        self.bar.show_fault(fault if away and self.whose is Whose.ALL else None)

    def show_chosen(self) -> None:
        """Withhold what can be done at another station only, and say so."""
        page = self._page
        shown = [] if page.detail.detail is None else [page.detail.detail]
        chosen: Sequence[ResultRow] = [] if page.list.isHidden() else page.list.chosen_rows()
        self._withhold(_OF_CHOSEN, _why(chosen or shown))
        self._withhold(_OF_SHOWN, _why(shown))
        files = translate(
            "History", "of this station only; of all: inspector history shared export"
        )
        self._withhold([HistoryAction.EXPORT], files if self.whose is Whose.ALL else "")

    def _show_forwarding(self, forwarding: ForwardingState) -> None:
        self.bar.show_forwarding(forwarding)
        if not forwarding.is_shared:
            self.choose(Whose.STATION)

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
