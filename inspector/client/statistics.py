"""Charts and figures over many parts, as a program sees them."""

from __future__ import annotations

from inspector.client.routes import Exchange, Routes, parsed
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


class StatisticsClient(Routes):
    """Reads charts. Methods raise as those of the station client."""

    def __init__(self, exchange: Exchange, routes: str = "/v1/statistics") -> None:
        """Ask the routes below a prefix through ``exchange``."""
        super().__init__(exchange)
        self._routes = routes

    def period(self, kind: PeriodKind, back: int = 0) -> PeriodReply | None:
        """The present period, or an earlier one; ``None`` on a station without shifts."""
        asked = {"kind": kind.value, "back": back}
        content = self._exchange("GET", f"{self._routes}/period", params=asked).content
        return None if content.strip() == b"null" else parsed(PeriodReply, content)

    def control_chart(self, query: ChartQuery) -> ControlChartReply:
        """Parts not OK, or defects per part, against control limits."""
        return self._get(ControlChartReply, f"{self._routes}/control-chart", query)

    def pareto(self, query: StatisticsQuery) -> ParetoReply:
        """Parts not OK by class."""
        return self._get(ParetoReply, f"{self._routes}/pareto", query)

    def yields(self, query: GroupedQuery) -> YieldReply:
        """Yield over time or by lot."""
        return self._get(YieldReply, f"{self._routes}/yield", query)

    def reviews(self, query: StatisticsQuery) -> ReviewFigures:
        """False rejects and escapes."""
        return self._get(ReviewFigures, f"{self._routes}/reviews", query)

    def scores(self, query: StatisticsQuery) -> ScoresReply:
        """Distribution of scores."""
        return self._get(ScoresReply, f"{self._routes}/scores", query)

    def reconciliation(self, query: GroupedQuery) -> ReconciliationReply:
        """Where the parts went."""
        return self._get(ReconciliationReply, f"{self._routes}/reconciliation", query)

    def trend(self, minutes: int = 60) -> TrendReply:
        """Verdicts of the last minutes."""
        return self._get(TrendReply, f"{self._routes}/trend", minutes=minutes)
