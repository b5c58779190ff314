"""What the gate makes of block P: baselines, triggers, gaps, restarts, repeats."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.domain.evaluation import Outcome
from inspector.gate.plc_side import Baseline, PartConfirmed, PartTriggered, PlcSide
from inspector.plc.block import RegisterBlock, next_sequence
from inspector.plc.registers import PLC_BLOCK, PLC_WORDS

SESSION = 77


def block(**values: int) -> RegisterBlock:
    words = RegisterBlock(PLC_BLOCK, PLC_WORDS)
    for name, value in ({"session_ack": SESSION, "plc_session": 5} | values).items():
        words[name] = value
    return words


def attached(trigger_seq: int = 0, **values: int) -> PlcSide:
    """A side whose PLC has just given its baseline."""
    side = PlcSide(SESSION)
    side.observe(block(trigger_seq=trigger_seq, **values))
    assert side.synchronised
    return side


@pytest.mark.parametrize(
    "values", [{"session_ack": 0}, {"session_ack": 78}, {"plc_session": 0}], ids=str
)
def test_before_both_know_each_other_nothing_counts(values):
    side = PlcSide(SESSION)
    assert side.observe(block(trigger_seq=4, confirm_seq=2, **values)) == []
    assert not side.synchronised


def test_the_first_contact_is_a_fresh_baseline_and_no_part():
    side = PlcSide(SESSION)
    assert side.observe(block(trigger_seq=40)) == [Baseline(fresh=True, missed=())]
    assert side.trigger_seq == 40


def test_a_plc_that_forgets_the_session_is_no_longer_synchronised():
    side = attached(3)
    assert side.observe(block(trigger_seq=4, session_ack=1)) == []
    assert not side.synchronised
    assert side.observe(block(trigger_seq=6)) == [Baseline(fresh=False, missed=(4, 5, 6))]


def test_after_a_restart_of_the_gate_the_same_plc_tells_what_was_missed():
    side = PlcSide(SESSION, plc_session=5, trigger_seq=65534)
    assert side.observe(block(trigger_seq=2)) == [Baseline(fresh=False, missed=(65535, 1, 2))]


def test_after_a_restart_of_the_gate_nothing_was_missed_where_nothing_came():
    side = PlcSide(SESSION, plc_session=5, trigger_seq=10)
    assert side.observe(block(trigger_seq=10)) == [Baseline(fresh=False, missed=())]
    assert not side.is_late(block(plc_session=1))


def test_after_a_restart_of_the_gate_only_the_first_confirmation_may_be_a_repeat():
    side = PlcSide(SESSION, plc_session=5, trigger_seq=10)
    first = {"trigger_seq": 10, "confirm_seq": 1, "confirm_trigger_seq": 9, "confirm_code": 1}
    assert side.observe(block(**first)) == [
        Baseline(fresh=False, missed=()),
        PartConfirmed(9, Outcome.REJECTED, 1, 1, repeated=True),
    ]
    (second,) = side.observe(block(**(first | {"confirm_seq": 2, "confirm_trigger_seq": 10})))
    assert second == PartConfirmed(10, Outcome.REJECTED, 2, 1, repeated=False)


def test_a_plc_that_acknowledges_its_session_again_has_confirmed_nothing_new():
    side = attached(9, confirm_seq=4, confirm_trigger_seq=9, confirm_code=6)
    said = {"trigger_seq": 9, "confirm_seq": 4, "confirm_trigger_seq": 9, "confirm_code": 6}
    side.observe(block(session_ack=0, **said))
    assert side.observe(block(**said)) == [Baseline(fresh=False, missed=())]
    assert side.observe(block(**(said | {"confirm_seq": 0}))) == []


def test_after_a_restart_of_the_gate_another_plc_begins_anew():
    side = PlcSide(SESSION, plc_session=4, trigger_seq=10)
    assert side.observe(block(trigger_seq=12)) == [Baseline(fresh=True, missed=())]


def test_a_plc_that_went_backwards_while_the_gate_was_away_begins_anew():
    """Else a new part would be taken for an old one of the same number."""
    side = PlcSide(SESSION, plc_session=5, trigger_seq=10)
    assert not side.is_late(block(trigger_seq=3))
    assert side.observe(block(trigger_seq=3)) == [Baseline(fresh=True, missed=())]


def test_one_more_is_one_part_and_a_repeat_is_none():
    side = attached(3)
    change = block(trigger_seq=4, part_id=9001, encoder_at_trigger=55010)
    assert side.observe(change) == [PartTriggered(4, 9001, 55010, missed=())]
    assert side.observe(change) == []


@given(st.integers(1, 65535), st.integers(1, 0x7FFF))
def test_a_gap_names_every_part_in_between(old, steps):
    side = attached(old)
    expected = []
    number = old
    for _ in range(steps):
        number = next_sequence(number)
        expected.append(number)
    (event,) = side.observe(block(trigger_seq=number, part_id=1))
    assert event == PartTriggered(number, 1, 0, missed=tuple(expected[:-1]))


@given(st.integers(1, 65535), st.integers(0x8000, 65470))
def test_a_jump_backwards_is_a_plc_that_counts_anew(old, steps):
    side = attached(old)
    new = (old + steps - 1) % 65535 + 1
    assert side.observe(block(trigger_seq=new)) == [Baseline(fresh=True, missed=())]
    following = next_sequence(new)
    (event,) = side.observe(block(trigger_seq=following))
    assert event == PartTriggered(following, 0, 0, missed=())


@given(st.integers(1, 65535), st.integers(1, 64))
@example(old=65535, behind=64)
def test_an_old_write_that_comes_again_counts_no_part_twice(old, behind):
    """A driver that repeats a write it believes lost; the journal led its parts a second time."""
    side = attached(old)
    late = block(trigger_seq=(old - behind - 1) % 65535 + 1)
    assert side.is_late(late)
    assert not side.is_late(block(trigger_seq=old))
    assert side.observe(block(trigger_seq=old)) == []
    assert side.is_late(late)


@pytest.mark.parametrize("old", [70, 5])
def test_a_number_further_back_than_any_retry_is_no_old_write(old):
    side = attached(old)
    assert not side.is_late(block(trigger_seq=(old - 65 - 1) % 65535 + 1))


@pytest.mark.parametrize("before", [1, 5])
def test_a_write_of_the_plc_before_it_restarted_is_late(before):
    side = attached(9, plc_session=before)
    side.observe(block(plc_session=6, trigger_seq=0))
    side.observe(block(plc_session=6, trigger_seq=0, session_ack=0))
    side.observe(block(plc_session=6, trigger_seq=0))
    assert side.is_late(block(plc_session=before, trigger_seq=9))
    assert not side.is_late(block(plc_session=7, trigger_seq=0))


def test_a_write_from_before_the_first_part_counts_no_part_twice():
    """One that came again began all numbers anew, and the parts since were in the journal twice."""
    side = attached(64)
    assert side.is_late(block(trigger_seq=0))
    assert not attached(65).is_late(block(trigger_seq=0))


def test_a_plc_that_keeps_to_old_numbers_counts_anew():
    side = attached(9)
    again = block(trigger_seq=3)
    assert all(side.is_late(again) for _ in range(50))
    assert not side.is_late(again)
    assert side.observe(again) == [Baseline(fresh=True, missed=())]


@pytest.mark.parametrize("ours", [{"session_ack": 3}, {"plc_session": 0}], ids=str)
def test_a_plc_that_has_forgotten_is_not_late(ours):
    side = attached(9)
    assert not side.is_late(block(**({"trigger_seq": 5} | ours)))


@pytest.mark.parametrize("old", [1, 5, 40_000, 65535])
def test_a_sequence_cleared_to_zero_is_no_part(old):
    side = attached(old)
    assert side.observe(block(trigger_seq=0)) == [Baseline(fresh=True, missed=())]
    (event,) = side.observe(block(trigger_seq=1))
    assert event == PartTriggered(1, 0, 0, missed=())


def test_a_plc_that_counts_anew_under_its_old_session_is_heard_from_its_first_confirmation_on():
    side = attached(9, confirm_seq=1, confirm_trigger_seq=9, confirm_code=6)
    side.observe(block(trigger_seq=0))
    side.observe(block(trigger_seq=1))
    (event,) = side.observe(
        block(trigger_seq=1, confirm_seq=1, confirm_trigger_seq=1, confirm_code=1)
    )
    assert event == PartConfirmed(1, Outcome.REJECTED, 1, 1)


@pytest.mark.parametrize("new", [0x8000, 65530, 65535])
def test_from_zero_far_away_is_a_baseline(new):
    side = attached(0)
    assert not side.is_late(block(trigger_seq=new))
    assert side.observe(block(trigger_seq=new)) == [Baseline(fresh=True, missed=())]


def test_a_plc_restart_is_a_fresh_baseline_and_its_confirmations_count_anew():
    side = attached(9, confirm_seq=4, confirm_trigger_seq=9, confirm_code=6)
    assert side.confirm_seq == 4
    assert side.observe(block(plc_session=6, trigger_seq=0)) == [Baseline(fresh=True, missed=())]
    assert side.confirm_seq == 0


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (1, Outcome.REJECTED),
        (2, Outcome.UNCONFIRMED),
        (3, Outcome.UNCONFIRMED),
        (4, Outcome.UNCONFIRMED),
        (5, Outcome.UNCONFIRMED),
        (6, Outcome.PASSED),
        (0, Outcome.UNKNOWN),
        (7, Outcome.UNKNOWN),
        (65535, Outcome.UNKNOWN),
    ],
)
def test_every_confirmation_code_has_one_outcome(code, outcome):
    side = attached(9)
    change = block(trigger_seq=9, confirm_seq=65535, confirm_trigger_seq=8, confirm_code=code)
    assert side.observe(change) == [PartConfirmed(8, outcome, 65535, code)]
    assert side.observe(change) == []


def test_a_trigger_and_a_confirmation_in_one_write_are_both_seen_in_this_order():
    side = attached(9)
    events = side.observe(
        block(trigger_seq=10, confirm_seq=1, confirm_trigger_seq=9, confirm_code=1)
    )
    assert events == [PartTriggered(10, 0, 0, ()), PartConfirmed(9, Outcome.REJECTED, 1, 1)]
