"""One line across the window for what needs a person."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row

_SYMBOL_PX = 30


@dataclass(frozen=True, slots=True)
class Message:
    """What a banner says; ``more`` is the text of its button, empty for none.

    ``clearable`` offers to clear what it tells of, ``unseen`` to acknowledge it.
    """

    tone: Tone
    headline: str
    detail: str
    more: str = ""
    clearable: bool = False
    unseen: bool = False


class Banner(QWidget):
    """Headline and remedy; ``more_pressed`` asks for the next message."""

    more_pressed = Signal()

    def __init__(self, clear: QPushButton, acknowledge: QPushButton) -> None:
        """The buttons are shown beside what can be cleared, and what nobody has seen yet."""
        super().__init__()
        self._frame = QFrame()
        set_role(self._frame, "banner")
        self._symbol = SymbolView(_SYMBOL_PX, Symbol.WARNING)
        self.headline = ElidedLabel("strong")
        self.detail = ElidedLabel("body")
        self.clear = clear
        self.acknowledge = acknowledge
        self.more = QPushButton()
        self.more.hide()
        self.more.clicked.connect(self.more_pressed)
        words = column(self.headline, self.detail, spacing=2)
        layout = row(self._symbol, spacing=14)
        layout.addLayout(words, 1)
        layout.addWidget(self.acknowledge)
        layout.addWidget(self.clear)
        layout.addWidget(self.more)
        layout.setContentsMargins(16, 5, 12, 5)
        self._frame.setLayout(layout)
        around = column(self._frame)
        around.setContentsMargins(16, 6, 16, 0)
        self.setLayout(around)
        self.hide()

    def show_message(self, message: Message | None) -> None:
        """Show a message, or nothing."""
        self.setVisible(message is not None)
        if message is None:
            return
        set_tone(self._frame, message.tone)
        set_tone(self._symbol, message.tone)
        set_tone(self.headline, message.tone)
        self.headline.show_text(message.headline)
        self.detail.show_text(message.detail)
        self.clear.setVisible(message.clearable)
        self.acknowledge.setVisible(message.unseen)
        self.more.setText(message.more)
        self.more.setVisible(bool(message.more))

    def announce(self) -> None:
        """Let a screen reader say what stands here, whatever has the focus."""
        said = f"{self.headline.whole_text()}. {self.detail.whole_text()}"
        event = QAccessibleAnnouncementEvent(self, said)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
