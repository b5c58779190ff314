"""How many answers may still come."""

from __future__ import annotations

import time

from inspector.plc.unanswered import Unanswered


def test_each_answer_heard_is_one_less_to_come_and_never_less_than_none():
    unanswered = Unanswered(lost_s=60)
    for expected in (1, 2, 3):
        unanswered.ask()
        assert unanswered.count == expected
    unanswered.hear(2)
    assert unanswered.count == 1
    unanswered.hear(5)
    assert unanswered.count == 0


def test_the_answer_that_nothing_can_follow_settles_all():
    unanswered = Unanswered(lost_s=60)
    unanswered.ask()
    unanswered.ask()
    unanswered.forget()
    assert unanswered.count == 0


def test_what_was_asked_long_ago_is_lost():
    unanswered = Unanswered(lost_s=0.02)
    unanswered.ask()
    unanswered.ask()
    time.sleep(0.03)
    unanswered.ask()
    assert unanswered.count == 1
