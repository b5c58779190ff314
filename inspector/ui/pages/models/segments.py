"""A row of buttons of which one is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedWidget


class SegmentBar(TranslatedWidget):
    """``chosen(place)`` when another one was pressed.

    Args:
        texts: English, of the context ``Models``.
    """

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = tuple(texts)
        self.buttons = [QPushButton() for _ in texts]
        for place, button in enumerate(self.buttons):
            set_role(button, "segment")
            button.setCheckable(True)
            button.clicked.connect(partial(self._press, place))
        self.setLayout(row(*self.buttons, spacing=4))
        self.choose(0)
        self.retranslate()

    def choose(self, place: int) -> None:
        """Press one, without telling."""
        for other, button in enumerate(self.buttons):
            button.setChecked(other == place)

    def retranslate(self) -> None:
        """Show every text again."""
        for button, text in zip(self.buttons, self._texts, strict=True):
            button.setText(translate("Models", text))

    def _press(self, place: int, checked: bool = False) -> None:
        self.choose(place)
        self.chosen.emit(place)
