"""Charts and figures over many parts, as a program sees them."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inspector.client.answers import parsed
from inspector.domain.statistics.calendar import PeriodKind
from inspector.wire.model import WireModel
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


class StatisticsClient:
    """Reads charts. Methods raise as those of the station client."""

    def __init__(
        self, exchange: Callable[..., httpx.Response], routes: str = "/v1/statistics"
    ) -> None:
        """Ask the routes below a prefix through ``exchange``."""
        self._exchange = exchange
        self._routes = routes

    def period(self, kind: PeriodKind, back: int = 0) -> PeriodReply | None:
        """The present period, or an earlier one; ``None`` on a station without shifts."""
        content = self._get("period", {"kind": kind.value, "back": back})
        return None if content.strip() == b"null" else parsed(PeriodReply, content)

    def control_chart(self, query: ChartQuery) -> ControlChartReply:
        """Parts not OK, or defects per part, against control limits."""
        return parsed(ControlChartReply, self._ask("control-chart", query))

    def pareto(self, query: StatisticsQuery) -> ParetoReply:
        """Parts not OK by class."""
        return parsed(ParetoReply, self._ask("pareto", query))

    def yields(self, query: GroupedQuery) -> YieldReply:
        """Yield over time or by lot."""
        return parsed(YieldReply, self._ask("yield", query))

    def reviews(self, query: StatisticsQuery) -> ReviewFigures:
        """False rejects and escapes."""
        return parsed(ReviewFigures, self._ask("reviews", query))

    def scores(self, query: StatisticsQuery) -> ScoresReply:
        """Distribution of scores."""
        return parsed(ScoresReply, self._ask("scores", query))

    def reconciliation(self, query: GroupedQuery) -> ReconciliationReply:
        """Where the parts went."""
        return parsed(ReconciliationReply, self._ask("reconciliation", query))

    def trend(self, minutes: int = 60) -> TrendReply:
        """Verdicts of the last minutes."""
        return parsed(TrendReply, self._get("trend", {"minutes": minutes}))

    def _ask(self, what: str, query: WireModel) -> bytes:
        return self._get(what, query.model_dump(mode="json", exclude_none=True))

    def _get(self, what: str, params: dict[str, object]) -> bytes:
        return self._exchange("GET", f"{self._routes}/{what}", params=params).content
