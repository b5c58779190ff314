"""Whether every part is accounted for."""

from __future__ import annotations

from inspector.ui.i18n.formats import NOTHING, count
from inspector.ui.i18n.language import translate
from inspector.ui.theme.style import set_role, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.symbol.symbols import SymbolView
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.station import StationSnapshot

_SYMBOL_PX = 24


class ReconciliationCard(TranslatedFrame):
    """Our counts beside the PLC's, and the sentence that they agree or what disagrees."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._snapshot: StationSnapshot | None = None
        self._stale = False
        self._compact = False
        self._symbol = SymbolView(_SYMBOL_PX, Symbol.RING)
        self.headline = label("strong")
        self.detail = ElidedLabel("caption")
        words = column(self.headline, self.detail, spacing=0)
        layout = row(self._symbol, spacing=12)
        layout.addLayout(words, 1)
        layout.setContentsMargins(16, 8, 16, 8)
        self.setLayout(layout)
        self.retranslate()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show whether the counts of a snapshot agree."""
        self._snapshot = snapshot
        self.retranslate()

    def show_compact(self, compact: bool) -> None:
        """Leave out the counts as long as they agree."""
        if compact != self._compact:
            self._compact = compact
            self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Say that nobody knows whether the counts agree now."""
        if stale != self._stale:
            self._stale = stale
            self.retranslate()

    def retranslate(self) -> None:
        """Show everything again."""
        if self._snapshot is None:
            self._show(Tone.NEUTRAL, Symbol.RING, translate("Live", "No counts yet"), "")
        elif self._stale:
            headline = translate("Live", "Counts not known now")
            self._show(Tone.NEUTRAL, Symbol.RING, headline, _comparison(self._snapshot))
        elif self._snapshot.reconciliation.agreed:
            headline = translate("Live", "Every part accounted for")
            self._show(Tone.OK, Symbol.CHECK, headline, _comparison(self._snapshot))
        else:
            headline = translate("Live", "Counts disagree")
            detail = self._snapshot.reconciliation.detail or _comparison(self._snapshot)
            self._show(Tone.NOT_OK, Symbol.WARNING, headline, detail)

    def _show(self, tone: Tone, symbol: Symbol, headline: str, detail: str) -> None:
        set_tone(self, tone)
        set_tone(self._symbol, tone)
        set_tone(self.headline, tone)
        self._symbol.show_symbol(symbol)
        self.headline.setText(headline)
        self.detail.show_text(detail)
        self.detail.setVisible(tone is Tone.NOT_OK or not self._compact)


def _comparison(snapshot: StationSnapshot) -> str:
    plc = snapshot.reconciliation.plc_triggered
    return translate("Live", "Triggers: station {station}, PLC {plc}").format(
        station=count(snapshot.counters.triggered), plc=NOTHING if plc is None else count(plc)
    )
