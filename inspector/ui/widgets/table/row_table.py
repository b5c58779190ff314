"""A table of declared columns, for fingers and for keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QScroller, QTableView

from inspector.ui.models.rows import RowModel

R = TypeVar("R")
ROW_HEIGHT_PX = 48
TWO_LINES_PX = 64
DENSE_ROW_PX = 34
"""Of rows that are read and seldom chosen."""


def dress_for_touch(table: QTableView, row_height_px: int = ROW_HEIGHT_PX) -> None:
    """One row is chosen at a time, a finger scrolls, and columns are as wide as their texts."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().setDefaultSectionSize(row_height_px)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    QScroller.grabGesture(table.viewport(), QScroller.ScrollerGestureType.TouchGesture)


class RowTable(QTableView, Generic[R]):
    """One row at a time, rows as high as a finger.

    Signals:
        chosen: With another row.
        opened: With a row that was touched twice.

    Args:
        model: What is shown.
        row_height_px: As high as a finger where rows are chosen.
        elide: Where a text that is too long loses letters.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        model: RowModel[R],
        row_height_px: int = ROW_HEIGHT_PX,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self.rows_model = model
        self.setModel(model)
        dress_for_touch(self, row_height_px)
        self.setTextElideMode(elide)
        self.setWordWrap(row_height_px >= ROW_HEIGHT_PX)
        header = self.horizontalHeader()
        for place, column in enumerate(model.columns):
            if column.stretches:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(self._choose)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.row(index)))

    @property
    def row_chosen(self) -> R | None:
        """The chosen row; ``None`` for none."""
        indexes = self.selectionModel().selectedRows()
        return self.rows_model.row(indexes[0]) if indexes else None

    def show_rows(self, rows: Sequence[R], identity: object) -> None:
        """Show these, and mark the one of an identity where it is still there."""
        self.rows_model.show_rows(rows)
        place = self.rows_model.place_of(identity)
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        if place is not None and chosen != [place]:
            self.selectRow(place)

    def _choose(self, selected: QItemSelection) -> None:
        for index in selected.indexes()[:1]:
            self.chosen.emit(self.rows_model.row(index))
