"""The best frame after a trigger, and never one that may show another part."""

from __future__ import annotations

import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger
from inspector.engine.matching.frame_matcher import FrameWindow, Pair
from inspector.engine.matching.free_run import FreeRunMatcher

MS = 1_000_000
WINDOW = FrameWindow(early_ns=0, late_ns=100 * MS)


def rate(frame: Frame) -> float | None:
    """The grey level stands for the sharpness; black shows no part."""
    assert frame.image is not None
    return float(frame.image[0, 0]) or None


def matcher() -> FreeRunMatcher:
    return FreeRunMatcher(WINDOW, 0, lambda: rate)


def trigger(index: int, at_ms: float, held_up_ms: int = 0) -> Trigger:
    return Trigger(index, index, 0, int(at_ms * MS), 10**12, delay_max_ns=held_up_ms * MS)


def frame(at_ms: float, sharpness: int = 50, fault: Reason | None = None) -> Frame:
    noise = np.float64(at_ms).tobytes()  # no two exposures are the same
    image = None if fault else np.array([[sharpness, *noise]], np.uint8)
    return Frame(image, "Mono8", 1, 0, int(at_ms * MS), fault=fault)


def shown(pairs: list[Pair]) -> list[tuple[int, float | None, Reason | None]]:
    return [(p.trigger.trigger_index, p.frame and p.frame.host_ns / MS, p.fault) for p in pairs]


def test_the_sharpest_frame_of_the_window_shows_the_part():
    free = matcher()
    free.look_at(frame(95, 200))()
    free.on_trigger(trigger(1, 100))
    for at_ms, sharpness in ((110, 40), (150, 90), (190, 60), (201, 250)):
        assert free.look_at(frame(at_ms, sharpness))() == []
    assert free.expire(220 * MS) == []
    assert shown(free.expire(221 * MS)) == [(1, 150, None)]
    assert free.expire(10**12) == []


def test_a_frame_between_two_close_parts_shows_neither():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(30, 10))()
    free.look_at(frame(61, 99))()
    free.on_trigger(trigger(2, 60))
    free.look_at(frame(90, 99))()
    free.look_at(frame(120, 20))()
    assert shown(free.expire(1000 * MS)) == [(1, 30, None), (2, 120, None)]


@pytest.mark.parametrize("held_up_ms", [0, 20])
def test_a_part_that_is_rejected_gives_its_picture_to_neither_neighbour(held_up_ms):
    """The part before took the sharpest picture of its window, though it showed the next one."""
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(30, 10))()
    free.look_at(frame(70, 99))()
    assert free.on_rejected(trigger(2, 60 + held_up_ms, held_up_ms), 0) == []
    free.look_at(frame(110, 99))()
    free.on_trigger(trigger(3, 120 + held_up_ms))
    free.look_at(frame(130 + held_up_ms, 99))()
    free.look_at(frame(170 + held_up_ms, 20))()
    pairs = shown(free.expire(1000 * MS))
    assert pairs == [(1, 30, None), (3, 170 + held_up_ms, None)]


def test_a_frame_of_the_very_moment_at_which_the_next_part_comes_does_not_show_the_one_before():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(0, 10))()
    free.look_at(frame(60, 99))()
    free.on_trigger(trigger(2, 60))
    assert shown(free.expire(1000 * MS)) == [(1, 0, None), (2, None, Reason.FRAME_MISSING)]


def test_a_part_that_is_told_late_still_ends_the_window_of_the_one_before():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(30, 10))()
    free.look_at(frame(95, 99))()  # shows part 2 already
    assert free.expire(110 * MS) == []
    free.on_trigger(trigger(2, 90))
    free.look_at(frame(115, 20))()
    assert shown(free.expire(1000 * MS)) == [(1, 30, None), (2, 115, None)]


def test_a_part_whose_word_was_held_up_ends_the_window_where_it_may_have_come():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(40, 10))()
    free.look_at(frame(65, 99))()  # shows part 2, of which the PLC tells late
    free.on_trigger(trigger(2, 90, held_up_ms=30))
    free.look_at(frame(150, 20))()
    assert shown(free.expire(1000 * MS)) == [(1, 40, None), (2, 150, None)]


def test_a_part_that_may_have_come_long_before_it_was_told_may_have_gone():
    free = matcher()
    free.on_trigger(trigger(1, 100, held_up_ms=60))
    free.look_at(frame(130, 10))()
    free.look_at(frame(145, 99))()  # the empty belt
    assert shown(free.expire(1000 * MS)) == [(1, 130, None)]


def test_a_frame_that_was_held_up_shows_no_part_that_came_meanwhile():
    """By its own clock, or because nobody was there to take it."""
    free = matcher()
    free.look_at(replace(frame(10), device_ns=0))()
    free.look_at(replace(frame(50), device_ns=40 * MS))()
    free.on_trigger(trigger(1, 100))
    free.look_at(replace(frame(120, 250), device_ns=80 * MS))()
    free.look_at(replace(frame(130, 240), waited_max_ns=40 * MS))()
    free.look_at(replace(frame(150, 20), device_ns=140 * MS))()
    assert shown(free.expire(1000 * MS)) == [(1, 150, None)]


