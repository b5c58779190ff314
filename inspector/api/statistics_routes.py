"""Charts and figures over many parts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from inspector.api.replies import error_replies
from inspector.domain.statistics.calendar import PeriodKind
from inspector.services.shared_history.reader import Here, Reader
from inspector.services.statistics.desk import StatisticsDesk
from inspector.services.statistics.service import StatisticsService
from inspector.wire.statistics import (
    Back,
    ChartQuery,
    ControlChartReply,
    GroupedQuery,
    ParetoReply,
    PeriodReply,
    ReconciliationReply,
    ReviewFigures,
    ScoresReply,
    StatisticsQuery,
    TrendMinutes,
    TrendReply,
    YieldReply,
)


def charts_router(charts: Reader[StatisticsService], prefix: str, **refusals: str) -> APIRouter:
    """Charts below a prefix; the handlers run in worker threads."""
    router = APIRouter(prefix=prefix, tags=["statistics"])

    @router.get("/control-chart", responses=error_replies(**refusals))
    def control_chart(query: Annotated[ChartQuery, Query()]) -> ControlChartReply:
        """Parts not OK, or defects per part, against control limits at 3 standard deviations."""
        return charts.ask(lambda asked: asked.chart(query))

    @router.get("/pareto", responses=error_replies(**refusals))
    def pareto(query: Annotated[StatisticsQuery, Query()]) -> ParetoReply:
        """Parts not OK by class, the most frequent first."""
        return charts.ask(lambda asked: asked.pareto(query))

    @router.get("/yield", responses=error_replies(**refusals))
    def first_pass_yield(query: Annotated[GroupedQuery, Query()]) -> YieldReply:
        """The share of OK parts by hour, shift, day or lot."""
        return charts.ask(lambda asked: asked.yields(query))

    @router.get("/reviews", responses=error_replies(**refusals))
    def reviews(query: Annotated[StatisticsQuery, Query()]) -> ReviewFigures:
        """False rejects and escapes among the parts that people reviewed."""
        return charts.ask(lambda asked: asked.reviews(query))

    @router.get("/scores", responses=error_replies(**refusals))
    def scores(query: Annotated[StatisticsQuery, Query()]) -> ScoresReply:
        """Distribution of scores by class, beside their limits."""
        return charts.ask(lambda asked: asked.scores(query))

    @router.get("/reconciliation", responses=error_replies(**refusals))
    def reconciliation(query: Annotated[GroupedQuery, Query()]) -> ReconciliationReply:
        """Where the parts went over time; asked by lot, it answers by day."""
        return charts.ask(lambda asked: asked.reconciliation(query))

    return router


def statistics_router(statistics: StatisticsDesk) -> APIRouter:
    """Routes below ``/v1/statistics``; the handlers run in worker threads."""
    router = charts_router(Here(statistics.charts), "/v1/statistics")

    @router.get("/period", responses=error_replies())
    def period(kind: PeriodKind, back: Annotated[Back, Query()] = 0) -> PeriodReply | None:
        """The present shift, day, week or month, or the one ``back`` times before.

        Between two shifts the last one is the present; ``null`` on a station without shifts.
        """
        return statistics.charts.period(kind, back)

    @router.get("/trend", responses=error_replies())
    def trend(minutes: Annotated[TrendMinutes, Query()] = 60) -> TrendReply:
        """Verdicts of the last minutes, one by one."""
        return statistics.trend.last(minutes)

    return router
