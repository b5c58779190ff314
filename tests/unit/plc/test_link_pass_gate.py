"""When the pass gate opens: exactly while a part that may pass is there, and never at a risk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.gate.links.pass_gate import GateGeometry, PassGate, Switch
from inspector.plc.line.approach import Approach

WINDOW = 20
GEOMETRY = GateGeometry(window=WINDOW, ejector=1000, watchdog_s=0.04, cycle_s=0.01)
SPEED = 1000.0
"""Counts per second."""


def moving(gate: PassGate, parts: list[Approach], speed: float = SPEED) -> list[int]:
    """The gate after two readings a cycle apart, the last one now, with these parts."""
    gate.observe(-0.01, 0, [])
    return gate.observe(0.0, round(speed * 0.01), parts)


def switches(gate: PassGate, until_s: float) -> Iterator[Switch]:
    """All that the gate would do until then."""
    after_s, is_open = 0.0, gate.is_open_at(0.0)
    while (switch := gate.next_switch(after_s, is_open=is_open)) and switch.at_s <= until_s:
        yield switch
        after_s, is_open = switch.at_s, switch.opens


def test_the_gate_opens_when_the_part_comes_and_closes_when_it_has_gone():
    gate = PassGate(GEOMETRY)
    assert moving(gate, [Approach(1, 50, passes=True)]) == []
    assert not gate.is_open_at(0.0)
    assert list(switches(gate, 1.0)) == [
        Switch(pytest.approx(0.03), opens=True),
        Switch(pytest.approx(0.071), opens=False),
    ]


def test_the_next_switch_is_counted_from_the_last_reading():
    gate = PassGate(GEOMETRY)
    moving(gate, [Approach(1, 60, passes=True)])
    gate.observe(0.01, 20, [Approach(1, 50, passes=True)])
    assert gate.next_switch(0.01, is_open=False) == Switch(pytest.approx(0.04), opens=True)


def test_a_belt_that_stands_switches_nothing():
    gate = PassGate(GEOMETRY)
    moving(gate, [Approach(1, 10, passes=True)], speed=0)
    assert gate.is_open_at(0.0)
    assert gate.next_switch(0.0, is_open=True) is None


def test_a_belt_that_runs_back_is_not_run_on():
    gate = PassGate(GEOMETRY)
    gate.observe(0.0, 100, [])
    gate.observe(0.01, 90, [Approach(1, 50, passes=True)])
    assert gate.next_switch(0.01, is_open=False) is None


def test_nothing_is_foreseen_from_one_reading():
    gate = PassGate(GEOMETRY)
    gate.observe(0.0, 100, [Approach(1, 50, passes=True)])
    assert gate.next_switch(0.0, is_open=False) is None
    moving(gate, [Approach(1, 50, passes=True)])
    gate.restart()
    assert gate.next_switch(0.0, is_open=False) is None
    assert not gate.is_open_at(0.0)


def test_after_a_loss_nothing_is_foreseen_from_the_reading_before_it():
    gate = PassGate(GEOMETRY)
    moving(gate, [])
    gate.restart()
    gate.observe(0.5, 500, [Approach(1, 50, passes=True)])
    assert gate.next_switch(0.5, is_open=False) is None


def test_a_part_that_may_not_pass_closes_the_gate_on_one_that_may():
    gate = PassGate(GEOMETRY)
    moving(gate, [Approach(1, 0, passes=True), Approach(2, 5, passes=False)])
    assert not gate.is_open_at(0.0)


def test_a_good_part_is_rejected_when_a_bad_one_could_follow_it_through():
    """It must not pass: the gate would stay open for the watchdog's time if the station died."""
    gate = PassGate(GEOMETRY)
    good, far, near = Approach(1, 25, passes=True), 25 + 2 * WINDOW + 41, 25 + 2 * WINDOW + 40
    assert moving(gate, [good, Approach(2, far, passes=False)]) == []
    gate.restart()
    assert moving(gate, [good, Approach(2, near, passes=False)]) == [1]
    assert list(switches(gate, 1.0)) == []


def test_a_part_that_is_cleared_when_it_is_near_already_is_rejected_for_a_bad_one_behind():
    gate = PassGate(GEOMETRY)
    near, bad = Approach(1, 25, passes=False), Approach(2, 25 + 2 * WINDOW + 20, passes=False)
    assert moving(gate, [near, bad]) == []
    assert gate.observe(0.001, 11, [near._replace(passes=True), bad]) == [1]


