"""A line across the window that nobody can miss and nobody can close."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import row

_SYMBOL_PX = 22


class Strip(QFrame):
    """Symbol and one line of text on a full area of one tone."""

    def __init__(self, tone: Tone) -> None:
        super().__init__()
        set_role(self, "strip")
        set_tone(self, tone)
        self.text = ElidedLabel("strong")
        symbol = SymbolView(_SYMBOL_PX, Symbol.WARNING)
        for part in (symbol, self.text):
            set_style_property(part, "on", tone.value)
        layout = row(symbol, spacing=12)
        layout.addWidget(self.text, 1)
        layout.setContentsMargins(20, 1, 20, 1)
        self.setLayout(layout)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a text, or nothing."""
        self.text.show_text(text)
        self.setVisible(bool(text))
