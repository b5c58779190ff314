"""A table of counts in which much is dark: what was true against what was said."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.i18n.formats import count
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look

_NAME_SHARE = 0.28
_SMALL = 0.85
_PALEST, _DARKEST = 0.12, 0.9
_TURNS = 0.5


class MatrixView(QWidget):
    """Rows are what was true or stood, columns what was said; the diagonal agrees.

    Args:
        look: The colours in force.
        tone_of: The tone of a cell by its row and column.
    """

    def __init__(
        self,
        look: Look,
        tone_of: Callable[[int, int], Tone] = lambda row, column: (
            Tone.OK if row == column else Tone.NOT_OK
        ),
    ) -> None:
        super().__init__()
        self._look, self._tone_of = look, tone_of
        self._names: tuple[str, ...] = ()
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._row_title, self._column_title = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 160)
        look.changed.connect(self.update)

    @property
    def counts(self) -> tuple[tuple[int, ...], ...]:
        """What is shown."""
        return self._counts

    def show_counts(self, names: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """Show a square of counts."""
        self._names = tuple(names)
        self._counts = tuple(tuple(line) for line in counts)
        self.update()

    def show_titles(self, row_title: str, column_title: str) -> None:
        """Name what the rows and the columns are."""
        self._row_title, self._column_title = row_title, column_title
        self.setAccessibleName(f"{row_title} / {column_title}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for reading."""
        return QSize(320, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names and cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(max(10, round(self.font().pixelSize() * _SMALL)))
        painter.setFont(font)
        if not self._names:
            return
        line = painter.fontMetrics().height()
        left, top = self.width() * _NAME_SHARE, 2.4 * line
        wide = (self.width() - left) / len(self._names)
        high = (self.height() - top) / len(self._names)
        self._draw_names(painter, left, top, wide, high)
        for row, cells in enumerate(self._counts):
            for column, number in enumerate(cells):
                box = QRectF(left + column * wide, top + row * high, wide, high)
                self._draw_cell(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), row, column, number)

    def _draw_names(
        self, painter: QPainter, left: float, top: float, wide: float, high: float
    ) -> None:
        metrics, theme = painter.fontMetrics(), self._look.theme
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(QColor(theme.ink_muted))
        line = metrics.height()
        painter.drawText(
            QRectF(0, 0, left - 6, line),
            Qt.AlignmentFlag.AlignRight,
            metrics.elidedText(f"{self._row_title} ↓", elide, int(left) - 6),
        )
        painter.drawText(
            QRectF(left, 0, self.width() - left, line),
            Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(f"{self._column_title} →", elide, int(self.width() - left)),
        )
        painter.setPen(QColor(theme.ink))
        for place, name in enumerate(self._names):
            painter.drawText(
                QRectF(left + place * wide + 2, 1.2 * line, wide - 4, line),
                Qt.AlignmentFlag.AlignCenter,
                metrics.elidedText(name, elide, int(wide) - 4),
            )
            painter.drawText(
                QRectF(0, top + place * high, left - 6, high),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                metrics.elidedText(name, elide, int(left) - 6),
            )

    def _draw_cell(
        self, painter: QPainter, box: QRectF, row: int, column: int, number: int
    ) -> None:
        theme = self._look.theme
        tone = theme.tones[self._tone_of(row, column)]
        share = number / max(sum(self._counts[row]), 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(box, 5, 5)
        if number:
            fill = QColor(tone.fill)
            fill.setAlphaF(_PALEST + (_DARKEST - _PALEST) * share)
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 5, 5)
        ink = tone.on_fill if number and share > _TURNS else theme.ink
        painter.setPen(QColor(ink if number else theme.ink_muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, count(number))
