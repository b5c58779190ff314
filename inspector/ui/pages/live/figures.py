"""A number as a large figure with its caption."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inspector.ui.theme.style import set_style_property, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.fitted_label import FittedLabel
from inspector.ui.widgets.text.labels import column, label, row

_SYMBOL_PX = 16
_LINE_HEIGHT = 1.1


class Figure(QWidget):
    """One number with its caption and, where it counts a verdict, the verdict's symbol."""

    def __init__(self, symbol: Symbol | None = None, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.value = FittedLabel("figure", line_height=_LINE_HEIGHT)
        self.caption = label("caption")
        heading = row(spacing=6)
        if symbol is not None:
            view = SymbolView(_SYMBOL_PX, symbol)
            set_tone(view, tone)
            heading.addWidget(view)
        heading.addWidget(self.caption, 1)
        layout = column(spacing=0)
        layout.addLayout(heading)
        layout.addWidget(self.value)
        self.setLayout(layout)

    def show_value(self, caption: str, value: str) -> None:
        """Show a number; a reader of the screen hears its caption with it."""
        self.caption.setText(caption)
        self.value.show_text(value)
        self.setAccessibleName(f"{caption}: {value}")

    def show_stale(self, stale: bool) -> None:
        """Fade a number that is no longer the present one."""
        set_style_property(self.value, "stale", stale)
