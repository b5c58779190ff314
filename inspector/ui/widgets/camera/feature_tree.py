"""The tree of features, for fingers and for keys."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScroller, QTreeView

from inspector.ui.models.features import FeatureColumn

if TYPE_CHECKING:
    from inspector.ui.models.features import FeatureTreeModel
    from inspector.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
_VALUE_SHARE, _LIMITS_SHARE = 0.28, 0.30


class FeatureTree(QTreeView):
    """Groups are always open; ``chosen(name)`` tells which feature was touched."""

    chosen = Signal(str)

    def __init__(self, model: FeatureTreeModel, look: Look) -> None:
        super().__init__()
        self._features = model
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(FeatureColumn.NAME, QHeaderView.ResizeMode.Stretch)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        model.modelReset.connect(self.expandAll)
        look.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its share."""
        super().resizeEvent(event)
        width = self.viewport().width()
        self.header().resizeSection(FeatureColumn.VALUE, round(width * _VALUE_SHARE))
        self.header().resizeSection(FeatureColumn.LIMITS, round(width * _LIMITS_SHARE))

    def choose(self, name: str) -> None:
        """Mark a feature, where it is shown."""
        index = self._features.index_of(name)
        if index.isValid():
            self.setCurrentIndex(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which feature is marked."""
        super().currentChanged(current, previous)
        feature = self._features.feature(current)
        if feature is not None:
            self.chosen.emit(feature.name)
