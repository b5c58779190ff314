"""One part of a challenge, readable from three metres."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from inspector.ui.i18n.formats import count
from inspector.ui.pages.challenge.words import STEP_LOOKS, fault_text, step_text
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.fitted_label import FittedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.wire.challenge import ChallengeStep

_SYMBOL_PX = 40


class StepRow(QFrame):
    """Number, name, what must become of it or what did, and a symbol."""

    def __init__(self, place: int) -> None:
        super().__init__()
        set_role(self, "card")
        self._number = label("figure")
        self._number.setText(count(place + 1))
        self._symbol = SymbolView(_SYMBOL_PX)
        self.name: FittedLabel = FittedLabel("title")
        self.told = ElidedLabel("strong")
        self.fault = ElidedLabel("body")
        texts = column(self.name, self.told, self.fault, spacing=2)
        layout = row(self._number, self._symbol, spacing=14)
        layout.addLayout(texts, 1)
        layout.setContentsMargins(14, 8, 14, 8)
        self.setLayout(layout)

    def show_step(self, step: ChallengeStep, *, is_next: bool) -> None:
        """Show how it stands."""
        tone, symbol = STEP_LOOKS[step.state]
        if is_next:
            tone, symbol = Tone.ACCENT, Symbol.OPEN
        self.name.show_text(step.name)
        self.told.show_text(step_text(step))
        self.fault.show_text(fault_text(step))
        self.fault.setVisible(bool(step.fault))
        self._symbol.show_symbol(symbol)
        set_tone(self, tone)
        for part in (self._symbol, self.told, self.fault):
            set_tone(part, tone)
        self.setAccessibleName(f"{step.name}: {self.told.whole_text()}")
