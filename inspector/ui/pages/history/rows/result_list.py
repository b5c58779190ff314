"""The list of results as table or tiles, with what is in view in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStackedWidget, QWidget

from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.history.rows.result_grid import ResultGrid
from inspector.ui.pages.history.rows.result_model import ResultModel
from inspector.ui.pages.history.rows.result_table import ResultTable
from inspector.ui.pages.history.rows.thumbnails import Thumbnails
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.requests import RequestLink
    from inspector.ui.theme.look import Look
    from inspector.wire.history import ResultCount, ResultRow

_FLAGS = QItemSelectionModel.SelectionFlag
_MODES = QAbstractItemView.SelectionMode


class ResultList(QFrame):
    """Rows newest first; the table and the tiles show and choose the same ones.

    Signals:
        chosen: The choice has changed.
    """

    chosen = Signal()

    def __init__(self, board: ActionBoard, pictures: RequestLink, look: Look) -> None:
        super().__init__()
        set_role(self, "card")
        self.model = ResultModel(self)
        self.thumbnails = Thumbnails(pictures, self)
        self.table = ResultTable(self.model, look)
        self.grid = ResultGrid(self.model, self.thumbnails, look)
        self.grid.setSelectionModel(self.table.selectionModel())
        self.table.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.footer = ElidedLabel("caption")
        self.nothing = label("strong", wrap=True)
        self.nothing.hide()
        self._count: ResultCount | None = None
        self._stale = False
        self._told = self._refused = ""
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.grid)
        below = row(self.footer, spacing=6)
        below.setStretch(0, 1)
        for key in (
            HistoryAction.GO_TO_NEWEST,
            HistoryAction.GO_TO_OLDEST,
            HistoryAction.GO_TO_TIME,
        ):
            below.addWidget(board.tool(key))
        layout = column(self.nothing, self._stack, spacing=8)
        layout.setStretch(1, 1)
        layout.addLayout(below)
        layout.setContentsMargins(12, 12, 12, 8)
        self.setLayout(layout)
        for view in (self.table, self.grid):
            view.verticalScrollBar().valueChanged.connect(self.describe)

    @property
    def view(self) -> ResultTable | ResultGrid:
        """What is seen of table and tiles."""
        return self.grid if self._stack.currentWidget() is self.grid else self.table

    @property
    def places(self) -> tuple[QWidget, ...]:
        """Where the keys of the list work."""
        return self.table, self.grid

    def show_tiles(self, tiles: bool) -> None:
        """Show tiles, or the table."""
        focused = self.view.hasFocus()
        self._stack.setCurrentWidget(self.grid if tiles else self.table)
        current = self.table.currentIndex()
        if current.isValid():
            self.view.scrollTo(self.model.index(current.row(), 0))
        if focused:
            self.view.setFocus()
        self.view.tell_view()
        self.describe()

    def choose_several(self, several: bool) -> None:
        """Let each touch choose one more, or one only."""
        mode = _MODES.MultiSelection if several else _MODES.ExtendedSelection
        for view in (self.table, self.grid):
            view.setSelectionMode(mode)
        if not several:
            place = self.table.currentIndex().row()
            self.go_to(place) if place >= 0 else self.table.clearSelection()

    def chosen_rows(self) -> list[ResultRow]:
        """All rows that are chosen, in the order of the list."""
        chosen = self.table.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        places = {place for part in parts for place in range(part.top(), part.bottom() + 1)}
        return [self.model.window.rows[place] for place in sorted(places)]

    def go_to(self, place: int) -> None:
        """Choose one row only, and bring it into view."""
        index = self.model.index(place, 0)
        self.table.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)
        self.view.scrollTo(index)

    def show_nothing_text(self, text: str) -> None:
        """What is said where no row is found."""
        self.nothing.setText(text)

    def show_count(self, counted: ResultCount | None) -> None:
        """Say how many rows there are."""
        self._count = counted
        self.describe()

    def show_refused(self, refused: str) -> None:
        """Say why there are no rows; nothing where they came."""
        self._refused = refused
        self.describe()

    def show_told(self, told: str) -> None:
        """Say what was reviewed last."""
        self._told = told
        self.describe()

    def show_stale(self, stale: bool) -> None:
        """Say that the list is not the present."""
        self._stale = stale
        self.describe()

    def retranslate(self) -> None:
        """Show every text again."""
        self.model.retranslate()
        self.table.setAccessibleName(translate("History", "Results"))
        self.grid.setAccessibleName(translate("History", "Results with pictures"))
        self.describe()

    def describe(self) -> None:
        """Say what is in view."""
        empty = not self.model.rowCount() and not self.model.waiting
        self.nothing.setVisible(empty and not self._refused)
        parts = [self._rows_text(), self._chosen_text(), self._told]
        if self._stale:
            parts.insert(0, translate("History", "Last state known"))
        self.footer.show_text(" · ".join(part for part in parts if part))

    def _rows_text(self) -> str:
        rows, window = self.model.rowCount(), self.model.window
        if rows == 0:
            return translate("History", "Loading …") if self.model.waiting else self._refused
        total = self._total_text()
        seen = self.view.rows_in_view()
        if window.skipped is None or not total:
            return total
        text = translate("History", "{first} – {last} of {total}")
        first = window.skipped + seen.start + 1
        last = window.skipped + max(min(seen.stop, rows), seen.start + 1)
        return text.format(first=count(first), last=count(last), total=total)

    def _total_text(self) -> str:
        window = self.model.window
        if self._count is None:
            known = window.oldest_reached and window.skipped is not None
            return (
                count(window.skipped + len(window.rows))
                if known and window.skipped is not None
                else ""
            )
        number = count(self._count.count)
        if self._count.more:
            return translate("History", "more than {number}").format(number=number)
        return number

    def _chosen_text(self) -> str:
        several = len(self.chosen_rows())
        if several < 2:
            return ""
        text = translate("History", "{number} chosen: a review is of all of them")
        return text.format(number=count(several))

    def _tell_chosen(self) -> None:
        self.model.hold(len(self.chosen_rows()) > 1)
        self.describe()
        self.chosen.emit()
