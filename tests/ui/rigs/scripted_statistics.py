"""A year of parts that is the same in every run, counted by the real service."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import wire_samples
from scripted_trend import ScriptedTrend

from inspector.clock import utc_datetime, utc_ns_of
from inspector.domain.drift import Measure
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.review import Standing
from inspector.domain.statistics.calendar import Calendar, PeriodKind, Shift
from inspector.domain.statistics.counts import (
    QUARTER_NS,
    SCORE_BINS,
    ClassCount,
    DefectCount,
    LotCount,
    OutcomeCount,
    ReviewCount,
    ScoreCount,
    StatisticsFilter,
    TimeCount,
)
from inspector.services.statistics.service import StatisticsService
from inspector.wire.drift import DriftSeries, SeriesPoint
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
    YieldReply,
)

SHIFTS = (
    Shift("Early", time(6), time(14)),
    Shift("Late", time(14), time(22)),
    Shift("Night", time(22), time(6)),
)
WORN = (5, 6)
"""Hours of the day in which a tool was worn."""
_SHARES = {"scratch": 22, "dent": 11, "burr": 6, "stain": 3, "crack": 1}
_LOT_QUARTERS = 24


def cells(quarter: int) -> Iterator[tuple[Evaluation, str, int]]:
    """What came in a quarter of an hour: about 700 parts, some more defects in worn hours."""
    hour = quarter // 4 % 24
    noise = (quarter * 7919 % 97) / 97
    worn = 3 if hour in WORN else 1
    yield Evaluation.OK, "good", 640 + quarter * 31 % 80
    for at, (name, share) in enumerate(_SHARES.items()):
        parts = round(share * (0.15 + 0.3 * noise) * (worn if name == "scratch" else 1)) + at % 2
        if parts:
            yield Evaluation.NOT_OK, name, parts
    yield Evaluation.NOT_DECIDABLE, "dent", 1 + quarter % 3
    if quarter % 29 == 0:
        yield Evaluation.UNDEFINED, "", 2


class SampleCounts:
    """Implements ``CountStore`` up to the present."""

    def by_time(self, criteria: StatisticsFilter, *, classes: bool = False) -> list[TimeCount]:
        return [
            TimeCount(quarter * QUARTER_NS, evaluation, name if classes else "", parts)
            for quarter in _quarters(criteria)
            for evaluation, name, parts in cells(quarter)
        ]

    def by_class(self, criteria: StatisticsFilter) -> list[ClassCount]:
        counts: Counter[tuple[Evaluation, str]] = Counter()
        for quarter in _quarters(criteria):
            for evaluation, name, parts in cells(quarter):
                counts[evaluation, name] += parts
        return [ClassCount(*key, parts) for key, parts in counts.items()]

    def by_lot(self, criteria: StatisticsFilter) -> list[LotCount]:
        return [
            LotCount(
                quarter // _LOT_QUARTERS,
                quarter * QUARTER_NS,
                (quarter + 1) * QUARTER_NS,
                evaluation,
                name,
                parts,
            )
            for quarter in _quarters(criteria)
            for evaluation, name, parts in cells(quarter)
        ]

    def by_review(self, criteria: StatisticsFilter) -> list[ReviewCount]:
        return [
            ReviewCount(Evaluation.NOT_OK, "scratch", Evaluation.NOT_OK, Standing.CONFIRMED, 61),
            ReviewCount(Evaluation.NOT_OK, "scratch", Evaluation.OK, Standing.OVERRIDDEN, 9),
            ReviewCount(Evaluation.NOT_OK, "scratch", Evaluation.NOT_OK, Standing.OVERRIDDEN, 4),
            ReviewCount(Evaluation.NOT_OK, "stain", Evaluation.NOT_OK, Standing.CONFIRMED, 12),
            ReviewCount(Evaluation.NOT_OK, "stain", Evaluation.OK, Standing.OVERRIDDEN, 15),
            ReviewCount(Evaluation.NOT_OK, "stain", Evaluation.OK, Standing.DISPUTED, 2),
            ReviewCount(Evaluation.OK, "good", Evaluation.OK, Standing.CONFIRMED, 38),
            ReviewCount(Evaluation.OK, "good", Evaluation.NOT_OK, Standing.OVERRIDDEN, 1),
        ]

    def by_score(self, criteria: StatisticsFilter) -> list[ScoreCount]:
        return [
            ScoreCount(each.evaluation, each.class_name, score, parts)
            for each in self.by_class(criteria)
            if each.class_name
            for score, parts in _spread(each)
        ]

    def by_outcome(self, criteria: StatisticsFilter) -> list[OutcomeCount]:
        found = []
        for each in self.by_time(criteria):
            went = Outcome.PASSED if each.evaluation is Evaluation.OK else Outcome.REJECTED
            found.append(OutcomeCount(each.quarter_utc_ns, each.evaluation, went, each.parts))
        if found and criteria.until_utc_ns - criteria.since_utc_ns > 20 * QUARTER_NS:
            first = found[0].quarter_utc_ns
            found.append(OutcomeCount(first, Evaluation.NOT_OK, Outcome.PASSED, 1))
            found.append(OutcomeCount(first, Evaluation.NOT_OK, Outcome.REJECTED, -1))
        return found

    def defects(self, criteria: StatisticsFilter) -> list[DefectCount]:
        return [
            DefectCount(quarter * QUARTER_NS, quarter // _LOT_QUARTERS, name, parts + parts // 3)
            for quarter in _quarters(criteria)
            for evaluation, name, parts in cells(quarter)
            if evaluation is Evaluation.NOT_OK
        ]

    def thresholds(self, criteria: StatisticsFilter, classes: Sequence[str]) -> Mapping[str, float]:
        return dict.fromkeys(classes, 0.62)

    def by_minute(
        self, since_utc_ns: int, until_utc_ns: int
    ) -> Mapping[tuple[int, Evaluation], int]:
        return {}

    def lot_names(self, lot_ids: Sequence[int]) -> Mapping[int, str]:
        return {lot_id: f"L-{lot_id % 10_000}" for lot_id in lot_ids}


@dataclass
class ScriptedStatistics(ScriptedTrend):
    """The charts of a year before noon; ``asked`` are the questions."""

    shifts: Sequence[Shift] = SHIFTS
    asked: list[object] = field(default_factory=list)

    def period(self, kind: PeriodKind, back: int = 0, /) -> PeriodReply | None:
        return self._charts().period(kind, back)

    def control_chart(self, query: ChartQuery, /) -> ControlChartReply:
        self.asked.append(query)
        return self._charts().chart(query)

    def pareto(self, query: StatisticsQuery, /) -> ParetoReply:
        self.asked.append(query)
        return self._charts().pareto(query)

    def yields(self, query: GroupedQuery, /) -> YieldReply:
        self.asked.append(query)
        return self._charts().yields(query)

    def reviews(self, query: StatisticsQuery, /) -> ReviewFigures:
        return self._charts().reviews(query)

    def scores(self, query: StatisticsQuery, /) -> ScoresReply:
        return self._charts().scores(query)

    def reconciliation(self, query: GroupedQuery, /) -> ReconciliationReply:
        return self._charts().reconciliation(query)

    def _charts(self) -> StatisticsService:
        return StatisticsService(SampleCounts(), Calendar(self.shifts), lambda: wire_samples.NOON)


class ScriptedDrift:
    """Two cameras whose pictures get darker."""

    def series(
        self, measure: Measure, since: datetime | None, until: datetime | None, buckets: int, /
    ) -> DriftSeries:
        assert since is not None
        assert until is not None
        length = (until - since) / buckets
        return DriftSeries(
            measure=measure,
            since=since,
            until=until,
            bucket_s=length.total_seconds(),
            sampled=False,
            points=[
                _measured(camera, since + at * length, 0.62 - at / 300 - 0.1 * len(camera) / 9)
                for camera in ("top", "side")
                for at in range(buckets // 2)
            ],
        )


def _measured(camera: str, start: datetime, value: float) -> SeriesPoint:
    return SeriesPoint(
        start=start,
        camera=camera,
        recipe_id="flange-40",
        recipe_revision="9a" * 32,
        model_sha256="c4" * 32,
        count=4 if start.hour == 3 else 250,
        mean=value,
        median=value,
        p10=value - 0.05,
        p90=value + 0.04,
    )


def _spread(each: ClassCount) -> Iterator[tuple[int, int]]:
    peak = SCORE_BINS - 2 if each.evaluation is not Evaluation.NOT_DECIDABLE else 10
    weights = [1 / (1 + (at - peak) ** 2) for at in range(SCORE_BINS)]
    return ((at, round(each.parts * weight / 3)) for at, weight in enumerate(weights))


def _quarters(criteria: StatisticsFilter) -> range:
    now = utc_ns_of(wire_samples.NOON)
    return range(criteria.since_utc_ns // QUARTER_NS, min(criteria.until_utc_ns, now) // QUARTER_NS)


def lot_times(lot_id: int) -> tuple[datetime, datetime]:
    """When a lot began and ended."""
    begin = utc_datetime(lot_id * _LOT_QUARTERS * QUARTER_NS)
    return begin, begin + _LOT_QUARTERS * timedelta(minutes=15)
