"""Charts and figures over many parts; challenge parts never count."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, model_validator

from inspector.domain.evaluation import Evaluation
from inspector.domain.statistics.calendar import QUARTER, PeriodKind
from inspector.domain.statistics.control_chart import ChartKind
from inspector.domain.statistics.rules import Rule
from inspector.wire.model import WireModel

BACK_MAX = 1000
SUBGROUPS_MAX = 3000
TREND_MINUTES_MAX = 24 * 60
_LENGTH_MAX = timedelta(days=3660)


class SubgroupKind(StrEnum):
    """What parts are put together to one point of a chart."""

    QUARTER = "quarter"
    HOUR = "hour"
    SHIFT = "shift"
    DAY = "day"
    LOT = "lot"


_LENGTHS = {
    SubgroupKind.QUARTER: QUARTER,
    SubgroupKind.HOUR: timedelta(hours=1),
}


class StatisticsQuery(WireModel):
    """Which parts are counted; an absent field does not filter.

    ``since`` (inclusive) and ``until`` (exclusive) hold against the trigger and are full quarters
    of an hour, for results are counted by quarters.
    """

    since: AwareDatetime
    until: AwareDatetime
    recipe_id: str | None = None
    model_id: str | None = None
    model_sha256: str | None = None
    lot_id: Annotated[int | None, Field(ge=0, lt=2**63)] = None
    station_id: str | None = None

    @model_validator(mode="after")
    def _require_quarters(self) -> Self:
        if any(each.timestamp() % QUARTER.total_seconds() for each in (self.since, self.until)):
            raise ValueError("since and until are full quarters of an hour")
        if not timedelta() <= self.until - self.since <= _LENGTH_MAX:
            raise ValueError("until is not before since, and at most ten years after it")
        return self


class GroupedQuery(StatisticsQuery):
    """The same, with how parts are put together."""

    subgroup: SubgroupKind = SubgroupKind.HOUR

    @model_validator(mode="after")
    def _require_few_subgroups(self) -> Self:
        length = _LENGTHS.get(self.subgroup, timedelta(hours=4))
        if (self.until - self.since) / length > SUBGROUPS_MAX:
            raise ValueError(f"more than {SUBGROUPS_MAX} subgroups; choose longer ones")
        return self


class ChartQuery(GroupedQuery):
    """What is drawn against control limits; ``class_name`` counts one defect class only."""

    chart: ChartKind = ChartKind.P
    class_name: str | None = None


class PeriodReply(WireModel):
    """A stretch of time; ``name`` is that of a shift or a lot."""

    kind: PeriodKind
    name: str
    since: datetime
    until: datetime


class ShareReply(WireModel):
    """A share, 0 to 1, with its 95 % Wilson interval."""

    value: float
    lower: float
    upper: float


class Group(WireModel):
    """What parts have in common that were put together; ``lot_id`` only where they share a lot."""

    since: datetime
    until: datetime
    name: str = ""
    lot_id: int | None = None


class ChartPoint(Group):
    """One subgroup on a control chart.

    ``value`` is ``count`` per part. ``enough`` tells whether there were so many parts that the
    point can be judged; a smaller subgroup breaks no rule. ``broken`` are the Western Electric
    rules whose pattern ends here.
    """

    parts: int
    count: int
    value: float
    lower: float
    upper: float
    enough: bool
    broken: list[Rule]


class ControlChartReply(WireModel):
    """A control chart; empty subgroups have no point.

    ``overdispersion`` is Laney's sigma_z: 1 for a process of pure chance.
    """

    chart: ChartKind
    subgroup: SubgroupKind
    class_name: str | None
    parts: int
    centre: float | None
    overdispersion: float | None
    points: list[ChartPoint]


class ParetoClass(WireModel):
    """One defect class: parts, and their share of all parts not OK with those before it."""

    class_name: str
    parts: int
    share: float
    cumulative: float


class ParetoReply(WireModel):
    """Parts not OK by class, the most frequent first."""

    judged: int
    """Parts with a verdict of the classifier."""
    not_ok: int
    classes: list[ParetoClass]


class YieldGroup(Group):
    """Verdicts of a group; ``first_pass`` is the share of OK among all, ``null`` of none."""

    ok: int
    not_ok: int
    not_decidable: int
    undefined: int
    first_pass: ShareReply | None


class YieldReply(WireModel):
    """Yield over time or by lot; empty groups are left out."""

    subgroup: SubgroupKind
    total: YieldGroup
    groups: list[YieldGroup]


class ReviewedShare(WireModel):
    """How often people disagreed with one verdict.

    Attributes:
        verdicts: Parts with the verdict.
        confirmed: Of these, reviewed with nothing to correct.
        overridden: Of these, reviewed with another verdict or class.
        wrong: Of the overridden, those whose verdict should have been another one.
        disputed: Of these, those that two people contradict each other about.
        share: Of the wrong ones among confirmed and overridden; ``null`` where nobody reviewed.
    """

    verdicts: int
    confirmed: int
    overridden: int
    wrong: int
    disputed: int
    share: ShareReply | None


class ClassReviews(ReviewedShare):
    """The same for one class of one verdict."""

    evaluation: Evaluation
    class_name: str


class ReviewFigures(WireModel):
    """False rejects and escapes, from what people said of verdicts.

    Reviewed parts are no random sample: the shares are those of the reviewed parts only.
    """

    false_rejects: ReviewedShare
    escapes: ReviewedShare
    classes: list[ClassReviews]


class ScoreClass(WireModel):
    """Scores of one class under one verdict.

    ``bins`` are equal stretches from 0 to 1; ``threshold`` is the limit that the last part's score
    was held against.
    """

    evaluation: Evaluation
    class_name: str
    threshold: float | None
    bins: list[int]


class ScoresReply(WireModel):
    """Distribution of scores, the most frequent class first."""

    classes: list[ScoreClass]


class OutcomeGroup(Group):
    """Where the parts of a group went.

    ``bad_passed`` are parts not OK that passed; ``good_rejected`` are OK parts that were rejected.
    """

    decided: int
    passed: int
    rejected: int
    unconfirmed: int
    unknown: int
    pending: int
    bad_passed: int
    good_rejected: int


class ReconciliationReply(WireModel):
    """Whether every part was dealt with as decided, over time."""

    subgroup: SubgroupKind
    total: OutcomeGroup
    groups: list[OutcomeGroup]


class TrendMinute(WireModel):
    """Verdicts of the parts that came in one minute."""

    at: datetime
    ok: int = 0
    not_ok: int = 0
    not_decidable: int = 0
    undefined: int = 0


class TrendReply(WireModel):
    """The last minutes, oldest first, also those without parts; the last one still runs."""

    minutes: list[TrendMinute]


TrendMinutes = Annotated[int, Field(ge=1, le=TREND_MINUTES_MAX)]
Back = Annotated[int, Field(ge=0, le=BACK_MAX)]
