"""A panel that lies over part of the page, closed by one touch; nothing waits for it."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.translated import TranslatedFrame

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

_MARGIN_PX = 16
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PagePanel(TranslatedFrame):
    """Title, content and a button that closes it; Esc closes it as well.

    Letters and digits belong to it while it has the focus, whatever shortcuts the page has.

    Signals:
        closed: It was closed; the focus belongs elsewhere now.
    """

    closed = Signal()

    def __init__(self, page: QWidget, width_px: int) -> None:
        super().__init__(page)
        set_role(self, "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page = page
        self._width_px = width_px
        self.title = label("title")
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self.close_panel)
        page.installEventFilter(self)
        self.hide()

    def furnish(self, content: QLayout) -> None:
        """Put the content below the title."""
        heading = row(self.title, 1, self.close_button)
        layout = column(heading, spacing=12)
        layout.addLayout(content, 1)
        layout.setContentsMargins(16, 12, 16, 14)
        self.setLayout(layout)

    def open(self) -> None:
        """Show it."""
        self.place()
        self.show()
        self.raise_()
        self.first_field().setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        """Hide it."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def first_field(self) -> QWidget:
        """What gets the focus when it opens."""
        return self

    def accept_entry(self) -> None:
        """Enter was pressed."""

    def show_title(self, title: str) -> None:
        """Name the panel."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.close_button.setText(translate("History", "Close"))

    def place(self) -> None:
        """Lie over the upper left of the page, as high as the content."""
        width = min(self._width_px, self._page.width() - 2 * _MARGIN_PX)
        layout, hint = self.layout(), self.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            hint = layout.totalHeightForWidth(width)
        height = min(hint, self._page.height() - 2 * _MARGIN_PX)
        self.setGeometry(_MARGIN_PX, _MARGIN_PX, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the page is resized."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_entry()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """What is typed is for the panel; it grows with its content."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
            if not event.modifiers() & _CHORD and not function_key:
                event.accept()
                return True
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self.place()
        return done
