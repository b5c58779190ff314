"""Past inspections: filter, list, all about the chosen one, and what people say of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.ui.actions.spec import ActionKey, Scope
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.detail.compare_view import COMPARISONS
from inspector.ui.pages.history.detail.detail_loader import DetailLoader
from inspector.ui.pages.history.detail.detail_panel import DetailPanel
from inspector.ui.pages.history.filter.filtering import Filtering
from inspector.ui.pages.history.filter.periods import Period
from inspector.ui.pages.history.links import HistoryLinks
from inspector.ui.pages.history.listing import Listing
from inspector.ui.pages.history.panels import HistoryPanels
from inspector.ui.pages.history.review.review_bar import ReviewBar
from inspector.ui.pages.history.review.reviewing import Reviewing
from inspector.ui.pages.history.rows.result_list import ResultList
from inspector.ui.pages.history.rows.window import PageAsk, Side
from inspector.ui.pages.history.scope import home_of, same_part
from inspector.ui.pages.history.sharing import Sharing
from inspector.ui.pages.history.walking import Walking
from inspector.ui.pages.page import Page
from inspector.ui.sharing.whose import Whose
from inspector.ui.widgets.text.labels import column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QLineEdit

    from inspector.domain.errors.base import InspectorError
    from inspector.ui.pages.history.detail.part_picture import Comparison, PartPicture
    from inspector.ui.pages.history.rows.result_model import ResultModel
    from inspector.ui.pages.history.rows.result_table import ResultTable
    from inspector.ui.pages.page import PageContext
    from inspector.ui.widgets.text.elided_label import ElidedLabel
    from inspector.wire.history import ResultFilter
    from inspector.wire.station import StationSnapshot

_LIST_SHARE, _DETAIL_SHARE = 62, 38


class HistoryPage(Page):
    """The list and, beside it, the chosen inspection."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.board = context.board
        self._session = context.session
        self.links = HistoryLinks.of(context)
        self.filtering: Filtering = Filtering(self, self.board)
        self.list = ResultList(self.board, self.links.pictures, context.look)
        self.detail: DetailPanel = DetailPanel(self.board)
        self.review: ReviewBar = ReviewBar(self.board)
        self.sharing: Sharing = Sharing(self)
        self.walking: Walking = Walking(self)
        self._lay_out()
        self.details = DetailLoader(self.detail, self.links, self)
        self.listing = Listing(
            self.list, self.filtering, self.sharing, self.detail, self.details, self.links, self
        )
        self.reviewing = Reviewing(self, self.links.short, self)
        self.panels = HistoryPanels(self)
        self._connect()
        for key in (HistoryAction.CONFIRM, *CLASS_ACTIONS):
            self.board[key].setAutoRepeat(False)
        self.board[HistoryAction.SHOW_REGIONS].setChecked(True)
        self.retranslate()

    @property
    def criteria(self) -> ResultFilter:
        """What the list is filtered by."""
        return self.filtering.criteria

    @property
    def model(self) -> ResultModel:
        """The rows of the list."""
        return self.list.model

    @property
    def table(self) -> ResultTable:
        """The list as a table."""
        return self.list.table

    @property
    def part_id(self) -> QLineEdit:
        """Where a part is looked for."""
        return self.filtering.bar.part_id

    @property
    def footer(self) -> ElidedLabel:
        """What is in view, in words."""
        return self.list.footer

    @property
    def places(self) -> Mapping[Scope, Sequence[QWidget]]:
        """Where the page's shortcuts work."""
        return {Scope.PAGE: (self,), Scope.LIST: (*self.list.places, self.detail)}

    @property
    def picture_in_view(self) -> PartPicture:
        """The picture that the zoom actions work on."""
        return self.detail.picture

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        return {
            **{key: partial(self.compare, mode) for key, mode in COMPARISONS.items()},
            **self.filtering.commands(),
            **self.sharing.commands(),
            **self.reviewing.commands(),
            **self.panels.commands(),
            HistoryAction.REFRESH: self.listing.refresh,
            HistoryAction.EDIT_FILTER: self.edit_filter,
            HistoryAction.GO_TO_NEWEST: partial(self.listing.go_to, PageAsk(Side.ANEW)),
            HistoryAction.GO_TO_OLDEST: partial(self.listing.go_to, PageAsk(Side.ANEW_OLDEST)),
            HistoryAction.SHOW_TILES: self.show_tiles,
            HistoryAction.SELECT_SEVERAL: self.select_several,
            HistoryAction.OPEN_DETAIL: self.open_detail,
            HistoryAction.CLOSE_DETAIL: self.close_detail,
            HistoryAction.SHOW_NEWER: partial(self.walking.step, -1),
            HistoryAction.SHOW_OLDER: partial(self.walking.step, 1),
            HistoryAction.NEXT_VIEW: self.detail.views.choose_next,
            HistoryAction.SHOW_REGIONS: self.show_regions,
            HistoryAction.BLEND_MORE: partial(self.detail.compare.blend, 1),
            HistoryAction.BLEND_LESS: partial(self.detail.compare.blend, -1),
            HistoryAction.COPY_RESULT_ID: self.copy_result_id,
        }

    def watch(self, watched: bool) -> None:
        """Begin with the newest rows; later go on where somebody left off."""
        self.sharing.watch(watched)
        at_top = self.list.view.verticalScrollBar().value() == 0
        if watched and (not self.listing.begun or (at_top and not self.list.chosen_rows())):
            self.listing.refresh()
        if watched and not self.panels.any_open:
            self.focus_list()

    def edit_filter(self) -> None:
        """Offer everything that can be filtered by."""
        whose = self.sharing.whose
        whose.link(self.links.pictures, self.links.shared).ask(
            "facets",
            lambda station: whose.history(station).facets(),
            self.filtering.panel.show_facets,
            self.failed.emit,
        )
        self.panels.open(self.filtering.panel)

    def show_results(self, criteria: ResultFilter, whose: Whose = Whose.STATION) -> None:
        """List what matches, of this station or of all."""
        self.close_detail()
        self.sharing.choose(whose)
        timeless = criteria.since is None and criteria.until is None
        self.filtering.take(criteria, Period.ALL if timeless else None)

    def show_result(self, result_id: str, home: str = "") -> None:
        """Show all about one inspection of this station or another, in the list or not."""
        self.listing.begun = True
        self.walking.tell_course(result_id)
        self.details.show(result_id, home)

    def show_tiles(self) -> None:
        """Show tiles, or the table."""
        self.list.show_tiles(self.board[HistoryAction.SHOW_TILES].isChecked())

    def select_several(self) -> None:
        """Let each touch choose one more, or one only."""
        self.list.choose_several(self.board[HistoryAction.SELECT_SEVERAL].isChecked())

    def open_detail(self) -> None:
        """Use the whole page for the chosen inspection."""
        if self.detail.detail is not None:
            self.enlarge()

    def enlarge(self) -> None:
        """Use the whole page for what is shown, or will be."""
        self.list.hide()
        self.filtering.bar.hide()
        self.detail.show_enlarged(True)
        self.detail.setFocus()

    def close_detail(self) -> None:
        """Close what lies over the page, or go back to the list."""
        if self.panels.close():
            return
        self.walking.end_queue()
        self.list.show()
        self.filtering.bar.show()
        self.detail.show_enlarged(False)
        self.focus_list()

    def focus_list(self) -> None:
        """Give the keys to the list, or to the part that takes its place."""
        seen = self.list.view if self.list.isVisible() else self.detail
        seen.setFocus()

    def show_regions(self) -> None:
        """Draw where the defect is, or do not."""
        drawn = self.board[HistoryAction.SHOW_REGIONS].isChecked()
        self.detail.picture.show_regions_drawn(drawn)

    def compare(self, mode: Comparison) -> None:
        """Hold the part against a good one."""
        self.detail.compare.compare(mode)
        self.details.load_golden()

    def copy_result_id(self) -> None:
        """Put the id of the chosen inspection on the clipboard."""
        if self.detail.detail is not None:
            QGuiApplication.clipboard().setText(self.detail.detail.result_id)

    def refuse(self, error: InspectorError) -> None:
        """What a panel tells itself is no news; only that somebody has to sign in."""
        self._session.consider(error)

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Offer the classes of the model in force, and the shift."""
        model = snapshot.model
        self.reviewing.show_model(model)
        self.filtering.show_shift(None if snapshot.shift is None else snapshot.shift.since)

    def show_stale(self, stale: bool) -> None:
        """Keep what is shown, and say that it is not the present."""
        was_stale = self.reviewing.stale
        self.reviewing.show_stale(stale)
        self.list.show_stale(stale)
        if was_stale and not stale and self.listing.begun and not self.model.rowCount():
            self.listing.refresh()

    def retranslate(self) -> None:
        """Show every text again."""
        self.listing.retranslate()
        self.list.retranslate()

    def _connect(self) -> None:
        self.part_id.returnPressed.connect(self.focus_list)
        self.list.chosen.connect(self._choose)
        self.list.table.doubleClicked.connect(self.open_detail)
        self.list.grid.doubleClicked.connect(self.open_detail)
        self.listing.refused.connect(self.failed)
        self.details.shown.connect(self.sharing.show_chosen)
        self.details.settled.connect(self.walking.expect_next)
        self.details.refused.connect(self.failed)
        self.review.reason_given.connect(self.focus_list)

    def _choose(self) -> None:
        """Only what is selected counts: a list that gets the focus makes its first row current."""
        rows = self.list.chosen_rows()
        self.reviewing.show_chosen()
        self.sharing.show_chosen()
        if not rows:
            return
        current = self.model.row(self.list.table.currentIndex())
        wanted = current if current in rows else rows[-1]
        shown = self.detail.detail
        if shown is None or not same_part(shown, wanted):
            self.details.show_at_rest(wanted.result_id, home_of(wanted))
        else:
            self.details.stay()

    def _lay_out(self) -> None:
        middle = row(self.list, self.detail, spacing=12)
        middle.setStretch(0, _LIST_SHARE)
        middle.setStretch(1, _DETAIL_SHARE)
        layout = column(self.filtering.bar, self.sharing.bar, spacing=8)
        layout.addLayout(middle, 1)
        layout.addWidget(self.review)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)
