"""Charts and figures over many parts."""

from __future__ import annotations

from typing import Protocol

from inspector.domain.statistics.calendar import PeriodKind
from inspector.wire.statistics import (
    ChartQuery,
    ControlChartReply,
    GroupedQuery,
    ParetoReply,
    PeriodReply,
    ReconciliationReply,
    ReviewFigures,
    ScoresReply,
    StatisticsQuery,
    TrendReply,
    YieldReply,
)


class Charts(Protocol):
    """Charts and figures over the parts of one station or of all; raises as :class:`Station`."""

    def control_chart(self, query: ChartQuery, /) -> ControlChartReply:
        """Parts not OK, or defects per part, against control limits."""

    def pareto(self, query: StatisticsQuery, /) -> ParetoReply:
        """Parts not OK by class."""

    def yields(self, query: GroupedQuery, /) -> YieldReply:
        """Yield over time or by lot."""

    def reviews(self, query: StatisticsQuery, /) -> ReviewFigures:
        """False rejects and escapes."""

    def scores(self, query: StatisticsQuery, /) -> ScoresReply:
        """Distribution of scores."""

    def reconciliation(self, query: GroupedQuery, /) -> ReconciliationReply:
        """Where the parts went."""


class Statistics(Charts, Protocol):
    """Those of this station, and what runs now."""

    def period(self, kind: PeriodKind, back: int = 0, /) -> PeriodReply | None:
        """The present period, or an earlier one; ``None`` on a station without shifts."""

    def trend(self, minutes: int = 60, /) -> TrendReply:
        """Verdicts of the last minutes."""
