"""The features of one camera as a tree of groups, narrowed by a search."""

# ruff: noqa: N802

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from inspector.ui.i18n.features import (
    FeatureGroup,
    feature_text,
    group_of,
    group_text,
    limits_text,
    value_text,
)
from inspector.ui.i18n.language import translate
from inspector.wire.cameras import FeatureRow

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_GROUP_ID = 0
"""Internal id of a group; that of a feature is the number of its group, from 1."""
_STEP_SHARE = 0.1
CHANGED_MARK = "•"


class FeatureColumn(IntEnum):
    """The columns from left to right."""

    NAME = 0
    VALUE = 1
    LIMITS = 2


class FeatureTreeModel(QAbstractItemModel):
    """Groups with their features; a group without a match is not there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._features: list[FeatureRow] = []
        self._groups: list[tuple[FeatureGroup, list[FeatureRow]]] = []
        self._search = ""
        self._changed: Collection[str] = ()

    @property
    def features(self) -> Sequence[FeatureRow]:
        """All features, whether they match or not."""
        return self._features

    def show_features(self, features: Sequence[FeatureRow]) -> None:
        """Show these and no others; the tree stays as it is when only values differ."""
        names = [feature.name for feature in self._features]
        self._features = list(features)
        if names == [feature.name for feature in features]:
            self._take_values()
        else:
            self._arrange()

    def search(self, text: str) -> None:
        """Show what has this in its name, in the standard's or the device's words."""
        if text != self._search:
            self._search = text
            self._arrange()

    def mark_changed(self, names: Collection[str]) -> None:
        """Mark what was set and not kept."""
        self._changed = frozenset(names)
        self._announce_values()

    def feature(self, index: Index) -> FeatureRow | None:
        """The feature at an index; ``None`` for a group."""
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def index_of(self, name: str) -> QModelIndex:
        """Where a feature stands; invalid when it is not shown."""
        for number, (_, features) in enumerate(self._groups):
            for row, feature in enumerate(features):
                if feature.name == name:
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    def retranslate(self) -> None:
        """Show every word again; the search looks into the new ones."""
        self._arrange()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Groups, or the features of one."""
        if not parent.isValid():
            return len(self._groups)
        is_group = parent.internalId() == _GROUP_ID and parent.column() == 0
        return len(self._groups[parent.row()][1]) if is_group else 0

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Always the same columns."""
        return len(FeatureColumn)

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        """Where something stands below its parent."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP_ID)

    def parent(self, index: Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]
        """The group of a feature."""
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP_ID)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Setup", "Feature"),
            translate("Setup", "Value"),
            translate("Setup", "Limits"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, in a quieter colour where nothing can be set."""
        if not index.isValid():
            return None
        feature = self.feature(index)
        if feature is None:
            return self._group_data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(feature, FeatureColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{feature.name}\n{feature.device_name}\n{limits_text(feature)}".strip()
        if role == Qt.ItemDataRole.ForegroundRole and not feature.writable:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _group_data(self, index: Index, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and index.column() == FeatureColumn.NAME:
            return group_text(self._groups[index.row()][0])
        if role == Qt.ItemDataRole.ForegroundRole:
            return QGuiApplication.palette().brush(QPalette.ColorRole.Highlight)
        return None

    def _text(self, feature: FeatureRow, column: FeatureColumn) -> str:
        if column is FeatureColumn.NAME:
            return feature_text(feature.name)
        if column is FeatureColumn.LIMITS:
            return limits_text(feature)
        text = value_text(feature)
        return f"{text} {CHANGED_MARK}" if feature.name in self._changed else text

    def _arrange(self) -> None:
        wanted = self._search.casefold().strip()
        shown: dict[FeatureGroup, list[FeatureRow]] = {group: [] for group in FeatureGroup}
        for feature in self._features:
            words = f"{feature_text(feature.name)} {feature.name} {feature.device_name}"
            if wanted in words.casefold():
                shown[group_of(feature.name)].append(feature)
        self.beginResetModel()
        self._groups = [(group, features) for group, features in shown.items() if features]
        self.endResetModel()

    def _take_values(self) -> None:
        newest = {feature.name: feature for feature in self._features}
        self._groups = [
            (group, [newest[feature.name] for feature in features])
            for group, features in self._groups
        ]
        self._announce_values()

    def _announce_values(self) -> None:
        for number, (_, features) in enumerate(self._groups):
            group = self.index(number, 0)
            last = self.index(len(features) - 1, len(FeatureColumn) - 1, group)
            self.dataChanged.emit(self.index(0, 0, group), last)


def stepped(feature: FeatureRow, direction: int) -> float | int | None:
    """The next value up or down: a tenth more or less, in whole steps, within the limits.

    ``None`` for what is no number.
    """
    value = feature.value
    if isinstance(value, bool | str) or value is None:
        return None
    step = abs(value) * _STEP_SHARE
    if feature.increment:
        step = max(round(step / feature.increment), 1) * feature.increment
    elif isinstance(value, int):
        step = max(round(step), 1.0)
    elif step == 0:
        step = _span(feature) * _STEP_SHARE / 10 or 1.0
    return type(value)(_within(value + direction * step, feature))


def _within(value: float, feature: FeatureRow) -> float:
    least = -math.inf if feature.minimum is None else feature.minimum
    most = math.inf if feature.maximum is None else feature.maximum
    return min(max(value, least), most)


def _span(feature: FeatureRow) -> float:
    if feature.minimum is None or feature.maximum is None:
        return 0.0
    return feature.maximum - feature.minimum
