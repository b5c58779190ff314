"""Parts per minute, latency, and the trend of the last hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from inspector.ui.i18n.formats import NOTHING, count, decimal
from inspector.ui.i18n.language import translate
from inspector.ui.pages.live.figures import Figure
from inspector.ui.pages.live.trend_view import MinuteCount, TrendView
from inspector.ui.theme.style import set_role
from inspector.ui.widgets.text.labels import column, label, row
from inspector.ui.widgets.text.translated import TranslatedFrame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.wire.station import StationSnapshot


class PaceCard(TranslatedFrame):
    """How fast the station works, now and in the hour before."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._snapshot: StationSnapshot | None = None
        self.rate, self.latency = Figure(), Figure()
        self.trend = TrendView()
        self.span = label("caption")
        self.span.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        layout = column(row(self.rate, self.latency, self.span, spacing=12), self.trend, spacing=4)
        layout.setStretch(1, 1)
        layout.setContentsMargins(16, 8, 16, 8)
        self.setLayout(layout)
        self.retranslate()

    def show_snapshot(self, snapshot: StationSnapshot) -> None:
        """Show the pace of the station."""
        self._snapshot = snapshot
        self._show_pace()

    def show_trend(self, minutes: Sequence[MinuteCount]) -> None:
        """Show the parts of the last minutes, oldest first."""
        if tuple(minutes) != self.trend.minutes:
            self.trend.show_minutes(minutes)
            self._name_trend()

    def show_stale(self, stale: bool) -> None:
        """Mark the pace as the last one known."""
        for figure in (self.rate, self.latency):
            figure.show_stale(stale)

    def retranslate(self) -> None:
        """Show everything again."""
        self._show_pace()
        self.span.setText(translate("Live", "Last hour"))
        self._name_trend()

    def _show_pace(self) -> None:
        snapshot = self._snapshot
        rate, latency = NOTHING, NOTHING
        if snapshot is not None:
            rate = decimal(snapshot.rate_per_min, 0)
            latency = (
                f"{decimal(snapshot.latency_ms.p50, 0)} / {decimal(snapshot.latency_ms.p99, 0)}"
            )
        self.rate.show_value(translate("Live", "Parts per minute"), rate)
        self.latency.show_value(translate("Live", "Latency p50 / p99 ms"), latency)

    def _name_trend(self) -> None:
        minutes = self.trend.minutes
        text = translate("Live", "Last {minutes} minutes: {ok} OK, {other} not").format(
            minutes=count(len(minutes)),
            ok=count(sum(minute.ok for minute in minutes)),
            other=count(sum(minute.other for minute in minutes)),
        )
        self.trend.setAccessibleName(text)
        self.trend.setToolTip(text)
