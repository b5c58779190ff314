"""A table of counts in which much is dark: what was true against what was said."""

# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.i18n.formats import count
from inspector.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from inspector.ui.theme.look import Look

_LEAST_NAME_SHARE, _MOST_NAME_SHARE = 0.2, 0.45
_NAME_GAP_PX = 6
_SMALL = 0.85
_PALEST, _DARKEST = 0.12, 0.9
_TURNS = 0.5
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


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
        rows, columns = self.headings(painter.fontMetrics())
        left, top = self._names_width(rows, painter.fontMetrics()), 2.4 * line
        wide = (self.width() - left) / len(self._names)
        high = (self.height() - top) / len(self._names)
        self._draw_titles(painter, left)
        painter.setPen(QColor(self._look.theme.ink))
        for place, (row_name, column_name) in enumerate(zip(rows, columns, strict=True)):
            box = QRectF(left + place * wide, 1.2 * line, wide, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, column_name)
            box = QRectF(0, top + place * high, left - _NAME_GAP_PX, high)
            painter.drawText(box, _TO_THE_RIGHT, row_name)
        for row, cells in enumerate(self._counts):
            for column, number in enumerate(cells):
                box = QRectF(left + column * wide, top + row * high, wide, high)
                self._draw_cell(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), row, column, number)

    def headings(self, metrics: QFontMetrics) -> tuple[Sequence[str], Sequence[str]]:
        """What stands beside the rows and above the columns.

        Where a name is wider than its column, all columns are numbered, and the rows say what the
        numbers mean.
        """
        most = int(self.width() * _MOST_NAME_SHARE) - _NAME_GAP_PX
        wide = (self.width() - self._names_width(self._names, metrics)) / len(self._names)
        if all(metrics.horizontalAdvance(name) + _NAME_GAP_PX <= wide for name in self._names):
            return self._names, self._names
        numbers = [str(place) for place in range(1, len(self._names) + 1)]
        elide = Qt.TextElideMode.ElideRight
        rows = [
            f"{metrics.elidedText(name, elide, most - metrics.horizontalAdvance(f'  {number}'))}"
            f"  {number}"
            for name, number in zip(self._names, numbers, strict=True)
        ]
        return rows, numbers

    def _names_width(self, names: Sequence[str], metrics: QFontMetrics) -> float:
        """What the names of the rows take, but not so much that the cells have no room."""
        widest = max(metrics.horizontalAdvance(name) for name in names) + _NAME_GAP_PX
        least, most = (self.width() * share for share in (_LEAST_NAME_SHARE, _MOST_NAME_SHARE))
        return min(max(widest, least), most)

    def _draw_titles(self, painter: QPainter, left: float) -> None:
        metrics, elide = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        painter.setPen(QColor(self._look.theme.ink_muted))
        line = metrics.height()
        painter.drawText(
            QRectF(0, 0, left - _NAME_GAP_PX, line),
            Qt.AlignmentFlag.AlignRight,
            metrics.elidedText(f"{self._row_title} ↓", elide, int(left) - _NAME_GAP_PX),
        )
        room = self.width() - left
        painter.drawText(
            QRectF(left, 0, room, line),
            Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(f"{self._column_title} →", elide, int(room)),
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
