"""A panel of the history: a title, what it asks for, and a button that closes it."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.ui.i18n.language import translate
from inspector.ui.widgets.frame.floating_panel import FloatingPanel
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


class PagePanel(FloatingPanel):
    """Lies over the upper left of the page; Enter accepts, Esc closes."""

    def __init__(self, page: QWidget, width_px: int) -> None:
        super().__init__(page, width_px, at_top=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = label("title")
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self.close_panel)

    def furnish(self, content: QLayout) -> None:
        """Put the content below the title."""
        heading = row(self.title, 1, self.close_button)
        layout = column(heading, spacing=12)
        layout.addLayout(content, 1)
        layout.setContentsMargins(16, 12, 16, 14)
        self.setLayout(layout)

    def accept_entry(self) -> None:
        """Enter was pressed."""

    def show_title(self, title: str) -> None:
        """Name the panel."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.close_button.setText(translate("History", "Close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_entry()
        else:
            super().keyPressEvent(event)
