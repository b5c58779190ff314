"""Draws in a table what people said of a verdict, as a symbol and a word in its colour."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.pages.history.words import STANDING_TONES
from inspector.wire.history import ResultRow, ReviewStanding

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look


class StandingDelegate(QStyledItemDelegate):
    """An open verdict stands back; the colour comes from the theme in force."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Colour the word."""
        super().initStyleOption(option, index)
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ResultRow):
            return
        theme = self._look.theme
        open_yet = row.review is ReviewStanding.NONE
        ink = theme.ink_muted if open_yet else theme.tones[STANDING_TONES[row.review]].ink
        option.font.setBold(not open_yet)
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, QColor(ink))