def test_a_camera_that_repeats_its_last_picture_shows_no_part_that_came_since():
    """A stream that had frozen on a good part let every part behind it pass."""
    free = matcher()
    frozen = frame(90)
    free.look_at(frozen)()
    for index, at_ms in ((1, 100), (2, 300)):
        free.on_trigger(trigger(index, at_ms))
        for later_ms in (10, 50, 90):
            free.look_at(replace(frozen, host_ns=(at_ms + later_ms) * MS))()
    assert shown(free.expire(1000 * MS)) == [
        (1, None, Reason.FRAME_MISSING),
        (2, None, Reason.FRAME_MISSING),
    ]


def test_a_part_that_stands_still_may_be_shown_by_the_same_picture_twice():
    free = matcher()
    free.look_at(frame(90))()
    free.on_trigger(trigger(1, 100))
    still = frame(110)
    for at_ms in (110, 120, 130):
        free.look_at(replace(still, host_ns=at_ms * MS))()
    assert shown(free.expire(1000 * MS)) == [(1, 110, None)]


def test_a_part_that_is_told_after_its_frames_is_shown_by_them():
    free = matcher()
    for at_ms, sharpness in ((70, 250), (99, 200), (101, 40), (104, 90), (107, 60)):
        free.look_at(frame(at_ms, sharpness))()
    free.on_trigger(trigger(1, 100))
    free.look_at(frame(150, 80))()
    assert shown(free.expire(1000 * MS)) == [(1, 104, None)]


def test_a_frame_from_before_a_restart_shows_no_part_that_is_told_later():
    free = matcher()
    free.look_at(frame(101, 40))()
    free.on_gate_change(102 * MS)
    free.on_trigger(trigger(1, 100))
    assert shown(free.expire(1000 * MS)) == [(1, None, Reason.FRAME_MISSING)]


def test_a_part_that_is_told_too_late_gets_no_frame_that_may_have_shown_another():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(95, 99))()
    assert shown(free.expire(121 * MS)) == [(1, 95, None)]
    free.on_trigger(trigger(2, 90))
    free.look_at(frame(99, 200))()
    free.look_at(frame(130, 20))()
    assert shown(free.expire(1000 * MS)) == [(2, 130, None)]


def test_only_frames_that_can_still_be_the_best_are_kept_in_memory():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    pictures = [frame(at_ms, 255 - at_ms) for at_ms in range(1, 60)]
    watched = [weakref.ref(each.image) for each in pictures]
    for picture in pictures:
        free.look_at(picture)()
    del picture, pictures
    kept = [index for index, each in enumerate(watched) if each() is not None]
    assert kept == [0, *range(51, 59)], "the best so far, and what a part may still be told for"
    assert shown(free.expire(1000 * MS)) == [(1, 1, None)]


def test_frames_that_become_ever_sharper_fill_no_memory_and_the_last_shows_the_part():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    pictures = [frame(at_ms, at_ms) for at_ms in range(1, 60)]
    watched = [weakref.ref(each.image) for each in pictures]
    for picture in pictures:
        free.look_at(picture)()
    del picture, pictures
    assert [index for index, each in enumerate(watched) if each() is not None] == [*range(51, 59)]
    assert shown(free.expire(1000 * MS)) == [(1, 59, None)]


def test_between_parts_no_picture_is_kept_for_longer_than_a_part_may_be_told_late():
    free = matcher()
    pictures = [frame(at_ms) for at_ms in (0, 15, 30)]
    watched = [weakref.ref(each.image) for each in pictures]
    for picture in pictures:
        free.look_at(picture)()
    del picture, pictures
    assert [index for index, each in enumerate(watched) if each() is not None] == [1, 2]


def test_a_camera_that_comes_back_with_its_clock_at_0_holds_no_frame_up():
    free = matcher()
    free.look_at(replace(frame(500), device_ns=500 * MS))()
    free.on_camera_change(510 * MS)
    free.look_at(replace(frame(590), device_ns=0))()
    free.on_trigger(trigger(1, 600))
    free.look_at(replace(frame(610), device_ns=20 * MS))()
    assert shown(free.expire(1000 * MS)) == [(1, 610, None)]


def test_after_a_pause_frames_are_rated_anew():
    """Somebody has set the camera, and the empty belt looks otherwise."""
    ratings = iter([rate, lambda _: None])
    free = FreeRunMatcher(WINDOW, 0, lambda: next(ratings))
    free.on_trigger(trigger(1, 0))
    assert shown(free.on_camera_pause(10 * MS)) == [(1, None, Reason.CAMERA_LOST)]
    free.on_trigger(trigger(2, 20))
    free.look_at(frame(30))()
    assert shown(free.expire(1000 * MS)) == [(2, None, Reason.FRAME_MISSING)]


