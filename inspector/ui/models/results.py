"""The history as a table that grows page by page while it is scrolled."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from inspector.domain.evaluation import Reason
from inspector.ui.i18n.formats import NOTHING, decimal, identifier, short_date_and_time
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.texts import evaluation_text, finding_text, outcome_text
from inspector.wire.history import ResultPage, ResultRow

MAX_ROWS = 10_000
"""No person scrolls further; narrow the filter instead."""

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Column(IntEnum):
    """The columns from left to right."""

    TIME = 0
    PART = 1
    VERDICT = 2
    FINDING = 3
    SCORE = 4
    OUTCOME = 5


_HEADINGS: Mapping[Column, str] = MappingProxyType(
    {
        Column.TIME: QT_TRANSLATE_NOOP("Column", "Time"),
        Column.PART: QT_TRANSLATE_NOOP("Column", "Part"),
        Column.VERDICT: QT_TRANSLATE_NOOP("Column", "Verdict"),
        Column.FINDING: QT_TRANSLATE_NOOP("Column", "Class or reason"),
        Column.SCORE: QT_TRANSLATE_NOOP("Column", "Score"),
        Column.OUTCOME: QT_TRANSLATE_NOOP("Column", "Outcome"),
    }
)


def finding(row: ResultRow) -> str:
    """The class, or why the classifier did not decide."""
    return finding_text(row.evaluation, row.reason, row.class_name)


def _score(row: ResultRow) -> str:
    return decimal(row.score, 3) if row.reason is Reason.CLASSIFIED else NOTHING


_TEXTS: Mapping[Column, Callable[[ResultRow], str]] = MappingProxyType(
    {
        Column.TIME: lambda row: short_date_and_time(row.triggered_at),
        Column.PART: lambda row: identifier(row.part_id),
        Column.VERDICT: lambda row: evaluation_text(row.evaluation),
        Column.FINDING: finding,
        Column.SCORE: _score,
        Column.OUTCOME: lambda row: outcome_text(row.outcome),
    }
)
_RIGHT_ALIGNED = (Column.PART, Column.SCORE)


class ResultTableModel(QAbstractTableModel):
    """Rows newest first.

    ``page_wanted(before)`` asks for the page below ``before`` (``None`` for the newest);
    :meth:`show_page` or :meth:`show_failure` ends the waiting.
    """

    page_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ResultRow] = []
        self._next_before: int | None = None
        self._waiting = False

    @property
    def waiting(self) -> bool:
        """Whether a page was asked for and has not come."""
        return self._waiting

    @property
    def complete(self) -> bool:
        """Whether the oldest row of the filter is loaded."""
        return self._next_before is None

    def row(self, index: Index) -> ResultRow | None:
        """The inspection at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def place_of(self, result_id: str) -> int | None:
        """The row of an inspection, if it is loaded."""
        places = (place for place, row in enumerate(self._rows) if row.result_id == result_id)
        return next(places, None)

    def restart(self) -> None:
        """Begin again with the newest page; what is shown stays until it comes."""
        self._waiting = True
        self._next_before = None
        self.page_wanted.emit(None)

    def show_page(self, before: int | None, page: ResultPage) -> None:
        """Take the page that was asked for."""
        self._waiting = False
        if before is None:
            self.beginResetModel()
            self._rows = list(page.rows)
            self._next_before = page.next_before
            self.endResetModel()
            return
        first = len(self._rows)
        self._next_before = page.next_before
        if page.rows:
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()

    def show_failure(self) -> None:
        """The page did not come; scrolling asks again."""
        self._waiting = False

    def retranslate(self) -> None:
        """Let the views read every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1)
            )

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Rows loaded so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Always the same columns."""
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older rows and nobody has asked for them yet."""
        more = self._next_before is not None and len(self._rows) < MAX_ROWS
        return more and not self._waiting and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next older page."""
        self._waiting = True
        self.page_wanted.emit(self._next_before)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("Column", _HEADINGS[Column(section)])
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; ``UserRole`` gives the whole row."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _TEXTS[Column(index.column())](self._rows[index.row()])
        if role == Qt.ItemDataRole.UserRole:
            return self._rows[index.row()]
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(section: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if section in _RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
