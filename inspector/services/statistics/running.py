"""Counts of what runs now, asked for many times a second and read seldom."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from inspector.clock import utc_datetime, utc_ns_of
from inspector.domain.evaluation import Evaluation
from inspector.domain.statistics.calendar import Calendar, PeriodKind
from inspector.domain.statistics.counts import CountStore, StatisticsFilter
from inspector.wire.station import PeriodCounts
from inspector.wire.statistics import TrendMinute, TrendReply

_REFRESH = timedelta(seconds=1)
_MINUTE_NS = 60_000_000_000
_SETTLED_MINUTES = 5
"""A part is stored within this time after its trigger; older minutes are read once."""


class ShiftCounts:
    """What was decided in the shift that works, at most a second old; for any thread.

    Args:
        store: Where counts are read.
        calendar: The shifts.
        now: The present.
    """

    def __init__(self, store: CountStore, calendar: Calendar, now: Callable[[], datetime]) -> None:
        self._store = store
        self._calendar = calendar
        self._now = now
        self._lock = threading.Lock()
        self._read_at: datetime | None = None
        self._counts: PeriodCounts | None = None

    def __call__(self) -> PeriodCounts | None:
        """The counts; ``None`` while no shift works."""
        now = self._now()
        with self._lock:
            if self._read_at is None or not timedelta() <= now - self._read_at < _REFRESH:
                self._counts, self._read_at = self._read(now), now
            return self._counts

    def _read(self, now: datetime) -> PeriodCounts | None:
        shift = self._calendar.containing(PeriodKind.SHIFT, now)
        if shift is None:
            return None
        times = StatisticsFilter(utc_ns_of(shift.since), utc_ns_of(shift.until))
        parts: Counter[Evaluation] = Counter()
        for each in self._store.by_class(times):
            parts[each.evaluation] += each.parts
        return PeriodCounts(
            name=shift.name,
            since=shift.since,
            triggered=sum(parts.values()),
            ok=parts[Evaluation.OK],
            not_ok=parts[Evaluation.NOT_OK],
            not_decidable=parts[Evaluation.NOT_DECIDABLE],
            undefined=parts[Evaluation.UNDEFINED],
        )


class MinuteTrend:
    """Verdicts by minute; only the last minutes are read again; for any thread.

    Args:
        store: Where rows are counted.
        now: The present.
    """

    def __init__(self, store: CountStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._lock = threading.Lock()
        self._settled: dict[int, Counter[Evaluation]] = {}

    def last(self, minutes: int) -> TrendReply:
        """The last so many minutes, oldest first; the last one still runs."""
        last = utc_ns_of(self._now()) // _MINUTE_NS
        wanted = range(last - minutes + 1, last + 1)
        with self._lock:
            counts = self._counts(wanted)
        return TrendReply(minutes=[_minute(each, counts[each]) for each in wanted])

    def _counts(self, wanted: range) -> dict[int, Counter[Evaluation]]:
        counts = {each: self._settled.get(each, Counter()) for each in wanted}
        unread = [each for each in wanted if each not in self._settled]
        since, until = min(unread), max(unread) + 1
        fresh: dict[int, Counter[Evaluation]] = {each: Counter() for each in range(since, until)}
        found = self._store.by_minute(since * _MINUTE_NS, until * _MINUTE_NS)
        for (minute, evaluation), parts in found.items():
            fresh[minute][evaluation] += parts
        counts |= fresh
        settled = range(wanted.start, wanted.stop - _SETTLED_MINUTES)
        self._settled = {each: counts[each] for each in settled}
        return counts


def _minute(minute: int, counts: Counter[Evaluation]) -> TrendMinute:
    return TrendMinute(
        at=utc_datetime(minute * _MINUTE_NS),
        ok=counts[Evaluation.OK],
        not_ok=counts[Evaluation.NOT_OK],
        not_decidable=counts[Evaluation.NOT_DECIDABLE],
        undefined=counts[Evaluation.UNDEFINED],
    )
