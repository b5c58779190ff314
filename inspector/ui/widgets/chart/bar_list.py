"""Named numbers as bars below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.score_bar import ScoreBar
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import label

_NAME_SHARE, _BAR_SHARE = 1, 1
_NUMBER_WIDTH_PX = 64


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: ``share`` of the full length, a text for the number, and perhaps a limit."""

    name: str
    share: float
    text: str
    limit: float | None = None
    tone: Tone = Tone.ACCENT


class BarList(QWidget):
    """As many bars as it is given; lines are made once and used again.

    Args:
        stacked: Names stand above their bars, where they are too long to stand beside them.
    """

    def __init__(self, *, stacked: bool = False) -> None:
        super().__init__()
        self._stacked = stacked
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, _NAME_SHARE)
        self._grid.setColumnStretch(1, 0 if stacked else _BAR_SHARE)
        self._lines: list[tuple[ElidedLabel, ScoreBar, QLabel]] = []
        self.setLayout(self._grid)

    def texts(self) -> list[tuple[str, str]]:
        """Names and numbers that are shown."""
        return [
            (name.whole_text(), number.text())
            for name, _, number in self._lines
            if not name.isHidden()
        ]

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars and no others."""
        while len(self._lines) < len(bars):
            self._add_line()
        for index, widgets in enumerate(self._lines):
            for widget in widgets:
                widget.setVisible(index < len(bars))
        for (name, line, number), bar in zip(self._lines, bars, strict=False):
            name.show_text(bar.name)
            line.show_score(bar.share, bar.limit)
            set_tone(line, bar.tone)
            number.setText(bar.text)

    def _add_line(self) -> None:
        line = (ElidedLabel("body"), ScoreBar(), label("body"))
        line[2].setMinimumWidth(_NUMBER_WIDTH_PX)
        line[2].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        name, bar, number = line
        if self._stacked:
            place = 2 * len(self._lines)
            self._grid.addWidget(name, place, 0, 1, 2)
            self._grid.addWidget(bar, place + 1, 0)
            self._grid.addWidget(number, place + 1, 1)
        else:
            for column, widget in enumerate(line):
                self._grid.addWidget(widget, len(self._lines), column)
        self._lines.append((name, bar, number))
