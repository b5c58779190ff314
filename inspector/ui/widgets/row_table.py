"""A table of declared columns, for fingers and for keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScroller, QTableView

if TYPE_CHECKING:
    from inspector.ui.pages.alarms.row_model import RowModel

R = TypeVar("R")
ROW_HEIGHT_PX = 50
TWO_LINES_PX = 64


class RowTable(QTableView, Generic[R]):
    """One row at a time, rows as high as a finger."""

    def __init__(self, model: RowModel[R], row_height_px: int = ROW_HEIGHT_PX) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(row_height_px)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for place, column in enumerate(model.columns):
            if column.stretches:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