def test_three_parts_within_one_window_leave_nothing_for_the_middle_one():
    free = matcher()
    for index, at_ms in ((1, 0), (2, 40), (3, 80)):
        free.on_trigger(trigger(index, at_ms))
    for at_ms in (20, 60, 90, 120, 150):
        free.look_at(frame(at_ms))()
    assert shown(free.expire(1000 * MS)) == [
        (1, 20, None),
        (2, None, Reason.FRAME_MISSING),
        (3, 150, None),
    ]


def test_no_part_in_any_frame_is_a_missing_frame():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(50, 0))()
    assert shown(free.expire(121 * MS)) == [(1, None, Reason.FRAME_MISSING)]


def test_only_damaged_frames_are_told_as_such():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(50, fault=Reason.FRAME_INCOMPLETE))()
    assert shown(free.expire(121 * MS)) == [(1, None, Reason.FRAME_INCOMPLETE)]


def test_a_damaged_frame_beside_a_whole_one_does_no_harm():
    free = matcher()
    free.on_trigger(trigger(1, 0))
    free.look_at(frame(40, fault=Reason.FRAME_INCOMPLETE))()
    free.look_at(frame(50))()
    free.look_at(frame(60, fault=Reason.FRAME_INCOMPLETE))()
    assert shown(free.expire(121 * MS)) == [(1, 50, None)]


@pytest.mark.parametrize(
    ("event", "fault"),
    [("on_gate_change", Reason.ENGINE_LOST), ("on_camera_change", Reason.CAMERA_LOST)],
)
def test_a_restart_gives_up_what_waits(event, fault):
    free = matcher()
    free.on_trigger(trigger(1, 0))
    assert shown(getattr(free, event)(10)) == [(1, None, fault)]
    assert free.expire(10**12) == []


def test_it_is_ready_while_frames_come():
    free = matcher()
    assert not free.listened_long_enough(0)
    free.look_at(frame(10))()
    assert free.listened_long_enough(20 * MS)
    assert free.on_part_counted(5, 20 * MS) == []
    assert not free.listened_long_enough(5000 * MS)
    free.look_at(frame(5000))()
    free.on_camera_change(5001 * MS)
    assert not free.listened_long_enough(5001 * MS)


@given(
    st.lists(st.integers(1, 150), min_size=1, max_size=12),
    st.lists(st.integers(0, 1500), max_size=60),
)
def test_each_part_gets_one_answer_and_no_frame_shows_two(pitches, frame_times):
    free = matcher()
    times, now = {}, 0
    for index, pitch in enumerate(pitches, 1):
        now += pitch
        times[index] = now
    events = [(at, 0, index) for index, at in times.items()]
    events += [(at, 1, 0) for at in sorted(set(frame_times))]
    for at, is_frame, index in sorted(events):
        if is_frame:
            free.look_at(frame(at + 0.5))()
        else:
            free.on_trigger(trigger(index, at))
    pairs = free.expire(10**13)
    assert sorted(pair.trigger.trigger_index for pair in pairs) == list(times)
    used = [pair.frame.host_ns for pair in pairs if pair.frame]
    assert len(used) == len(set(used))
    for pair in pairs:
        if pair.frame:
            at = pair.frame.host_ns
            owners = [i for i, t in times.items() if t * MS <= at < (t + 100) * MS]
            assert owners == [pair.trigger.trigger_index]


@given(st.lists(st.tuples(st.integers(60, 150), st.integers(0, 20)), min_size=2, max_size=8))
def test_no_part_is_shown_by_a_frame_from_after_the_next_one_however_late_that_is_told(parts):
    """Each frame is sharper than the one before, so the last one that may be taken is taken."""
    free, now, told = matcher(), 0, 0
    seen, events = [], [(at + 0.5, "frame", at) for at in range(0, 1300, 5)]
    for index, (pitch, delay) in enumerate(parts):
        now += pitch
        told = max(told, now + delay)
        seen.append(now)
        events.append((told, "trigger", index))
    events += [(at + 0.7, "clock", at) for at in range(0, 4000, 10)]
    pairs = []
    for at, kind, what in sorted(events):
        if kind == "frame":
            free.look_at(frame(what + 0.5, sharpness=1 + what // 6))()
        elif kind == "trigger":
            free.on_trigger(trigger(what, seen[what]))
        else:
            pairs += free.expire(int(at * MS))
    assert sorted(pair.trigger.trigger_index for pair in pairs) == list(range(len(seen)))
    for pair in pairs:
        following = seen[pair.trigger.trigger_index + 1 :]
        if pair.frame:
            assert pair.trigger.seen_ns <= pair.frame.host_ns
            assert not following or pair.frame.host_ns < following[0] * MS
