"""The outputs with their switches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.plc.output_row import OutputRow
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.plc import Signal as LineSignal


class OutputCard(TranslatedFrame):
    """``forced(name, on)`` passes on what a person wants of an output."""

    forced = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.title, self.hint = label("strong"), ElidedLabel("caption")
        self.rows: list[OutputRow] = []
        heading = row(self.title, self.hint, spacing=12)
        heading.setStretch(1, 1)
        self._lines = column(heading, spacing=8)
        self._lines.setContentsMargins(12, 10, 12, 10)
        self.setLayout(self._lines)
        self.retranslate()

    def show_outputs(
        self, outputs: Sequence[LineSignal], forced: Mapping[str, bool], *, permitted: bool
    ) -> None:
        """Show all outputs; they can be forced where that is permitted."""
        while len(self.rows) > len(outputs):
            self.rows.pop().deleteLater()
        while len(self.rows) < len(outputs):
            self.rows.append(OutputRow())
            self.rows[-1].wanted.connect(self.forced)
            self._lines.addWidget(self.rows[-1])
        self.hint.setVisible(not permitted)
        for shown, each in zip(self.rows, outputs, strict=True):
            shown.show_output(each, forced.get(each.name), permitted=permitted)

    def retranslate(self) -> None:
        """Show every text again."""
        self.title.setText(translate("Io", "Outputs"))
        self.hint.show_text(
            translate("Io", "Switched by the station; by hand in maintenance only.")
        )
