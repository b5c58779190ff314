"""A small label with a symbol: one fact and whether it is well."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.labels import label, row

_SYMBOL_PX = 16


class Chip(QFrame):
    """Symbol and word in one tone."""

    def __init__(self, symbol: Symbol = Symbol.DOT) -> None:
        super().__init__()
        set_role(self, "chip")
        self._symbol = SymbolView(_SYMBOL_PX, symbol)
        self._text = label("body")
        layout = row(self._symbol, self._text, spacing=7)
        layout.setContentsMargins(10, 6, 12, 6)
        self.setLayout(layout)
        set_tone(self, Tone.NEUTRAL)

    def text(self) -> str:
        """The word that is shown."""
        return self._text.text()

    def show_fact(self, text: str, tone: Tone, symbol: Symbol) -> None:
        """Show another fact."""
        self._text.setText(text)
        self._symbol.show_symbol(symbol)
        set_tone(self, tone)
        for part in (self._symbol, self._text):
            set_tone(part, tone)
