"""Station, product and lot, state, and who is there; nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.formats import count
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.texts import state_text
from inspector.ui.theme.style import set_role
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.text.chip import Chip
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.station import StationSnapshot, StationState

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard

_STATE_LOOKS: Mapping[StationState, tuple[Tone, Symbol]] = MappingProxyType(
    {
        StationState.PREOPERATIONAL: (Tone.NEUTRAL, Symbol.RING),
        StationState.HALTED: (Tone.WARNING, Symbol.WARNING),
        StationState.ERROR: (Tone.NOT_OK, Symbol.WARNING),
        StationState.INITIALIZED: (Tone.NEUTRAL, Symbol.RING),
        StationState.READY: (Tone.ACCENT, Symbol.DOT),
        StationState.SINGLE_EXECUTION: (Tone.OK, Symbol.PLAY),
        StationState.CONTINUOUS_EXECUTION: (Tone.OK, Symbol.PLAY),
    }
)


_PRODUCT_PX = 160


class HeaderBar(TranslatedFrame):
    """What holds for every page."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "bar")
        self._snapshot: StationSnapshot | None = None
        self._stale = True
        self._brand = label("brand")
        self._brand.setText("Inspector")
        self.station = label("caption")
        self.simulated = Chip(Symbol.DOT)
        self.state = Chip()
        self.approvals = Chip(Symbol.PERSON)
        self._approvals = 0
        self.product, self.lot = ElidedLabel("title"), ElidedLabel("caption")
        self.product.setMinimumWidth(_PRODUCT_PX)
        layout = row(spacing=8)
        layout.addLayout(column(self._brand, self.station, spacing=0))
        layout.addSpacing(32)
        layout.addLayout(column(self.product, self.lot, spacing=0), 1)
        layout.addWidget(self.approvals)
        layout.addWidget(self.simulated)
        layout.addWidget(self.state)
        layout.addSpacing(8)
        layout.addWidget(board.button(WindowAction.SIGN_IN))
        layout.setContentsMargins(20, 6, 16, 6)
        self.setLayout(layout)
        self.retranslate()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show name and state of the station."""
        self._snapshot = snapshot
        self.retranslate()

    def show_approvals(self, waiting: int) -> None:
        """Show how many requests wait for a second person."""
        self._approvals = waiting
        self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Mark the state as unknown while nobody answers."""
        self._stale = stale
        self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        snapshot = self._snapshot
        self.station.setText("" if snapshot is None else snapshot.station_id)
        self.product.show_text("" if snapshot is None else snapshot.recipe_id)
        self.lot.show_text("" if snapshot is None else _lot_text(snapshot))
        self.approvals.setVisible(self._approvals > 0)
        told = translate("Header", "{count} to approve").format(count=count(self._approvals))
        self.approvals.show_fact(told, Tone.WARNING, Symbol.PERSON)
        self.simulated.setVisible(snapshot is not None and snapshot.simulated)
        self.simulated.show_fact(translate("Header", "Simulated"), Tone.WARNING, Symbol.WARNING)
        if snapshot is None or self._stale:
            self.state.show_fact(translate("Header", "Not connected"), Tone.NEUTRAL, Symbol.RING)
        else:
            self.state.show_fact(state_text(snapshot.state), *_STATE_LOOKS[snapshot.state])


def _lot_text(snapshot: StationSnapshot) -> str:
    if snapshot.lot is None:
        return translate("Header", "No lot")
    return translate("Header", "Lot {name}").format(name=snapshot.lot.name)
