"""All keys of the page, to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import translate
from inspector.ui.pages.history.actions import CLASS_ACTIONS, HistoryAction
from inspector.ui.pages.history.page_panel import PagePanel
from inspector.ui.widgets.text.labels import column, label
from inspector.ui.widgets.text.scrolled import scrolled

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard

_WIDTH_PX = 1100
_HEIGHT_PX = 560
_SIDES = 3
_ZOOM = (WindowAction.ZOOM_IN, WindowAction.ZOOM_OUT, WindowAction.ZOOM_TO_FIT)
_KEYS = (*(key for key in HistoryAction if key not in CLASS_ACTIONS[1:]), *_ZOOM)


class KeysPanel(PagePanel):
    """Key and what it does, in columns."""

    def __init__(self, page: QWidget, board: ActionBoard) -> None:
        super().__init__(page, _WIDTH_PX)
        self._board = board
        self._lines = [(label("strong"), label("body")) for _ in _KEYS]
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        deep = -(-len(_KEYS) // _SIDES)
        for place, line in enumerate(self._lines):
            side, depth = divmod(place, deep)
            for part, widget in enumerate(line):
                grid.addWidget(widget, depth, 2 * side + part)
        for side in range(_SIDES):
            grid.setColumnStretch(2 * side + 1, 1)
        content = QWidget()
        content.setLayout(grid)
        area = scrolled(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setMinimumHeight(_HEIGHT_PX)
        self.furnish(column(area))
        self.retranslate()

    def texts(self) -> dict[str, str]:
        """What the panel says of each key."""
        return {key.text(): told.text() for key, told in self._lines}

    def retranslate(self) -> None:
        """Show every text again."""
        self.show_title(translate("History", "Keys of this page"))
        for action, (key, told) in zip(_KEYS, self._lines, strict=True):
            spec = self._board[action]
            key.setText(spec.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
            told.setText(spec.text())
            if action is CLASS_ACTIONS[0]:
                key.setText(f"1 – {len(CLASS_ACTIONS)}")
                told.setText(translate("History", "It is of this class"))
