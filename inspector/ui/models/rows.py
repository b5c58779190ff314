"""Rows under columns that are declared, newest or most urgent first."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QGuiApplication, QPalette

from inspector.ui.i18n.language import translate

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
BELOW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The second line of a cell."""
MAX_ROWS = 10_000
"""No person scrolls further; a narrower filter finds it."""


@dataclass(frozen=True)
class ColumnSpec(Generic[R]):
    """One column.

    Attributes:
        heading: English; translated in the context of its model.
        text: What stands in it.
        right: Whether it is aligned to the right, as numbers are.
        stretches: Whether it takes the room that is left.
        below: A second line, smaller.
    """

    heading: str
    text: Callable[[R], str]
    right: bool = False
    stretches: bool = False
    below: Callable[[R], str] | None = None


class RowModel(QAbstractTableModel, Generic[R]):
    """Holds rows; asks for more while it is scrolled.

    Signals:
        more_wanted: The last row came into view.

    Args:
        columns: From left to right.
        identity: What names a row.
        parent: Its owner.
        context: That of the headings.
        tip: What a row says when it is touched for long; empty for the text of the cell.
        muted: Whether a row is drawn back.
    """

    more_wanted = QtSignal()

    def __init__(
        self,
        columns: Sequence[ColumnSpec[R]],
        identity: Callable[[R], object],
        parent: QObject | None = None,
        *,
        context: str = "Column",
        tip: Callable[[R], str] = lambda _: "",
        muted: Callable[[R], bool] = lambda _: False,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._identity = identity
        self._context = context
        self._tip, self._muted = tip, muted
        self._rows: list[R] = []
        self._more = False

    @property
    def rows(self) -> Sequence[R]:
        """What is shown."""
        return self._rows

    def row(self, index: Index) -> R | None:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def place_of(self, identity: object) -> int | None:
        """Where a row stands."""
        places = (place for place, row in enumerate(self._rows) if self._identity(row) == identity)
        return next(places, None)

    def show_rows(self, rows: Sequence[R], *, more: bool = False) -> None:
        """Show these rows and no others; rows that stay in their places keep their selection."""
        self._more = more
        same = [self._identity(row) for row in rows] == [self._identity(row) for row in self._rows]
        if same:
            self._rows = list(rows)
            self._tell_change()
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[R], *, more: bool) -> None:
        """Show further rows below."""
        first = len(self._rows)
        self._more = more and first + len(rows) < MAX_ROWS
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def retranslate(self) -> None:
        """Let the views read every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._tell_change()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Rows that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Always the same columns."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older rows that nobody has asked for yet."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next older rows."""
        self._more = False
        self.more_wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate(self._context, self.columns[section].heading)
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; ``UserRole`` gives the whole row, a tooltip the whole text."""
        row = self.row(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row) or column.text(row)
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == BELOW_ROLE:
            return column.below(row) if column.below else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and self._muted(row):
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _tell_change(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        right = self.columns[section].right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
