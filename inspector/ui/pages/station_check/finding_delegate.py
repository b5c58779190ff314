"""Draws an answer of the check in two lines behind the symbol of its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.models.rows import BELOW_ROLE
from inspector.ui.pages.station_check.texts import SYMBOLS, TONES
from inspector.ui.widgets.two_lines import TwoLines, paint_two_lines
from inspector.wire.station_check import CheckStatus

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look

_WELL = (CheckStatus.PASSED, CheckStatus.NOT_APPLICABLE)


class FindingDelegate(QStyledItemDelegate):
    """The words come from the model, the colour from the theme in force."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, then symbol and words over it."""
        row = index.data(Qt.ItemDataRole.UserRole)
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        theme, well = self._look.theme, row.status in _WELL
        colour = QColor(theme.tones[TONES[row.status]].ink)
        paint_two_lines(
            painter,
            cell,
            TwoLines(
                SYMBOLS[row.status],
                index.data(BELOW_ROLE),
                colour,
                QColor(theme.ink) if well else colour,
                QColor(theme.ink_muted),
                bold=not well,
            ),
        )
