"""One bit as a lamp: shape, word and colour say the same."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.labels import label, row
from inspector.ui.widgets.text.translated import TranslatedWidget

_SYMBOL_PX = 22
_NAME_WIDTH = 20
"""Characters of the longest name of the register map: meanings stand below each other."""


@dataclass(frozen=True, slots=True)
class LampBit:
    """What one lamp shows; ``trouble`` when it is bad news while it is on."""

    name: str = ""
    meaning: str = ""
    on: bool = False
    trouble: bool = False


class Lamp(TranslatedWidget):
    """A ring while off; while on a dot, or a warning sign where it tells of trouble."""

    def __init__(self) -> None:
        super().__init__()
        self._symbol = SymbolView(_SYMBOL_PX, Symbol.HOLLOW)
        self.name, self.meaning = label("mono"), label("caption", wrap=True)
        self._shown = LampBit()
        layout = row(self._symbol, self.name, spacing=10)
        layout.addWidget(self.meaning, 1)
        self.setLayout(layout)

    @property
    def bit(self) -> str:
        """The name of the bit."""
        return self._shown.name

    @property
    def on(self) -> bool:
        """Whether it is lit."""
        return self._shown.on

    def show_bit(self, bit: LampBit) -> None:
        """Show a bit; cheap when nothing changes."""
        if bit == self._shown:
            return
        self._shown = bit
        self.name.setText(bit.name.ljust(_NAME_WIDTH))
        self.meaning.setText(bit.meaning)
        lit = Symbol.WARNING if bit.trouble else Symbol.DOT
        self._symbol.show_symbol(lit if bit.on else Symbol.HOLLOW)
        tone = (Tone.WARNING if bit.trouble else Tone.ACCENT) if bit.on else Tone.STALE
        set_tone(self._symbol, tone)
        set_tone(self.name, tone)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the state in words, too."""
        name, meaning = self._shown.name, self._shown.meaning
        state = translate("Io", "on") if self._shown.on else translate("Io", "off")
        self.setAccessibleName(f"{name}: {state}. {meaning}")
        self.setToolTip(f"{name} · {state}\n{meaning}")
