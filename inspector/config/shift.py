"""When the shifts of a station work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from inspector.config.base import ConfigModel

SHIFTS_MAX = 16
_QUARTERS_PER_DAY = 96
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _time_of_day(value: str) -> str:
    try:
        moment = time.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo or len(value) != len("06:00"):
        raise ValueError('must be a time of day such as "06:00"')
    if moment.minute % 15:
        raise ValueError("must be a quarter of an hour: results are counted by quarters")
    return value


TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]


class ShiftConfig(ConfigModel):
    """One shift: it begins on each of its days, and may end on the day after."""

    name: Annotated[str, Field(min_length=1, max_length=32)] = Field(
        description="what the shift is called"
    )
    begin: TimeOfDay = Field(description='local time at which it begins, such as "06:00"')
    end: TimeOfDay = Field(description="local time at which it ends; up to `begin`: the next day")
    days: Annotated[list[Weekday], Field(min_length=1)] = Field(
        list(WEEKDAYS), description="days of the week on which it begins"
    )


def _without_overlap(shifts: list[ShiftConfig]) -> list[ShiftConfig]:
    taken: dict[int, str] = {}
    for shift in shifts:
        for quarter in _quarters_of_week(shift):
            if quarter in taken:
                raise ValueError(f"{taken[quarter]!r} and {shift.name!r} overlap")
            taken[quarter] = shift.name
    return shifts


def _quarters_of_week(shift: ShiftConfig) -> Iterator[int]:
    begin, end = _quarter(shift.begin), _quarter(shift.end)
    length = (end - begin) % _QUARTERS_PER_DAY or _QUARTERS_PER_DAY
    for day in set(shift.days):
        first = WEEKDAYS.index(day) * _QUARTERS_PER_DAY + begin
        yield from (each % (7 * _QUARTERS_PER_DAY) for each in range(first, first + length))


def _quarter(value: str) -> int:
    moment = time.fromisoformat(value)
    return (moment.hour * 60 + moment.minute) // 15


Shifts = Annotated[
    list[ShiftConfig], Field(max_length=SHIFTS_MAX), AfterValidator(_without_overlap)
]
