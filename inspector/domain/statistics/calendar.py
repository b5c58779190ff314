"""Stretches of local time: quarters of an hour, hours, shifts, days, weeks and months.

A day begins at local midnight and a week on Monday (ISO 8601); days on which clocks are put forward
or back have 23 or 25 hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

_DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
"""Every zone's local time differs from UTC by a multiple of it."""


class PeriodKind(StrEnum):
    """What a stretch of time is."""

    QUARTER = "quarter"
    """Of an hour."""
    HOUR = "hour"
    SHIFT = "shift"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_FIXED = {PeriodKind.QUARTER: QUARTER, PeriodKind.HOUR: timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift in local time; it begins on each of ``weekdays`` (Monday is 0)."""

    name: str
    begin: time
    end: time
    weekdays: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time; ``since`` belongs to it and ``until`` does not; both are UTC."""

    kind: PeriodKind
    since: datetime
    until: datetime
    name: str = ""
    """Of the shift; other kinds have no name of their own."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Divides time.

    Attributes:
        shifts: Of the station; may be none, and may leave gaps.
        zone: Local time; ``None`` for that of this computer.
    """

    shifts: Sequence[Shift] = ()
    zone: tzinfo | None = None

    def containing(self, kind: PeriodKind, moment: datetime) -> Period | None:
        """The period that a moment lies in; ``None`` between two shifts.

        Where shifts overlap it is the one that began last.
        """
        if kind is PeriodKind.SHIFT:
            day = self._local(moment).date()
            around = [*self._shifts_of(day - _DAY), *self._shifts_of(day)]
            at_work = [each for each in around if each.since <= moment < each.until]
            return max(at_work, key=lambda each: each.since, default=None)
        return self._regular(kind, moment)

    def before(self, kind: PeriodKind, moment: datetime, back: int) -> Period | None:
        """The period ``back`` times before the present or, between shifts, the last one.

        ``None`` where the station has no shifts.
        """
        if kind is PeriodKind.SHIFT:
            return self._shift_before(moment, back)
        found = self._regular(kind, moment)
        for _ in range(back):
            found = self._regular(kind, found.since - timedelta(microseconds=1))
        return found

    def within(self, kind: PeriodKind, since: datetime, until: datetime) -> Iterator[Period]:
        """All periods that touch a stretch of time, oldest first."""
        if kind is PeriodKind.SHIFT:
            day, last = self._local(since).date() - _DAY, self._local(until).date()
            while day <= last:
                yield from (
                    each
                    for each in self._shifts_of(day)
                    if each.since < until and since < each.until
                )
                day += _DAY
            return
        moment = since
        while moment < until:
            found = self._regular(kind, moment)
            yield found
            moment = found.until

    def _shift_before(self, moment: datetime, back: int) -> Period | None:
        day, left = self._local(moment).date(), back
        days_max = 7 * (back + 2)
        for _ in range(days_max if self.shifts else 0):
            for each in reversed(self._shifts_of(day)):
                if each.since <= moment:
                    if left == 0:
                        return each
                    left -= 1
            day -= _DAY
        return None

    def _shifts_of(self, day: date) -> list[Period]:
        found = [
            Period(
                PeriodKind.SHIFT,
                self._utc(day, each.begin),
                self._utc(day if each.end > each.begin else day + _DAY, each.end),
                each.name,
            )
            for each in self.shifts
            if day.weekday() in each.weekdays
        ]
        return sorted(found, key=lambda each: each.since)

    def _regular(self, kind: PeriodKind, moment: datetime) -> Period:
        local = self._local(moment)
        if kind in _FIXED:
            since = moment.astimezone(UTC) - _past(local) % _FIXED[kind]
            return Period(kind, since, since + _FIXED[kind])
        first = _first_day(kind, local.date())
        return Period(kind, self._utc(first, time()), self._utc(_next_first(kind, first), time()))

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def _utc(self, day: date, at: time) -> datetime:
        local = datetime.combine(day, at)
        return (local if self.zone is None else local.replace(tzinfo=self.zone)).astimezone(UTC)


def _past(local: datetime) -> timedelta:
    """Since the last full hour."""
    return timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)


def _first_day(kind: PeriodKind, day: date) -> date:
    if kind is PeriodKind.WEEK:
        return day - day.weekday() * _DAY
    return day.replace(day=1) if kind is PeriodKind.MONTH else day


def _next_first(kind: PeriodKind, first: date) -> date:
    if kind is PeriodKind.MONTH:
        return (first + 31 * _DAY).replace(day=1)
    return first + (7 * _DAY if kind is PeriodKind.WEEK else _DAY)
