"""A plain table: rows of texts, one chosen, some of them marked."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.ui.widgets.table.row_table import dress_for_touch

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. ``key`` tells rows apart; a ``strong`` one is written in bold type."""

    key: str
    cells: tuple[str, ...]
    strong: bool = False


class RowsModel(QAbstractTableModel):
    """The rows as Qt's views read them."""

    def __init__(self, right: Collection[int] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._right = frozenset(right)
        self.headers: tuple[str, ...] = ()
        self.rows: Sequence[TableRow] = ()

    def show(self, headers: tuple[str, ...], rows: Sequence[TableRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.headers, self.rows = headers, tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """One for each row."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One for each header."""
        return 0 if parent.isValid() else len(self.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, its whole as tool tip, its side, and bold type of strong rows."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.FontRole and row.strong:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns, on the side of what stands below them."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        right = section in self._right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class RowsTable(QTableView):
    """Rows to choose from by touch and key; ``chosen(key)`` when another one is.

    Args:
        stretched: The column that takes the room that is left.
        right: Columns of numbers: their digits stand below each other.
    """

    chosen = QtSignal(str)

    def __init__(self, stretched: int = 1, right: Collection[int] = ()) -> None:
        super().__init__()
        self._stretched = stretched
        self.rows_model = RowsModel(right, self)
        self.setModel(self.rows_model)
        dress_for_touch(self)
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def key(self) -> str:
        """Of the chosen row; empty for none."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()].key if index.isValid() else ""

    def show_rows(self, headers: tuple[str, ...], rows: Sequence[TableRow]) -> None:
        """Show other rows; the chosen one stays chosen as long as it is there."""
        if (headers, tuple(rows)) == (self.rows_model.headers, tuple(self.rows_model.rows)):
            return
        before = self.key
        self.selectionModel().blockSignals(True)
        self.rows_model.show(headers, rows)
        header = self.horizontalHeader()
        for section in range(len(headers)):
            stretch = section == self._stretched
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(section, mode.Stretch if stretch else mode.ResizeToContents)
        self.choose(before)
        self.selectionModel().blockSignals(False)
        if self.key != before:
            self.chosen.emit(self.key)

    def choose(self, key: str) -> None:
        """Choose a row by its key; the first one where there is none of it."""
        keys = [each.key for each in self.rows_model.rows]
        if keys:
            self.selectRow(keys.index(key) if key in keys else 0)
            middle = QAbstractItemView.ScrollHint.PositionAtCenter
            self.scrollTo(self.currentIndex(), middle)

    def _tell(self) -> None:
        self.chosen.emit(self.key)
