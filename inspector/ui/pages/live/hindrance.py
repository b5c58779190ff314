"""Why the station may not be started, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.labels import label, row
from inspector.wire.station import StationState

if TYPE_CHECKING:
    from inspector.wire.station import StationSnapshot

_SYMBOL_PX = 24
_BY_STATE: Mapping[StationState, str] = MappingProxyType(
    {
        StationState.PREOPERATIONAL: QT_TRANSLATE_NOOP(
            "Live", "Cannot start yet: the station is still getting ready."
        ),
        StationState.INITIALIZED: QT_TRANSLATE_NOOP(
            "Live", "Cannot start yet: the station is still getting ready."
        ),
        StationState.HALTED: QT_TRANSLATE_NOOP(
            "Live", "Cannot start: the station was shut down. Start its program again."
        ),
        StationState.ERROR: QT_TRANSLATE_NOOP(
            "Live", "Cannot start: see to the alarm, then touch Reset."
        ),
    }
)


class HindranceCard(QFrame):
    """The reason beside its symbol; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        set_tone(self, Tone.WARNING)
        symbol = SymbolView(_SYMBOL_PX, Symbol.WARNING)
        set_tone(symbol, Tone.WARNING)
        self.reason = label("strong", wrap=True)
        layout = row(symbol, spacing=12)
        layout.addWidget(self.reason, 1)
        layout.setContentsMargins(16, 6, 16, 6)
        self.setLayout(layout)
        self.hide()

    def show_reason(self, reason: str) -> None:
        """Show why, or nothing."""
        self.reason.setText(reason)
        self.setVisible(bool(reason))


def start_hindrance(snapshot: StationSnapshot) -> str:
    """What keeps the station from being started; empty when nothing does, or when it runs."""
    if snapshot.state is StationState.CONTINUOUS_EXECUTION:
        return ""
    if snapshot.maintenance:
        return translate("Live", "Cannot start: somebody works on the station.")
    reason = _BY_STATE.get(snapshot.state)
    return "" if reason is None else translate("Live", reason)
