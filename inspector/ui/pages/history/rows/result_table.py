"""The table of results, for fingers and for keys."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.ui.pages.history.rows.columns import Column, widest_texts
from inspector.ui.pages.history.rows.standing_delegate import StandingDelegate
from inspector.ui.pages.history.rows.verdict_delegate import VerdictDelegate
from inspector.ui.widgets.table.row_table import ROW_HEIGHT_PX, dress_for_touch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from inspector.ui.pages.history.rows.result_model import ResultModel
    from inspector.ui.theme.look import Look

_PADDING_PX = 30
_SYMBOL_PX = 26
_WITH_SYMBOL = frozenset({Column.VERDICT})
_BOLD = frozenset({Column.VERDICT, Column.REVIEW})
_LEAST_FINDING_PX = 136
_FINDING = "missing bolt hole"
"""As long as the names of most classes: to it date and time give way, on two lines, then others."""
_OPTIONAL = (Column.OUTCOME, Column.SCORE, Column.REVIEW)
"""What gives way to the others, the last one only to the names of stations."""
_RESTYLES = frozenset({QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange})


class ResultTable(QTableView):
    """Rows as high as a finger; it tells the model what is in view and stays where it was."""

    def __init__(self, model: ResultModel, look: Look) -> None:
        super().__init__()
        self._results = model
        self._stations = False
        self.setModel(model)
        self._delegates = (VerdictDelegate(look), StandingDelegate(look))
        self.setItemDelegateForColumn(Column.VERDICT, self._delegates[0])
        self.setItemDelegateForColumn(Column.REVIEW, self._delegates[1])
        dress_for_touch(self)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        look.changed.connect(self.viewport().update)
        model.shifted.connect(self._follow)
        model.modelReset.connect(self.tell_view)
        model.rowsInserted.connect(self.tell_view)
        self.verticalScrollBar().valueChanged.connect(self.tell_view)

    def show_stations(self, shown: bool) -> None:
        """Say of each row which station it is of, or not where all are of one."""
        self._stations = shown
        for column in _OPTIONAL:
            self.setColumnHidden(column, False)
        self._fit_columns()

    def rows_in_view(self) -> range:
        """The rows that are seen."""
        rows = self.verticalHeader()
        first = max(rows.visualIndexAt(0), 0)
        last = rows.visualIndexAt(self.viewport().height())
        return range(first, self._results.rowCount() if last < 0 else last + 1)

    def tell_view(self) -> None:
        """Let the model fetch what lies ahead."""
        if self.isVisible():
            seen = self.rows_in_view()
            self._results.look(seen.start, seen.stop)

    def changeEvent(self, event: QEvent) -> None:
        """Follow type size and language."""
        super().changeEvent(event)
        if event.type() in _RESTYLES:
            self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is left to the class."""
        super().resizeEvent(event)
        self._fit_columns()
        self.tell_view()

    def _follow(self, rows: int) -> None:
        """Keep what is in view where it is while rows come or go above it."""
        self.updateGeometries()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + rows * ROW_HEIGHT_PX)

    def _fit_columns(self) -> None:
        header = self.horizontalHeader()
        self.setColumnHidden(Column.STATION, not self._stations)
        shown = (column for column in Column if self._stations or column is not Column.STATION)
        widths = {column: self._width(column, header) for column in shown}
        rest = self.viewport().width() - sum(widths.values()) + widths[Column.FINDING]
        metrics = self.fontMetrics()
        wanted = metrics.horizontalAdvance(_FINDING) + _PADDING_PX
        if rest < wanted and 2 * metrics.lineSpacing() < ROW_HEIGHT_PX:
            rest += widths[Column.TIME]
            widths[Column.TIME] = self._width(Column.TIME, header, lines=2)
            rest -= widths[Column.TIME]
        for optional in _OPTIONAL if self._stations else _OPTIONAL[:2]:
            hidden = rest < wanted
            self.setColumnHidden(optional, hidden)
            rest += widths[optional] if hidden else 0
        widths[Column.FINDING] = max(rest, _LEAST_FINDING_PX)
        for column, width in widths.items():
            header.resizeSection(column, width)

    def _width(self, column: Column, header: QWidget, lines: int = 1) -> int:
        font = QFont(self.font())
        font.setBold(column in _BOLD)
        texts = widest_texts(column)
        if lines > 1:
            texts = [texts[0], *(word for text in texts[1:] for word in text.split())]
        heading = QFontMetrics(header.font()).horizontalAdvance(texts[0])
        held = max((QFontMetrics(font).horizontalAdvance(text) for text in texts[1:]), default=0)
        return max(heading, held + (_SYMBOL_PX if column in _WITH_SYMBOL else 0)) + _PADDING_PX

    def sizeHint(self) -> QSize:
        """As large as the layout allows."""
        return QSize(640, 480)
