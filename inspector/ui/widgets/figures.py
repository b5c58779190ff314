"""Counts and rates as large figures with a caption each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.ui.i18n.formats import NOTHING, count, decimal, percent
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.theme.style import set_role, set_style_property, set_tone
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.labels import column, label, row
from inspector.ui.widgets.symbol_paths import Symbol
from inspector.ui.widgets.symbols import SymbolView
from inspector.ui.widgets.translated import TranslatedFrame
from inspector.wire.station import Counters, StationSnapshot

_SYMBOL_PX = 16
_COLUMNS = 3


class Figure(QWidget):
    """One number with its caption and, where it counts a verdict, the verdict's symbol."""

    def __init__(self, symbol: Symbol | None = None, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.value = label("figure")
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

    def show_stale(self, stale: bool) -> None:
        """Fade a number that is no longer the present one."""
        set_style_property(self.value, "stale", stale)


_COUNTERS: Mapping[str, tuple[str, Symbol | None, Tone]] = MappingProxyType(
    {
        "triggered": (QT_TRANSLATE_NOOP("Counter", "Triggered"), None, Tone.NEUTRAL),
        "ok": (QT_TRANSLATE_NOOP("Counter", "OK"), Symbol.CHECK, Tone.OK),
        "not_ok": (QT_TRANSLATE_NOOP("Counter", "Not OK"), Symbol.CROSS, Tone.NOT_OK),
        "not_decidable": (
            QT_TRANSLATE_NOOP("Counter", "Not decidable"),
            Symbol.QUESTION,
            Tone.NOT_DECIDABLE,
        ),
        "undefined": (QT_TRANSLATE_NOOP("Counter", "Undefined"), Symbol.BAR, Tone.UNDEFINED),
        "rejected": (QT_TRANSLATE_NOOP("Counter", "Rejected"), None, Tone.NEUTRAL),
    }
)


class CountersCard(TranslatedFrame):
    """How many parts came and what became of them."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._counters = Counters()
        grid = QGridLayout()
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        self.figures: dict[str, Figure] = {}
        for index, (field, (_, symbol, tone)) in enumerate(_COUNTERS.items()):
            self.figures[field] = Figure(symbol, tone)
            grid.addWidget(self.figures[field], index // _COLUMNS, index % _COLUMNS)
            grid.setColumnStretch(index % _COLUMNS, 1)
        self.setLayout(grid)
        self.retranslate()

    def show_counters(self, counters: Counters) -> None:
        """Show new counts."""
        if counters != self._counters:
            self._counters = counters
            self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Mark the counts as the last ones known."""
        for figure in self.figures.values():
            figure.show_stale(stale)

    def retranslate(self) -> None:
        """Show everything again."""
        for field, (caption, _, _) in _COUNTERS.items():
            self.figures[field].caption.setText(translate("Counter", caption))
            self.figures[field].value.setText(count(getattr(self._counters, field)))


class PaceCard(TranslatedFrame):
    """Yield, parts per minute and latency."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._snapshot: StationSnapshot | None = None
        self.good_share, self.rate, self.latency = Figure(), Figure(), Figure()
        layout = row(self.good_share, self.rate, self.latency, spacing=12)
        layout.setContentsMargins(16, 8, 16, 8)
        for index in range(_COLUMNS):
            layout.setStretch(index, 1)
        self.setLayout(layout)
        self.retranslate()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show the pace of the station."""
        self._snapshot = snapshot
        self.retranslate()

    def show_stale(self, stale: bool) -> None:
        """Mark the pace as the last one known."""
        for figure in (self.good_share, self.rate, self.latency):
            figure.show_stale(stale)

    def retranslate(self) -> None:
        """Show everything again."""
        self.good_share.caption.setText(translate("Live", "Yield"))
        self.rate.caption.setText(translate("Live", "Parts per minute"))
        self.latency.caption.setText(translate("Live", "Latency p50 / p99 ms"))
        snapshot = self._snapshot
        if snapshot is None:
            for figure in (self.good_share, self.rate, self.latency):
                figure.value.setText(NOTHING)
            return
        self.good_share.value.setText(percent(yield_ratio(snapshot.counters)))
        self.rate.value.setText(decimal(snapshot.rate_per_min, 0))
        latency = snapshot.latency_ms
        self.latency.value.setText(f"{decimal(latency.p50, 0)} / {decimal(latency.p99, 0)}")


def yield_ratio(counters: Counters) -> float | None:
    """OK parts over all parts triggered; ``None`` before the first part."""
    return counters.ok / counters.triggered if counters.triggered else None
