"""A table of values that are told anew as a whole."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from inspector.ui.i18n.language import translate

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column.

    Attributes:
        heading: English, of the context ``Models``.
        text: What stands in it.
        is_number: Numbers stand at the right.
    """

    heading: str
    text: Callable[[T], str]
    is_number: bool = False


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind; the row of the same key stays chosen when they are told anew.

    Args:
        columns: From left to right.
        key: What names a row.
        tip: What a row says when it is touched for long.
        muted: Whether a row is drawn back.
    """

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], object],
        tip: Callable[[T], str] = lambda _: "",
        muted: Callable[[T], bool] = lambda _: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key, self._tip, self._muted = key, tip, muted
        self._rows: list[T] = []

    @property
    def rows(self) -> Sequence[T]:
        """What is shown."""
        return self._rows

    def row_at(self, index: Index) -> T | None:
        """The value of a row."""
        return self._rows[index.row()] if index.isValid() else None

    def place_of(self, key: object) -> int | None:
        """Where the row of a key stands."""
        places = (place for place, row in enumerate(self._rows) if self._key(row) == key)
        return next(places, None)

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these and no others; rows of the same keys are changed in place."""
        same = [self._key(row) for row in rows] == [self._key(row) for row in self._rows]
        if same:
            if list(rows) != self._rows:
                self._rows = list(rows)
                self._announce()
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def retranslate(self) -> None:
        """Show every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        self._announce()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """One row per value."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Always the same columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("Models", self._columns[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole and self._columns[section].is_number:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts."""
        row = self.row_at(index)
        if row is None:
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row) or column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and self._muted(row):
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _announce(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
