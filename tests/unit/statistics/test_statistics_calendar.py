"""Hours, shifts and days, also on the days when clocks are changed."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from inspector.config.shift import ShiftConfig, Shifts
from inspector.domain.statistics.calendar import Calendar, PeriodKind, Shift

BERLIN = ZoneInfo("Europe/Berlin")
THREE = (
    Shift("early", time(6), time(14)),
    Shift("late", time(14), time(22)),
    Shift("night", time(22), time(6)),
)
CALENDAR = Calendar(THREE, BERLIN)
WORKDAYS = Calendar((Shift("day", time(7), time(15, 30), frozenset(range(5))),), BERLIN)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_a_night_shift_is_one_shift_over_midnight() -> None:
    for moment in ("2026-11-20T22:00", "2026-11-21T05:59:59"):
        shift = CALENDAR.containing(PeriodKind.SHIFT, local(moment))
        assert shift is not None
        assert (shift.name, shift.since, shift.until) == (
            "night",
            local("2026-11-20T22:00"),
            local("2026-11-21T06:00"),
        )


def test_a_day_on_which_clocks_go_back_has_25_hours() -> None:
    day = CALENDAR.containing(PeriodKind.DAY, local("2026-10-25T12:00"))
    assert day is not None
    assert day.until - day.since == timedelta(hours=25)
    assert len(list(CALENDAR.within(PeriodKind.HOUR, day.since, day.until))) == 25


def test_the_shift_before_monday_is_that_of_friday() -> None:
    monday = local("2026-11-23T08:00")
    shift = WORKDAYS.before(PeriodKind.SHIFT, monday, 1)
    assert shift is not None
    assert shift.since == local("2026-11-20T07:00")
    assert WORKDAYS.containing(PeriodKind.SHIFT, local("2026-11-22T08:00")) is None
    sunday = WORKDAYS.before(PeriodKind.SHIFT, local("2026-11-22T08:00"), 0)
    assert sunday is not None
    assert sunday.since == local("2026-11-20T07:00")


def test_a_station_without_shifts_has_none() -> None:
    assert Calendar().before(PeriodKind.SHIFT, datetime.now(UTC), 0) is None


@pytest.mark.parametrize(
    ("kind", "since", "until"),
    [
        (PeriodKind.WEEK, "2026-11-16T00:00", "2026-11-23T00:00"),
        (PeriodKind.MONTH, "2026-11-01T00:00", "2026-12-01T00:00"),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first(
    kind: PeriodKind, since: str, until: str
) -> None:
    found = CALENDAR.before(kind, local("2026-11-21T16:00"), 0)
    assert found is not None
    assert (found.since, found.until) == (local(since), local(until))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(PeriodKind),
    st.integers(1, 80),
)
def test_periods_cover_time_without_gap_or_overlap(
    since: datetime, kind: PeriodKind, hours: int
) -> None:
    until = since + timedelta(hours=hours)
    found = list(CALENDAR.within(kind, since, until))
    assert found[0].since <= since < found[0].until
    assert found[-1].since < until <= found[-1].until
    assert all(a.until == b.since for a, b in pairwise(found))
    assert all(CALENDAR.containing(kind, each.since) == each for each in found)


@given(st.integers(0, 6))
def test_going_back_visits_each_period(back: int) -> None:
    now = local("2026-11-21T16:00")
    for kind in PeriodKind:
        newer, older = CALENDAR.before(kind, now, back), CALENDAR.before(kind, now, back + 1)
        assert newer is not None
        assert older is not None
        assert older.until == newer.since


def test_a_shift_begins_on_a_quarter_of_an_hour() -> None:
    with pytest.raises(ValidationError, match="quarter"):
        ShiftConfig(name="early", begin="06:10", end="14:00")


@pytest.mark.parametrize("wrong", ["6:00", "24:00", "06:00:00", "noon", "06:00Z"])
def test_a_time_of_day_is_written_one_way(wrong: str) -> None:
    with pytest.raises(ValidationError, match="06:00"):
        ShiftConfig(name="early", begin=wrong, end="14:00")


@pytest.mark.parametrize(
    ("night", "fits"), [(("22:00", "06:00"), True), (("21:45", "06:00"), False)]
)
def test_shifts_do_not_overlap(night: tuple[str, str], fits: bool) -> None:
    times = (("06:00", "14:00"), ("14:00", "22:00"), night)
    drawn = [{"name": begin, "begin": begin, "end": end} for begin, end in times]
    if fits:
        assert len(TypeAdapter(Shifts).validate_python(drawn)) == 3
        return
    with pytest.raises(ValidationError, match="overlap"):
        TypeAdapter(Shifts).validate_python(drawn)
