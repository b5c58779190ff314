"""Charts and figures as clients see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from inspector.clock import utc_datetime, utc_ns_of
from inspector.domain.evaluation import Evaluation
from inspector.domain.statistics.calendar import Calendar, PeriodKind
from inspector.domain.statistics.control_chart import ChartKind, Subgroup, control_chart
from inspector.domain.statistics.counts import CountStore, StatisticsFilter
from inspector.domain.statistics.pareto import pareto
from inspector.domain.statistics.wilson import wilson_share
from inspector.services.statistics.figures import review_figures, score_classes, share_reply
from inspector.services.statistics.groups import CountedGroup, TimeGroups, counted_groups
from inspector.services.statistics.outcomes import outcome_groups, total_of
from inspector.wire.statistics import (
    ChartPoint,
    ChartQuery,
    ControlChartReply,
    Group,
    GroupedQuery,
    ParetoClass,
    ParetoReply,
    PeriodReply,
    ReconciliationReply,
    ReviewFigures,
    ScoresReply,
    StatisticsQuery,
    SubgroupKind,
    YieldGroup,
    YieldReply,
)

JUDGED = (Evaluation.OK, Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE)
"""Verdicts of the classifier."""


class StatisticsService:
    """All methods may be called from several threads.

    Args:
        store: Where counts are read.
        calendar: Shifts and local time.
        now: The present.
    """

    def __init__(self, store: CountStore, calendar: Calendar, now: Callable[[], datetime]) -> None:
        self._store = store
        self._calendar = calendar
        self._now = now

    def over(self, store: CountStore) -> StatisticsService:
        """The same over other parts."""
        return StatisticsService(store, self._calendar, self._now)

    def period(self, kind: PeriodKind, back: int) -> PeriodReply | None:
        """The present period of a kind, or the one ``back`` times before it."""
        found = self._calendar.before(kind, self._now(), back)
        if found is None:
            return None
        return PeriodReply(kind=kind, name=found.name, since=found.since, until=found.until)

    def chart(self, query: ChartQuery) -> ControlChartReply:
        """Parts not OK, or defects per part, against control limits."""
        classes = query.class_name is not None
        groups = [each for each in self._groups(query, classes=classes) if each.parts(*JUDGED)]
        if query.chart is ChartKind.U:
            counts = self._defects(query, groups)
        else:
            counts = [each.parts(Evaluation.NOT_OK, class_name=query.class_name) for each in groups]
        sizes = [each.parts(*JUDGED) for each in groups]
        drawn = control_chart(
            query.chart, [Subgroup(*each) for each in zip(counts, sizes, strict=True)]
        )
        return ControlChartReply(
            chart=query.chart,
            subgroup=query.subgroup,
            class_name=query.class_name,
            parts=sum(sizes),
            centre=drawn.centre,
            overdispersion=drawn.overdispersion,
            points=[
                ChartPoint(
                    **dict(counted.group),
                    parts=size,
                    count=count,
                    value=count / size,
                    lower=point.lower,
                    upper=point.upper,
                    enough=point.enough,
                    broken=list(point.broken),
                )
                for counted, count, size, point in zip(
                    groups, counts, sizes, drawn.points, strict=True
                )
            ],
        )

    def pareto(self, query: StatisticsQuery) -> ParetoReply:
        """Parts not OK by class."""
        whole = self._whole(query)
        classes = {
            name: number
            for (evaluation, name), number in whole.counts.items()
            if evaluation is Evaluation.NOT_OK
        }
        return ParetoReply(
            judged=whole.parts(*JUDGED),
            not_ok=whole.parts(Evaluation.NOT_OK),
            classes=[
                ParetoClass(
                    class_name=bar.name,
                    parts=bar.count,
                    share=bar.share,
                    cumulative=bar.cumulative,
                )
                for bar in pareto(classes)
            ],
        )

    def yields(self, query: GroupedQuery) -> YieldReply:
        """Yield over time or by lot."""
        groups = self._groups(query, classes=False)
        return YieldReply(
            subgroup=query.subgroup,
            total=_yield_group(self._whole(query)),
            groups=[_yield_group(each) for each in groups],
        )

    def reviews(self, query: StatisticsQuery) -> ReviewFigures:
        """False rejects and escapes."""
        return review_figures(self._whole(query).counts, self._store.by_review(_criteria(query)))

    def scores(self, query: StatisticsQuery) -> ScoresReply:
        """Distribution of scores by class, beside their limits."""
        criteria = _criteria(query)
        counts = self._store.by_score(criteria)
        names = sorted({each.class_name for each in counts if each.class_name})
        return ScoresReply(classes=score_classes(counts, self._store.thresholds(criteria, names)))

    def reconciliation(self, query: GroupedQuery) -> ReconciliationReply:
        """Where the parts went over time; a chart by lot is one by day."""
        subgroup = SubgroupKind.DAY if query.subgroup is SubgroupKind.LOT else query.subgroup
        criteria = _criteria(query)
        groups = TimeGroups(self._calendar, PeriodKind(subgroup.value), criteria)
        found = outcome_groups(
            groups, self._store.by_time(criteria), self._store.by_outcome(criteria)
        )
        return ReconciliationReply(
            subgroup=subgroup, total=total_of(_group(criteria), found), groups=found
        )

    def _groups(self, query: GroupedQuery, *, classes: bool) -> list[CountedGroup]:
        return counted_groups(
            self._store, self._calendar, query.subgroup, _criteria(query), classes=classes
        )

    def _whole(self, query: StatisticsQuery) -> CountedGroup:
        criteria = _criteria(query)
        whole = CountedGroup(_group(criteria))
        for each in self._store.by_class(criteria):
            whole.counts[each.evaluation, each.class_name] += each.parts
        return whole

    def _defects(self, query: ChartQuery, groups: list[CountedGroup]) -> list[int]:
        counts = [0] * len(groups)
        by_lot = {each.group.lot_id: at for at, each in enumerate(groups)}
        starts = {each.group.since: at for at, each in enumerate(groups)}
        times = None
        if query.subgroup is not SubgroupKind.LOT:
            times = TimeGroups(self._calendar, PeriodKind(query.subgroup.value), _criteria(query))
        for each in self._store.defects(_criteria(query)):
            if query.class_name not in (None, each.class_name):
                continue
            if times is None:
                place = by_lot.get(each.lot_id) if each.lot_id else None
            else:
                found = times.place_of(each.quarter_utc_ns)
                place = None if found is None else starts.get(times.groups[found].since)
            if place is not None:
                counts[place] += each.defects
        return counts


def _criteria(query: StatisticsQuery) -> StatisticsFilter:
    return StatisticsFilter(
        since_utc_ns=utc_ns_of(query.since),
        until_utc_ns=utc_ns_of(query.until),
        recipe_id=query.recipe_id,
        model_id=query.model_id,
        model_sha256=query.model_sha256,
        lot_id=query.lot_id,
        station_id=query.station_id,
    )


def _group(criteria: StatisticsFilter) -> Group:
    return Group(
        since=utc_datetime(criteria.since_utc_ns), until=utc_datetime(criteria.until_utc_ns)
    )


def _yield_group(counted: CountedGroup) -> YieldGroup:
    total = sum(counted.counts.values())
    ok = counted.parts(Evaluation.OK)
    return YieldGroup(
        **dict(counted.group),
        ok=ok,
        not_ok=counted.parts(Evaluation.NOT_OK),
        not_decidable=counted.parts(Evaluation.NOT_DECIDABLE),
        undefined=counted.parts(Evaluation.UNDEFINED),
        first_pass=share_reply(wilson_share(ok, total)),
    )
