"""The table of results, for fingers and for keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScroller, QTableView

from inspector.ui.models.results import Column
from inspector.ui.widgets.verdict_delegate import VerdictDelegate

if TYPE_CHECKING:
    from inspector.ui.models.results import ResultTableModel
    from inspector.ui.theme.look import Look

_ROW_HEIGHT_PX = 48


class ResultTable(QTableView):
    """One row at a time, rows as high as a finger."""

    def __init__(self, model: ResultTableModel, look: Look) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = VerdictDelegate(look)
        self.setItemDelegateForColumn(Column.VERDICT, self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT_PX)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.FINDING, QHeaderView.ResizeMode.Stretch)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        look.changed.connect(self.viewport().update)
