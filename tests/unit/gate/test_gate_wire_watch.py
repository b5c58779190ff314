"""How old what the PLC says may be."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.gate.wire_watch import WireWatch


def test_a_steady_wire_is_as_old_as_its_rhythm():
    wire = WireWatch(0)
    assert [wire.note(now) for now in (10, 20, 30, 40)] == [10, 10, 10, 10]


def test_what_comes_right_behind_a_word_of_a_steady_rhythm_may_be_as_old_as_the_rhythm():
    wire = WireWatch(0)
    assert [wire.note(now) for now in (10, 20, 21)] == [10, 10, 10]


def test_what_comes_together_after_a_pause_may_be_as_old_as_the_pause():
    wire = WireWatch(0)
    wire.note(10)
    assert [wire.note(now) for now in (160, 161, 165, 309, 311)] == [150, 150, 150, 150, 2]


def test_a_longer_pause_counts_at_once_and_a_shorter_one_after_it():
    wire = WireWatch(0)
    assert [wire.note(now) for now in (100, 160, 400, 650)] == [100, 100, 240, 250]


def test_a_plc_that_was_away_for_a_night_is_not_doubted_for_a_day():
    wire, second = WireWatch(0), 1_000_000_000
    night = 8 * 3600 * second
    assert wire.note(night) == wire.note(night + second - 1) == night
    wire.note(night + second)
    assert wire.note(night + second + 20_000_000) == 20_000_000


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=30))
def test_no_word_is_older_than_what_is_told(words):
    """Words keep their order on the wire and are held up by anything; each was sent at once."""
    wire, sent, heard, previous_heard = WireWatch(0), 0, 0, 0
    for gap, held_up in words:
        sent += gap
        heard = max(heard, sent + held_up)
        told = wire.note(heard)
        if sent >= previous_heard:  # a PLC that waits for the answer before it speaks again
            assert heard - sent <= told
        previous_heard = heard
