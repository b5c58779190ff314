"""Past inspections: filter, table, and all about the chosen one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QGuiApplication, QIntValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from inspector.domain.errors.base import InspectorError
from inspector.domain.evaluation import Evaluation
from inspector.ui.actions.keys import ActionKey, Scope
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.models.results import MAX_ROWS, ResultTableModel
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.page import Page
from inspector.ui.pictures import decode_picture
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.detail_panel import DetailPanel
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.result_table import ResultTable
from inspector.wire.history import ResultDetail, ResultFilter, ResultPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage

    from inspector.ui.pages.page import PageContext
    from inspector.ui.widgets.zoom_view import ZoomView

PAGE_ROWS = 100
_THUMBNAIL_PX = 120
_MAX_PART_ID = 2**31 - 1
_FILTERS: Mapping[Evaluation | None, ActionKey] = MappingProxyType(
    {
        None: HistoryAction.FILTER_ALL,
        Evaluation.OK: HistoryAction.FILTER_OK,
        Evaluation.NOT_OK: HistoryAction.FILTER_NOT_OK,
        Evaluation.NOT_DECIDABLE: HistoryAction.FILTER_NOT_DECIDABLE,
        Evaluation.UNDEFINED: HistoryAction.FILTER_UNDEFINED,
    }
)


class HistoryPage(Page):
    """The table and, beside it, the chosen inspection."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        board = context.board
        self._board = board
        self._requests = context.requests
        self._filter = ResultFilter()
        self.model = ResultTableModel(self)
        self.table = ResultTable(self.model, context.look)
        self.part_id = QLineEdit(clearButtonEnabled=True)
        self.part_id.setValidator(QIntValidator(0, _MAX_PART_ID, self.part_id))
        self.part_id.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.footer = label("caption")
        self.detail: DetailPanel = DetailPanel(board)
        self._list = self._list_card()
        layout = row(self._list, self.detail, spacing=12)
        layout.setStretch(0, 61)
        layout.setStretch(1, 39)
        layout.setContentsMargins(16, 10, 16, 10)
        self.setLayout(layout)
        self._connect()
        board.choose(HistoryAction.FILTER_ALL, _FILTERS.values())
        self.retranslate()

    @property
    def criteria(self) -> ResultFilter:
        """What the table is filtered by."""
        return self._filter

    @property
    def places(self) -> Mapping[Scope, Sequence[QWidget]]:
        """Where the page's shortcuts work."""
        return {Scope.PAGE: (self,), Scope.LIST: (self.table,)}

    @property
    def picture_in_view(self) -> ZoomView:
        """The picture that the zoom actions work on."""
        return self.detail.picture

    def commands(self) -> Mapping[ActionKey, Callable[[], object]]:
        """One command for every action of the page."""
        shown = {
            key: partial(self.filter_evaluation, evaluation) for evaluation, key in _FILTERS.items()
        }
        return {
            **shown,
            HistoryAction.REFRESH: self.refresh,
            HistoryAction.OPEN_DETAIL: self.open_detail,
            HistoryAction.CLOSE_DETAIL: self.close_detail,
            HistoryAction.SHOW_NEWER: self.show_newer,
            HistoryAction.SHOW_OLDER: self.show_older,
            HistoryAction.NEXT_VIEW: self.show_next_view,
            HistoryAction.COPY_RESULT_ID: self.copy_result_id,
        }

    def watch(self, watched: bool) -> None:
        """Begin with the newest page whenever the page is turned to."""
        if watched:
            self.refresh()
            self.close_detail()

    def refresh(self) -> None:
        """Load the newest page again."""
        self.model.restart()
        self._describe_rows()

    def filter_evaluation(self, evaluation: Evaluation | None) -> None:
        """Show one verdict only, or all."""
        self._board.choose(_FILTERS[evaluation], _FILTERS.values())
        self._apply(self._filter.model_copy(update={"evaluation": evaluation}))

    def filter_part_id(self, text: str) -> None:
        """Show one part only; an empty text shows all."""
        part_id = int(text) if text else None
        self._apply(self._filter.model_copy(update={"part_id": part_id}))

    def show_results(self, criteria: ResultFilter) -> None:
        """List what matches."""
        self._board.choose(_FILTERS[criteria.evaluation], _FILTERS.values())
        self._apply(criteria)

    def show_result(self, result_id: str) -> None:
        """Show all about one inspection, whether it is in the table or not."""
        self._requests.ask(
            "detail",
            lambda station: station.result(result_id),
            self._show_detail,
            self._detail_refused,
        )

    def open_detail(self) -> None:
        """Use the whole page for the chosen inspection."""
        if self.detail.detail is not None:
            self._list.hide()
            self.detail.show_enlarged(True)
            self.detail.setFocus()

    def close_detail(self) -> None:
        """Back to the list."""
        self._list.show()
        self.detail.show_enlarged(False)
        self.table.setFocus()

    def show_newer(self) -> None:
        """Show the inspection after the one shown."""
        if self.detail.detail is not None and self.detail.detail.newer_id is not None:
            self.show_result(self.detail.detail.newer_id)

    def show_older(self) -> None:
        """Show the inspection before the one shown."""
        if self.detail.detail is not None and self.detail.detail.older_id is not None:
            self.show_result(self.detail.detail.older_id)

    def show_next_view(self) -> None:
        """Show what the next camera saw of the part."""
        self.detail.views.choose_next()

    def copy_result_id(self) -> None:
        """Put the id of the chosen inspection on the clipboard."""
        if self.detail.detail is not None:
            QGuiApplication.clipboard().setText(self.detail.detail.result_id)

    def retranslate(self) -> None:
        """Show every text again."""
        self.part_id.setPlaceholderText(translate("History", "Part id"))
        self.model.retranslate()
        self._describe_rows()

    def _connect(self) -> None:
        self.model.page_wanted.connect(self._load_page)
        self.part_id.textChanged.connect(self.filter_part_id)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        self.table.doubleClicked.connect(self.open_detail)
        self.detail.picture_wanted.connect(self._load_picture)

    def _apply(self, criteria: ResultFilter) -> None:
        if criteria != self._filter:
            self._filter = criteria
            self.refresh()

    def _load_page(self, before: int | None) -> None:
        criteria = self._filter

        def show(page: ResultPage) -> None:
            self.model.show_page(before, page)
            self._describe_rows()
            if before is None:
                self.table.scrollToTop()
                self._select_shown()

        def refuse(error: InspectorError) -> None:
            self.model.show_failure()
            self._describe_rows()
            self.failed.emit(error)

        self._requests.ask(
            "page", lambda station: station.results(criteria, before, PAGE_ROWS), show, refuse
        )

    def _select_shown(self) -> None:
        """Mark the row of the inspection that the panel shows, where the new page has it."""
        shown = self.detail.detail
        place = None if shown is None else self.model.place_of(shown.result_id)
        if place is not None:
            self.table.selectRow(place)

    def _choose(self, selected: QItemSelection) -> None:
        """Only what is selected counts: a table that gets the focus makes its first row current."""
        for index in selected.indexes()[:1]:
            row_chosen = self.model.row(index)
            if row_chosen is not None:
                self.show_result(row_chosen.result_id)

    def _show_detail(self, detail: ResultDetail) -> None:
        self.detail.show_detail(detail)
        for button in self.detail.views.buttons:
            if button.view.has_image and button.picture.image is None:
                self._load_thumbnail(detail.result_id, button.view.view)

    def _load_picture(self) -> None:
        detail, seen = self.detail.detail, self.detail.seen
        if detail is None or seen is None:
            return

        def show(image: QImage | None) -> None:
            if self.detail.detail is detail and self.detail.seen is seen:
                self.detail.show_picture(image)

        self._requests.ask(
            "image",
            lambda station: decode_picture(station.image(detail.result_id, seen.view)),
            show,
            lambda error: show(None),
        )

    def _load_thumbnail(self, result_id: str, view: int) -> None:
        def show(image: QImage | None) -> None:
            shown = self.detail.detail
            if image is not None and shown is not None and shown.result_id == result_id:
                self.detail.views.show_thumbnail(view, image)

        self._requests.ask(
            f"thumbnail of view {view}",
            lambda station: decode_picture(station.thumbnail(result_id, _THUMBNAIL_PX, view)),
            show,
            lambda error: show(None),
        )

    def _detail_refused(self, error: InspectorError) -> None:
        self.failed.emit(error)

    def _describe_rows(self) -> None:
        rows = self.model.rowCount()
        if self.model.waiting:
            text = translate("History", "Loading …")
        elif rows == 0:
            text = translate("History", "No results match this filter.")
        elif rows >= MAX_ROWS:
            text = translate(
                "History", "The newest {rows} results. Narrow the filter to see others."
            )
        elif self.model.complete:
            text = translate("History", "All {rows} results")
        else:
            text = translate("History", "The newest {rows} results. Scroll down for more.")
        self.footer.setText(text.format(rows=count(rows)))

    def _list_card(self) -> QWidget:
        card = QFrame()
        set_role(card, "card")
        filters = row(*(self._board.button(key) for key in _FILTERS.values()), spacing=6)
        search = row(self.part_id, self._board.button(HistoryAction.REFRESH), spacing=8)
        search.setStretch(0, 1)
        layout = column(spacing=10)
        layout.addLayout(filters)
        layout.addLayout(search)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.footer)
        layout.setContentsMargins(12, 12, 12, 10)
        card.setLayout(layout)
        return card
