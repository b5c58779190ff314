"""A frame that may have waited says so: whose picture it is depends on when it was exposed."""

from __future__ import annotations

import numpy as np

from inspector.domain.frame import Frame
from inspector.engine.cameras.attendance import Attendance

MS = 1_000_000
FRAME = Frame(np.zeros((1, 1), np.uint8), "Mono8", 1, 0, 0)


def attending() -> Attendance:
    """A thread that waits for 50 ms at most, from 0 ms on."""
    return Attendance(50 * MS, 0)


def waited_ms(attendance: Attendance, asked_ms: int, answered_ms: int) -> int:
    attendance.note(asked_ms * MS, answered_ms * MS)
    return attendance.noted(FRAME).waited_max_ns // MS


def test_a_thread_that_waits_for_its_frames_keeps_none_waiting() -> None:
    attendance = attending()
    assert [waited_ms(attendance, at, at + 50) for at in (0, 51, 102, 153)] == [0] * 4


def test_what_it_was_busy_for_counts_and_what_it_was_allowed_to_wait_for_does_not() -> None:
    assert waited_ms(attending(), 120, 160) == 120
    assert waited_ms(attending(), 0, 200) == 150
    assert waited_ms(attending(), 30, 200) == 150


def test_frames_that_come_together_are_all_as_old_as_the_pause() -> None:
    attendance = attending()
    assert [waited_ms(attendance, at, at) for at in (100, 101, 199, 200, 201)] == [
        100,
        100,
        100,
        100,
        0,
    ]


def test_frames_right_behind_the_second_of_two_equal_pauses_are_as_old_as_the_pause() -> None:
    attendance = attending()
    assert [waited_ms(attendance, at, at) for at in (100, 200, 201)] == [100, 100, 100]
