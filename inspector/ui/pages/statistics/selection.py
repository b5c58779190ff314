"""What the page is to show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import TypeVar

from inspector.domain.drift import Measure
from inspector.domain.statistics.calendar import PeriodKind
from inspector.domain.statistics.control_chart import ChartKind
from inspector.ui.sharing.whose import Whose
from inspector.wire.history import ResultFilter
from inspector.wire.statistics import ChartQuery, GroupedQuery, StatisticsQuery, SubgroupKind

T = TypeVar("T")


class Chart(Enum):
    """The charts of the page."""

    CONTROL = auto()
    PARETO = auto()
    YIELD = auto()
    REVIEWS = auto()
    SCORES = auto()
    OUTCOMES = auto()
    DRIFT = auto()


GROUPED = frozenset({Chart.CONTROL, Chart.YIELD, Chart.OUTCOMES})
"""Charts with one point for each subgroup."""
WITH_VARIANTS = frozenset({Chart.CONTROL, Chart.DRIFT})
OF_CLASSES = frozenset({Chart.CONTROL, Chart.SCORES})
"""Charts that can be drawn of one class."""
OF_ONE_STATION = frozenset({Chart.DRIFT})
"""Charts of pictures, which lie at their stations."""
_BY_PERIOD = {
    PeriodKind.SHIFT: SubgroupKind.QUARTER,
    PeriodKind.DAY: SubgroupKind.HOUR,
    PeriodKind.WEEK: SubgroupKind.SHIFT,
    PeriodKind.MONTH: SubgroupKind.DAY,
    None: SubgroupKind.HOUR,
}
_FINEST = {
    PeriodKind.SHIFT: (SubgroupKind.QUARTER, SubgroupKind.HOUR, SubgroupKind.LOT),
    PeriodKind.DAY: (SubgroupKind.QUARTER, SubgroupKind.HOUR, SubgroupKind.SHIFT, SubgroupKind.LOT),
    PeriodKind.WEEK: (SubgroupKind.HOUR, SubgroupKind.SHIFT, SubgroupKind.DAY, SubgroupKind.LOT),
    PeriodKind.MONTH: (SubgroupKind.HOUR, SubgroupKind.SHIFT, SubgroupKind.DAY, SubgroupKind.LOT),
    None: (SubgroupKind.QUARTER, SubgroupKind.HOUR, SubgroupKind.SHIFT, SubgroupKind.DAY),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time that the station named; ``lot_id`` where it is that of one lot."""

    since: datetime
    until: datetime
    name: str = ""
    lot_id: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What the person chose.

    Attributes:
        chart: Which chart.
        period: Which kind of time; ``None`` for that of a lot.
        back: How many periods before the present.
        subgroup: What is put together to one point.
        kind: Against which limits.
        measure: What drift is shown of.
        recipe_id: Parts of one recipe only.
        model_id: Parts that one model judged only.
        class_name: One defect class only, in a control chart and in a what-if question.
        whose: Of this station, or of all.
        station_id: Of all stations one only.
    """

    chart: Chart = Chart.CONTROL
    period: PeriodKind | None = PeriodKind.DAY
    back: int = 0
    subgroup: SubgroupKind = SubgroupKind.HOUR
    kind: ChartKind = ChartKind.P
    measure: Measure = Measure.GOOD_SCORE
    recipe_id: str | None = None
    model_id: str | None = None
    class_name: str | None = None
    whose: Whose = Whose.STATION
    station_id: str | None = None

    def of(self, whose: Whose) -> Selection:
        """The same of this station or of all; what only one knows gives way to what all have."""
        turned = replace(self, whose=whose, station_id=None)
        if whose is Whose.STATION:
            return turned
        if self.chart in OF_ONE_STATION:
            turned = replace(turned, chart=Chart.CONTROL)
        return turned.in_period(PeriodKind.DAY) if self.period is None else turned

    def in_period(self, period: PeriodKind | None) -> Selection:
        """The present period of a kind, with the subgroups that suit it."""
        return replace(self, period=period, back=0, subgroup=_BY_PERIOD[period])

    def with_next_subgroup(self) -> Selection:
        """Larger subgroups, or the smallest ones behind the largest."""
        choices = _FINEST[self.period]
        place = choices.index(self.subgroup) if self.subgroup in choices else -1
        return replace(self, subgroup=choices[(place + 1) % len(choices)])

    def with_next_variant(self) -> Selection:
        """Other limits, or another measure."""
        if self.chart is Chart.DRIFT:
            return replace(self, measure=_next(self.measure, tuple(Measure)))
        return replace(self, kind=_next(self.kind, tuple(ChartKind)))

    def query(self, stretch: Stretch) -> StatisticsQuery:
        """Which parts are counted."""
        return StatisticsQuery(
            since=stretch.since,
            until=stretch.until,
            recipe_id=self.recipe_id,
            model_id=self.model_id,
            lot_id=stretch.lot_id,
            station_id=self.station_id,
        )

    def grouped(self, stretch: Stretch) -> GroupedQuery:
        """The same, with subgroups."""
        return GroupedQuery(**dict(self.query(stretch)), subgroup=self.subgroup)

    def charted(self, stretch: Stretch) -> ChartQuery:
        """The same, against control limits."""
        return ChartQuery(
            **dict(self.grouped(stretch)), chart=self.kind, class_name=self.class_name
        )

    def rows(self, stretch: Stretch) -> ResultFilter:
        """The rows that are counted."""
        return ResultFilter(
            since=stretch.since,
            until=stretch.until,
            recipe_id=self.recipe_id,
            model_id=self.model_id,
            lot_id=stretch.lot_id,
            station_id=self.station_id,
            challenge=False,
        )

    def asked(self, stretch: Stretch) -> ResultFilter:
        """The rows of a what-if question, which counts challenge parts apart."""
        wanted = {"class_name": self.class_name, "challenge": None}
        return self.rows(stretch).model_copy(update=wanted)


def _next(value: T, choices: tuple[T, ...]) -> T:
    return choices[(choices.index(value) + 1) % len(choices)]
