"""A panel that lies over part of the window, as large as its content; nothing waits for it."""

# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.translated import TranslatedFrame

MARGIN_PX = 16
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def writes(event: QEvent) -> bool:
    """Whether a key asks not to be taken as a shortcut: neither a chord nor a function key."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return not event.modifiers() & _CHORD and not function_key


class FloatingPanel(TranslatedFrame):
    """Stays in its corner while the host or its own content changes; Esc closes it.

    Letters and digits belong to it while it has the focus, whatever shortcuts a page has.

    Args:
        host: What it lies over.
        width_px: How wide it is where the host has room and the content needs no more.
        at_top: Whether it lies over the upper left; else over the lower left.

    Signals:
        closed: It was closed; the focus belongs elsewhere now.
    """

    closed = Signal()

    def __init__(self, host: QWidget, width_px: int, *, at_top: bool = False) -> None:
        super().__init__(host)
        set_role(self, "panel")
        self._host, self._width_px, self._at_top = host, width_px, at_top
        host.installEventFilter(self)
        if isinstance(host, QStackedWidget):
            host.currentChanged.connect(lambda _index: self.raise_())
        self.hide()

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

    def wanted_width(self) -> int:
        """How wide it would like to be."""
        return self._width_px

    def place(self) -> None:
        """Take the corner, as high as the content in the type that it is drawn with."""
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()
        least = self.minimumSizeHint().width()
        width = min(max(self.wanted_width(), least), self._host.width() - 2 * MARGIN_PX)
        layout, height = self.layout(), self.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(width)
        height = min(height, self._host.height() - 2 * MARGIN_PX)
        top = MARGIN_PX if self._at_top else self._host.height() - height - MARGIN_PX
        self.setGeometry(MARGIN_PX, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the host is resized."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """What is typed is for the panel; it grows with its content."""
        if writes(event):
            event.accept()
            return True
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self.place()
        return done
