"""One output: what it is now, and in maintenance who decides on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from inspector.ui.actions.lacking import Lacking
from inspector.ui.actions.offered import offer
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.registers import bit_text
from inspector.ui.widgets.plc.lamp import Lamp, LampBit
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedWidget
from inspector.wire.plc import Signal as Output


class OutputRow(TranslatedWidget):
    """``wanted(name, on)``: ``True`` and ``False`` force it, ``None`` gives it back."""

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._output: Output | None = None
        self._permitted = False
        self.lamp = Lamp()
        self.automatic, self.off, self.on = QPushButton(), QPushButton(), QPushButton()
        for button, value in ((self.automatic, None), (self.off, False), (self.on, True)):
            button.setCheckable(True)
            button.clicked.connect(partial(self._want, value))
        layout = row(self.lamp, self.automatic, self.off, self.on, spacing=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.retranslate()

    def show_output(self, output: Output, forced: bool | None, *, permitted: bool) -> None:
        """Show an output, what it was forced to here, and whether it may be forced."""
        self._output, self._permitted = output, permitted
        meaning = bit_text("output", output.name, output.meaning)
        if output.forced:
            meaning = translate("Io", "forced · {meaning}").format(meaning=meaning)
        self.lamp.show_bit(LampBit(output.name, meaning, output.on, output.forced))
        self.automatic.setChecked(forced is None)
        self.off.setChecked(forced is False)
        self.on.setChecked(forced is True)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        name = "" if self._output is None else self._output.name
        for button, text in (
            (self.automatic, translate("Io", "Automatic")),
            (self.off, translate("Io", "Off")),
            (self.on, translate("Io", "On")),
        ):
            button.setText(text)
            button.setAccessibleName(f"{name}: {text}")
            offer(button, None if self._permitted else Lacking.MAINTENANCE)

    def _want(self, value: bool | None, checked: bool = False) -> None:
        if self._output is not None:
            self.wanted.emit(self._output.name, value)
