"""A clock that is set ahead by mistake makes nothing old; one that stays there is believed."""

from __future__ import annotations

from inspector.services.retention.age_clock import TRUSTED_AFTER_NS, AgeClock

SECOND = 10**9
HOUR, DAY = 3600 * SECOND, 24 * 3600 * SECOND
START = 1_750_000_000 * SECOND


class Clocks:
    """Both clocks of a computer."""

    def __init__(self) -> None:
        self.monotonic, self.offset = 5 * HOUR, START

    def made(self) -> AgeClock:
        return AgeClock(lambda: self.monotonic + self.offset, lambda: self.monotonic)


def test_time_goes_by_and_small_corrections_are_followed():
    clocks = Clocks()
    age = clocks.made()
    clocks.monotonic += 30 * DAY
    clocks.offset += 59 * SECOND
    assert age.now_utc_ns() == clocks.monotonic + START + 59 * SECOND
    clocks.offset -= 90 * SECOND
    assert age.now_utc_ns() == clocks.monotonic + START - 31 * SECOND


def test_a_clock_that_is_set_ahead_is_not_believed_before_a_day_has_passed():
    clocks = Clocks()
    age = clocks.made()
    clocks.offset += 3650 * DAY
    assert age.now_utc_ns() == clocks.monotonic + START
    clocks.monotonic += TRUSTED_AFTER_NS - 1
    assert age.now_utc_ns() == clocks.monotonic + START
    clocks.monotonic += 1
    assert age.now_utc_ns() == clocks.monotonic + START + 3650 * DAY


def test_a_clock_that_is_set_right_again_has_made_nothing_old():
    clocks = Clocks()
    age = clocks.made()
    for _ in range(3):
        clocks.offset += DAY
        assert age.now_utc_ns() == clocks.monotonic + START
        clocks.monotonic += 20 * HOUR
        clocks.offset -= DAY
        assert age.now_utc_ns() == clocks.monotonic + START


def test_a_clock_that_is_set_back_is_believed_at_once():
    clocks = Clocks()
    age = clocks.made()
    clocks.offset -= DAY
    assert age.now_utc_ns() == clocks.monotonic + START - DAY
    clocks.offset += DAY
    assert age.now_utc_ns() == clocks.monotonic + START - DAY, "ahead of where it stood"