def test_a_part_that_was_far_when_it_could_pass_is_rejected_when_the_belt_has_become_faster():
    gate = PassGate(GEOMETRY)
    good, bad = Approach(1, 100, passes=True), Approach(2, 100 + 2 * WINDOW + 60, passes=False)
    assert moving(gate, [good, bad]) == []
    faster = [good._replace(distance=50), bad._replace(distance=50 + 2 * WINDOW + 60)]
    assert gate.observe(0.01, 60, faster) == [1]


def test_a_gate_on_a_belt_that_stands_is_open_no_longer_than_the_watchdog_would_leave_it():
    """An encoder that has failed stands too, while the belt carries on what lies on it."""
    gate, parts = PassGate(GEOMETRY), [Approach(1, 10, passes=True)]
    for cycle in range(-1, 20):
        gate.observe(cycle / 100, max(cycle, 0), [])
    at_s = 0.19
    for _ in range(20):
        at_s += 0.01
        gate.observe(at_s, 19, parts)
        assert gate.is_open_at(at_s) == (at_s - 0.19 <= GEOMETRY.watchdog_s)
    gate.observe(at_s + 0.01, 20, parts)
    assert gate.is_open_at(at_s + 0.01)


def test_between_readings_the_gate_is_what_the_belt_makes_it():
    gate = PassGate(GEOMETRY)
    moving(gate, [Approach(1, 25, passes=True)])
    assert [gate.is_open_at(ms / 1e3) for ms in (0, 4, 6, 20, 39)] == [
        False,
        False,
        True,
        True,
        True,
    ]
    gate.observe(0.03, 40, [Approach(1, -5, passes=True)])
    assert [gate.is_open_at(ms / 1e3) for ms in (30, 44, 47)] == [True, True, False]


def test_a_part_that_nobody_has_seen_yet_counts_as_a_bad_one():
    short = GateGeometry(window=WINDOW, ejector=90, watchdog_s=0.04, cycle_s=0.01)
    assert moving(PassGate(short), [Approach(1, 20, passes=True)]) == [1]


def test_a_part_let_in_once_is_not_turned_back_by_a_jitter_of_the_speed():
    gate = PassGate(GEOMETRY)
    parts = [Approach(1, 20, passes=True), Approach(2, 110, passes=False)]
    assert moving(gate, parts) == []
    assert gate.observe(0.001, 300, parts) == []
    assert gate.is_open_at(0.001)


_parts = st.lists(st.tuples(st.integers(1, 120), st.booleans()), min_size=1, max_size=12)


@given(_parts, st.integers(100, 3000))
def test_at_any_moment_the_gate_is_open_only_for_cleared_parts(steps, speed):
    """Whatever lies on the belt: open if and only if all that is there may pass."""
    distance, parts = 0, []
    for number, (gap, passes) in enumerate(steps, start=1):
        distance += gap
        parts.append(Approach(number, distance, passes))
    gate = PassGate(GEOMETRY)
    diverted = moving(gate, parts, speed)
    parts = [p._replace(passes=p.passes and p.trigger_seq not in diverted) for p in parts]
    actual = gate.is_open_at(0.0)
    changes = {round(s.at_s * gate._speed): s.opens for s in switches(gate, 100.0)}
    for way in range(distance + 2 * WINDOW):
        actual = changes.get(way, actual)
        there = [p.passes for p in parts if abs(p.distance - way) <= WINDOW]
        assert actual == (bool(there) and all(there)), way
    assert not actual


@given(_parts, st.integers(100, 3000))
def test_whenever_the_station_dies_no_bad_part_comes_before_the_watchdog(steps, speed):
    """Looked at until the reading after the next; a part turned back had an OK of its own."""
    distance, parts = 0, []
    for number, (gap, passes) in enumerate(steps, start=1):
        distance += gap
        parts.append(Approach(number, distance, passes))
    gate = PassGate(GEOMETRY)
    moving(gate, parts, speed)
    bad = [p.distance for p in parts if not p.passes]
    horizon = 2 * GEOMETRY.cycle_s
    state, then_s = gate.is_open_at(0.0), 0.0
    for switch in [*switches(gate, horizon), Switch(horizon, opens=False)]:
        if state:
            open_until_s = switch.at_s + GEOMETRY.watchdog_s
            for at in [*bad, GEOMETRY.ejector]:
                comes_s = (at - WINDOW) / gate._speed
                gone_s = (at + WINDOW) / gate._speed
                assert comes_s > open_until_s or gone_s < then_s
        state, then_s = switch.opens, switch.at_s
