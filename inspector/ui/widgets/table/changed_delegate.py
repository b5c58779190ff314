"""Paints what has just changed on another background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from inspector.ui.models.registers import RegisterTableModel


class ChangedDelegate(QStyledItemDelegate):
    """The stylesheet leaves no room for a background of the model's."""

    def __init__(self, model: RegisterTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Fill, then draw as ever."""
        if self._model.is_marked(index):
            palette = QGuiApplication.palette()
            painter.fillRect(option.rect, palette.brush(QPalette.ColorRole.Midlight))
        super().paint(painter, option, index)
