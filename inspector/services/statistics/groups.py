"""Putting counts together to the subgroups of a chart."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inspector.clock import utc_datetime, utc_ns_of
from inspector.domain.evaluation import Evaluation
from inspector.domain.statistics.calendar import Calendar, PeriodKind
from inspector.domain.statistics.counts import (
    CountStore,
    LotCount,
    StatisticsFilter,
    TimeCount,
)
from inspector.wire.statistics import Group, SubgroupKind


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """A subgroup with its parts by verdict and class."""

    group: Group
    counts: Counter[tuple[Evaluation, str]] = field(default_factory=Counter)

    def parts(self, *evaluations: Evaluation, class_name: str | None = None) -> int:
        """Parts with one of these verdicts, of one class or of all."""
        return sum(
            number
            for (evaluation, name), number in self.counts.items()
            if evaluation in evaluations and class_name in (None, name)
        )


class TimeGroups:
    """The periods of one kind within a time, clipped to it."""

    def __init__(self, calendar: Calendar, kind: PeriodKind, criteria: StatisticsFilter) -> None:
        since, until = utc_datetime(criteria.since_utc_ns), utc_datetime(criteria.until_utc_ns)
        periods = [each for each in calendar.within(kind, since, until) if each.until > each.since]
        self.groups: Sequence[Group] = [
            Group(since=max(each.since, since), until=min(each.until, until), name=each.name)
            for each in periods
        ]
        self._starts = [utc_ns_of(each.since) for each in self.groups]
        self._ends = [utc_ns_of(each.until) for each in self.groups]

    def place_of(self, utc_ns: int) -> int | None:
        """Which group a moment belongs to; ``None`` in a gap between two shifts."""
        place = bisect_right(self._starts, utc_ns) - 1
        return place if place >= 0 and utc_ns < self._ends[place] else None


def counted_groups(
    store: CountStore,
    calendar: Calendar,
    kind: SubgroupKind,
    criteria: StatisticsFilter,
    *,
    classes: bool,
) -> list[CountedGroup]:
    """All subgroups that have parts, oldest first; classes are told apart where that is wanted."""
    if kind is SubgroupKind.LOT:
        return _by_lot(store, criteria)
    groups = TimeGroups(calendar, PeriodKind(kind.value), criteria)
    return _by_time(groups, store.by_time(criteria, classes=classes))


def _by_time(groups: TimeGroups, counts: Iterable[TimeCount]) -> list[CountedGroup]:
    found = [CountedGroup(group) for group in groups.groups]
    for each in counts:
        place = groups.place_of(each.quarter_utc_ns)
        if place is not None:
            found[place].counts[each.evaluation, each.class_name] += each.parts
    return [each for each in found if each.counts]


def _by_lot(store: CountStore, criteria: StatisticsFilter) -> list[CountedGroup]:
    by_lot: dict[int, list[LotCount]] = {}
    for each in store.by_lot(criteria):
        by_lot.setdefault(each.lot_id, []).append(each)
    names = store.lot_names(list(by_lot))
    found = [CountedGroup(_lot_group(lot_id, names, of)) for lot_id, of in by_lot.items()]
    for counted, of in zip(found, by_lot.values(), strict=True):
        for one in of:
            counted.counts[one.evaluation, one.class_name] += one.parts
    return found


def _lot_group(lot_id: int, names: Mapping[int, str], counts: Sequence[LotCount]) -> Group:
    return Group(
        since=utc_datetime(min(each.first_utc_ns for each in counts)),
        until=utc_datetime(max(each.last_utc_ns for each in counts)),
        name=names.get(lot_id, str(lot_id)),
        lot_id=lot_id,
    )
