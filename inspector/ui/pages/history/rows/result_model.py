"""A history of any length as one list, of which a window is kept."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from inspector.ui.pages.history.rows.columns import RIGHT_ALIGNED, Column, cell_text, heading
from inspector.ui.pages.history.rows.window import (
    HELD_ROWS,
    WINDOW_ROWS,
    PageAsk,
    RowWindow,
    Side,
)
from inspector.ui.pages.history.scope import home_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.history import ResultRow

_AHEAD_ROWS = 60
"""Rows beyond the view at which the next page is asked for: no key is faster than that."""

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class ResultModel(QAbstractTableModel):
    """Rows newest first; pages come as the view moves and go when it has left them behind.

    Signals:
        page_wanted: With the :class:`PageAsk`; :meth:`show_page` or :meth:`show_failure` ends it.
        shifted: With the number of rows by which all others have moved down (or up, negative).
    """

    page_wanted = Signal(object)
    shifted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = RowWindow()
        self._asked: PageAsk | None = None
        self._held = False

    @property
    def waiting(self) -> bool:
        """Whether a page was asked for and has not come."""
        return self._asked is not None

    @property
    def window(self) -> RowWindow:
        """The rows that are kept."""
        return self._window

    def row(self, index: Index) -> ResultRow | None:
        """The inspection at an index."""
        return self._window.rows[index.row()] if index.isValid() else None

    def place_of(self, result_id: str, home: str = "") -> int | None:
        """The row of an inspection of this station or another, if it is loaded."""
        return self._window.place_of(result_id, home)

    def hold(self, held: bool) -> None:
        """Let no row go, because several of them are chosen."""
        self._held = held

    def clear(self) -> None:
        """Show nothing until another page comes."""
        self.show_page(PageAsk(Side.ANEW), (), False)

    def restart(self, ask: PageAsk) -> None:
        """Begin again with another page; what is shown stays until it comes."""
        self._want(ask)

    def look(self, first: int, last: int) -> None:
        """The view shows these rows: ask for what lies beyond, if it is close."""
        if self._asked is not None:
            return
        beyond = None
        if last >= self.rowCount() - _AHEAD_ROWS:
            beyond = self._window.ask_beyond(Side.OLDER)
        if beyond is None and first < _AHEAD_ROWS:
            beyond = self._window.ask_beyond(Side.NEWER)
        if beyond is not None and not (self._held and self.rowCount() >= HELD_ROWS):
            self._want(beyond)

    def show_page(self, ask: PageAsk, rows: Sequence[ResultRow], more: bool) -> None:
        """Take the page that was asked for; ``rows`` are newest first.

        Args:
            ask: What was asked for.
            rows: The page.
            more: Whether there is more in its direction.
        """
        self._asked = None
        if ask.side is Side.OLDER:
            self._add_older(rows, more)
        elif ask.side is Side.NEWER:
            self._add_newer(rows, more)
        else:
            self.beginResetModel()
            self._window.begin(ask, rows, more)
            self.endResetModel()

    def show_failure(self) -> None:
        """The page did not come; scrolling asks again."""
        self._asked = None

    def replace(self, row: ResultRow) -> None:
        """Show what became of an inspection; it stays where it is."""
        place = self._window.place_of(row.result_id, home_of(row))
        if place is not None:
            held = self._window.rows[place].sequence
            self._window.rows[place] = row.model_copy(update={"sequence": held})
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def retranslate(self) -> None:
        """Let the views read every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._window.rows:
            last = self.index(self.rowCount() - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Rows that are kept now."""
        return 0 if parent.isValid() else len(self._window.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Always the same columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(Column(section))
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; ``UserRole`` gives the whole row."""
        if not index.isValid():
            return None
        row = self._window.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell_text(row, Column(index.column()))
        if role == Qt.ItemDataRole.UserRole:
            return row
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _want(self, ask: PageAsk) -> None:
        self._asked = ask
        self.page_wanted.emit(ask)

    def _add_older(self, rows: Sequence[ResultRow], more: bool) -> None:
        first = self.rowCount()
        if rows:
            self.beginInsertRows(_NO_PARENT, first, first + len(rows) - 1)
        self._window.add_older(rows, more)
        if rows:
            self.endInsertRows()
        surplus = self._surplus()
        if surplus:
            self.beginRemoveRows(_NO_PARENT, 0, surplus - 1)
            self._window.drop_newest(surplus)
            self.endRemoveRows()
            self.shifted.emit(-surplus)

    def _add_newer(self, rows: Sequence[ResultRow], more: bool) -> None:
        if rows:
            self.beginInsertRows(_NO_PARENT, 0, len(rows) - 1)
        self._window.add_newer(rows, more)
        if rows:
            self.endInsertRows()
            self.shifted.emit(len(rows))
        surplus = self._surplus()
        if surplus:
            kept = self.rowCount() - surplus
            self.beginRemoveRows(_NO_PARENT, kept, self.rowCount() - 1)
            self._window.drop_oldest(surplus)
            self.endRemoveRows()

    def _surplus(self) -> int:
        return 0 if self._held else max(0, self.rowCount() - WINDOW_ROWS)


def _alignment(section: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if section in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
