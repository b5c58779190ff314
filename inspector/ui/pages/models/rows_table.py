"""A table for fingers and keys, over rows that are told anew."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QScroller, QTableView

from inspector.ui.pages.models.rows_model import RowsModel

ROW_PX = 48
DENSE_ROW_PX = 34


class RowsTable(QTableView):
    """One row at a time.

    Signals:
        chosen: With the value of another row.
        opened: With the value of a row that was touched twice.

    Args:
        model: What is shown.
        stretched: The column that takes the room that is left.
        row_px: As high as a finger where rows are chosen.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, model: RowsModel[Any], stretched: int = 0, row_px: int = ROW_PX) -> None:
        super().__init__()
        self.rows = model
        self._key: object = None
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(row_px)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.selectionModel().selectionChanged.connect(self._choose)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.row_at(index)))

    @property
    def row_chosen(self) -> Any:
        """The value of the chosen row; ``None`` for none."""
        indexes = self.selectionModel().selectedRows()
        return self.rows.row_at(indexes[0]) if indexes else None

    def show_rows(self, rows: list[Any], key: object) -> None:
        """Show these, and mark the one of a key where it is still there."""
        self.rows.show_rows(rows)
        place = self.rows.place_of(key)
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        if place is not None and chosen != [place]:
            self.selectRow(place)

    def _choose(self, selected: QItemSelection) -> None:
        for index in selected.indexes()[:1]:
            self.chosen.emit(self.rows.row_at(index))
