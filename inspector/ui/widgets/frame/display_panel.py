"""How things are shown: language, brightness, contrast, size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.formats import decimal
from inspector.ui.i18n.language import translate
from inspector.ui.widgets.frame.floating_panel import FloatingPanel
from inspector.ui.widgets.text.labels import column, label

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.zoom import Zoom

_WIDTH_PX = 480
_ACTIONS = (
    WindowAction.SWITCH_LANGUAGE,
    WindowAction.FULL_SCREEN,
    WindowAction.SWITCH_THEME,
    WindowAction.SWITCH_CONTRAST,
    WindowAction.SMALLER,
    WindowAction.LARGER,
)


class DisplayPanel(FloatingPanel):
    """Lies over the lower left of the pages; not modal, and everything on it works at once.

    Args:
        board: Has the actions.
        zoom: How large everything is.
        pages: What it lies over.
    """

    def __init__(self, board: ActionBoard, zoom: Zoom, pages: QWidget) -> None:
        super().__init__(pages, _WIDTH_PX)
        self._zoom = zoom
        self.title, self.size_told = label("title"), label("caption", wrap=True)
        self.buttons = {key: board.button(key) for key in _ACTIONS}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for index, button in enumerate(self.buttons.values()):
            grid.addWidget(button, index // 2, index % 2)
        layout = column(self.title, spacing=10)
        layout.addLayout(grid)
        layout.addWidget(self.size_told)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self.retranslate()

    def switch(self) -> None:
        """Show the panel, or hide it."""
        if self.isVisible():
            self.close_panel()
        else:
            self.open()

    def first_field(self) -> QWidget:
        """What gets the focus when it opens."""
        return self.buttons[WindowAction.SWITCH_LANGUAGE]

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Display", "Display"))
        self.setAccessibleName(self.title.text())
        self.size_told.setText(
            translate(
                "Display",
                "Size {wished} %, shown at {granted} %: as large as this screen has room for. "
                "Another size opens the window anew; whoever is signed in signs in again.",
            ).format(
                wished=decimal(self._zoom.wished * 100, 0),
                granted=decimal(self._zoom.granted * 100, 0),
            )
        )
