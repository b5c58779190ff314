"""How many parts came in the lot, the shift or in all, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from inspector.ui.actions.lacking import Lacking
from inspector.ui.i18n.formats import NOTHING, clock_time, count, percent
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.live.figures import Figure
from inspector.ui.theme.style import set_role
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.symbol.symbol_paths import Symbol
from inspector.ui.widgets.text.elided_label import ElidedLabel
from inspector.ui.widgets.text.labels import column, row
from inspector.ui.widgets.text.translated import TranslatedFrame
from inspector.wire.station import Counters, PeriodCounts

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.wire.station import StationSnapshot

_COLUMNS = 3


class Period(Enum):
    """What the counts are about."""

    LOT = auto()
    SHIFT = auto()
    ALL = auto()


_ACTIONS: Mapping[Period, LiveAction] = MappingProxyType(
    {
        Period.LOT: LiveAction.COUNT_LOT,
        Period.SHIFT: LiveAction.COUNT_SHIFT,
        Period.ALL: LiveAction.COUNT_ALL,
    }
)
_LACKING: Mapping[Period, Lacking] = MappingProxyType(
    {Period.LOT: Lacking.LOT, Period.SHIFT: Lacking.SHIFT}
)
_COUNTS: Mapping[str, tuple[str, Symbol | None, Tone]] = MappingProxyType(
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
    }
)


class CountsCard(TranslatedFrame):
    """Large figures of one period; the lot while one runs, unless another one was chosen."""

    def __init__(self, board: ActionBoard) -> None:
        super().__init__()
        set_role(self, "card")
        self._board = board
        self._snapshot: StationSnapshot | None = None
        self._chosen: Period | None = None
        self.since = ElidedLabel("caption")
        self.buttons = {period: board.button(key, "segment") for period, key in _ACTIONS.items()}
        self.lot = board.button(LiveAction.LOT, "square")
        heading = row(*self.buttons.values(), self.lot, spacing=6)
        for index in range(len(self.buttons)):
            heading.setStretch(index, 1)
        self.figures = {name: Figure(symbol, tone) for name, (_, symbol, tone) in _COUNTS.items()}
        self.good_share = Figure()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for index, figure in enumerate((*self.figures.values(), self.good_share)):
            grid.addWidget(figure, index // _COLUMNS, index % _COLUMNS)
            grid.setColumnStretch(index % _COLUMNS, 1)
        layout = column(heading, self.since, spacing=4)
        layout.addLayout(grid)
        layout.setContentsMargins(16, 8, 16, 8)
        self.setLayout(layout)
        self.retranslate()

    @property
    def period(self) -> Period:
        """What is counted: what was chosen, as long as there is such a period."""
        if self._chosen is not None and self._has(self._chosen):
            return self._chosen
        return Period.LOT if self._has(Period.LOT) else Period.ALL

    def choose(self, period: Period) -> None:
        """Count another period from now on."""
        self._chosen = period
        self.retranslate()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show new counts."""
        self._snapshot = snapshot
        self.retranslate()

    def show_compact(self, compact: bool) -> None:
        """Leave out since when is counted."""
        self.since.setVisible(not compact)

    def show_stale(self, stale: bool) -> None:
        """Mark the counts as the last ones known."""
        for figure in (*self.figures.values(), self.good_share):
            figure.show_stale(stale)

    def retranslate(self) -> None:
        """Show everything again."""
        self._board.choose(_ACTIONS[self.period], _ACTIONS.values())
        for period, key in _ACTIONS.items():
            self._board[key].offer(None if self._has(period) else _LACKING[period])
        counts = self._counts()
        self.since.show_text(self._since_text())
        for name, (caption, _, _) in _COUNTS.items():
            value = NOTHING if counts is None else count(getattr(counts, name))
            self.figures[name].show_value(translate("Counter", caption), value)
        share = None if counts is None else yield_ratio(counts)
        self.good_share.show_value(translate("Live", "Yield"), percent(share))

    def _has(self, period: Period) -> bool:
        return period is Period.ALL or self._of(period) is not None

    def _of(self, period: Period) -> PeriodCounts | None:
        if self._snapshot is None or period is Period.ALL:
            return None
        return self._snapshot.lot if period is Period.LOT else self._snapshot.shift

    def _counts(self) -> Counters | PeriodCounts | None:
        if self._snapshot is None:
            return None
        return self._of(self.period) or self._snapshot.counters

    def _since_text(self) -> str:
        counted = self._of(self.period)
        if counted is None:
            return translate("Live", "Since the station's journal began")
        named = (
            translate("Live", "Lot {name} · since {time}")
            if self.period is Period.LOT
            else translate("Live", "Shift {name} · since {time}")
        )
        return named.format(name=counted.name, time=clock_time(counted.since))


def yield_ratio(counts: Counters | PeriodCounts) -> float | None:
    """OK parts over all parts triggered; ``None`` before the first part."""
    return counts.ok / counts.triggered if counts.triggered else None
