"""How things are shown: language, brightness, contrast, size."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.formats import decimal
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.labels import column, label
from inspector.ui.widgets.translated import TranslatedFrame

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.zoom import Zoom

_WIDTH_PX, _MARGIN_PX = 480, 16
_ACTIONS = (
    WindowAction.SWITCH_LANGUAGE,
    WindowAction.FULL_SCREEN,
    WindowAction.SWITCH_THEME,
    WindowAction.SWITCH_CONTRAST,
    WindowAction.SMALLER,
    WindowAction.LARGER,
)


class DisplayPanel(TranslatedFrame):
    """Lies over the lower left of the pages; not modal, and everything on it works at once.

    Args:
        board: Has the actions.
        zoom: How large everything is.
        pages: What it lies over.
    """

    def __init__(self, board: ActionBoard, zoom: Zoom, pages: QWidget) -> None:
        super().__init__(pages)
        set_role(self, "panel")
        self._zoom, self._pages = zoom, pages
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
        pages.installEventFilter(self)
        self.hide()
        self.retranslate()

    def switch(self) -> None:
        """Show the panel, or hide it."""
        if self.isVisible():
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()
        self.buttons[WindowAction.SWITCH_LANGUAGE].setFocus(Qt.FocusReason.PopupFocusReason)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the pages are resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        width = min(_WIDTH_PX, self._pages.width() - 2 * _MARGIN_PX)
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        top = self._pages.height() - height - _MARGIN_PX
        self.setGeometry(_MARGIN_PX, max(top, 0), width, height)
