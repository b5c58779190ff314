"""Draws an alarm in two lines behind the symbol of its severity; bold where nobody has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.models.rows import BELOW_ROLE
from inspector.ui.pages.alarms.texts import SEVERITY_SYMBOLS
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.two_lines import TwoLines, paint_two_lines
from inspector.wire.alarms import AlarmRow, AlarmState
from inspector.wire.station import Severity

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look
    from inspector.ui.theme.tokens import Theme

_UNSEEN = (AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED)


class SeverityDelegate(QStyledItemDelegate):
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
        theme, unseen = self._look.theme, row.state in _UNSEEN
        colour = QColor(_ink(row, theme))
        paint_two_lines(
            painter,
            cell,
            TwoLines(
                SEVERITY_SYMBOLS[row.severity],
                index.data(BELOW_ROLE),
                colour,
                colour if unseen else QColor(theme.ink),
                QColor(theme.ink_muted),
                bold=unseen,
            ),
        )


def _ink(row: AlarmRow, theme: Theme) -> str:
    if row.state in (AlarmState.RETURNED, AlarmState.NORMAL):
        return theme.ink_muted
    tone = Tone.NOT_OK if row.severity is Severity.FAULT else Tone.WARNING
    return theme.tones[tone].ink
