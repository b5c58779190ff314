"""Captions and values below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import label

_CAPTION_SHARE, _VALUE_SHARE = 4, 7


class FactList(QWidget):
    """As many facts as it is given; lines are made once and used again."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, _CAPTION_SHARE)
        self._grid.setColumnStretch(1, _VALUE_SHARE)
        self._lines: list[tuple[QLabel, ElidedLabel]] = []
        self.setLayout(self._grid)

    def texts(self) -> list[tuple[str, str]]:
        """Captions and values that are shown."""
        return [
            (caption.text(), value.whole_text())
            for caption, value in self._lines
            if not caption.isHidden()
        ]

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts and no others."""
        while len(self._lines) < len(facts):
            self._add_line()
        for index, widgets in enumerate(self._lines):
            for widget in widgets:
                widget.setVisible(index < len(facts))
        for (caption, value), (caption_text, value_text) in zip(self._lines, facts, strict=False):
            caption.setText(caption_text)
            value.show_text(value_text)

    def _add_line(self) -> None:
        line = (label("muted"), ElidedLabel("body", Qt.TextElideMode.ElideMiddle))
        for column, widget in enumerate(line):
            self._grid.addWidget(widget, len(self._lines), column)
        self._lines.append(line)
