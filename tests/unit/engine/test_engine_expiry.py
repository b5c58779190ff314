"""How often it is looked for parts whose frames can no longer come."""

from __future__ import annotations

import pytest

from inspector.clock import monotonic_ns
from inspector.domain.inspection import Trigger
from inspector.engine.cameras.expiry import Expiry
from inspector.engine.cameras.lane import Lane, LaneSettings
from inspector.engine.matching.frame_matcher import FrameWindow, Pair

MS = 1_000_000


def lane_of(late_ms: int, settled: list[Pair]) -> Lane:
    """A lane whose camera never comes."""
    window = FrameWindow(late_ns=late_ms * MS)
    settings = LaneSettings("top", lambda: pytest.fail("nobody starts it"), window=window)
    return Lane(
        0, settings, {}, lambda _, pairs: settled.extend(pairs), lambda: None, lambda *_: None
    )


def come(lane: Lane, seen_ns: int) -> None:
    lane.on_trigger(Trigger(1, 1, 0, seen_ns, seen_ns + 1000 * MS), exposed=True)


def test_a_part_that_waits_is_looked_at_often_and_an_idle_line_seldom() -> None:
    settled: list[Pair] = []
    lane = lane_of(60, settled)
    expiry = Expiry([lane])
    expiry._look()
    assert expiry._rounds.every_s == pytest.approx(0.03)
    come(lane, monotonic_ns() + 3600 * 1000 * MS)
    expiry._look()
    assert (expiry._rounds.every_s, settled) == (0.01, [])


def test_a_part_that_was_given_up_waits_no_more() -> None:
    settled: list[Pair] = []
    lane = lane_of(60, settled)
    expiry = Expiry([lane])
    come(lane, monotonic_ns() - 61 * MS)
    expiry._look()
    assert [pair.frame for pair in settled] == [None]
    assert expiry._rounds.every_s == pytest.approx(0.03)


@pytest.mark.parametrize(("late_ms", "every_s"), [(5, 0.01), (40, 0.02), (2000, 0.05)])
def test_an_idle_line_is_looked_at_twice_within_the_time_of_a_frame(
    late_ms: int, every_s: float
) -> None:
    expiry = Expiry([lane_of(2000, []), lane_of(late_ms, [])])
    expiry._look()
    assert expiry._rounds.every_s == pytest.approx(every_s)
