"""Parts that a camera sees by itself: one detection, one part, its own picture."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Trigger
from inspector.engine.matching.detection import DetectionMatcher
from inspector.engine.matching.frame_matcher import FrameWindow, Pair
from inspector.engine.matching.part_view import PartView, rate_focus
from inspector.vision.measure.best_frame import BestFrame
from inspector.vision.measure.presence import PresenceSettings

MS = 1_000_000
SIZE = 128


class Belt:
    """A camera above a belt, and the matcher that looks at it."""

    def __init__(self) -> None:
        self.told: list[int] = []
        self.frames = 0
        self.belt_grey = 40
        self.now_ns = 0
        settings = PresenceSettings(stillness_px=3.0)
        best: BestFrame[Frame] = BestFrame(enough_frames=2, cooldown_frames=1)
        self.matcher = DetectionMatcher(
            FrameWindow(0, 100 * MS),
            0,
            lambda number, _: self.told.append(number),
            lambda: PartView(settings),
            best,
        )

    def frame(self, part_at: int | None, fault: Reason | None = None) -> Frame:
        picture = np.full((SIZE, SIZE), self.belt_grey, np.uint8)
        if part_at is not None:
            cv2.rectangle(picture, (part_at, 40), (part_at + 40, 90), 200, -1)
            cv2.putText(picture, "7", (part_at + 8, 80), cv2.FONT_HERSHEY_PLAIN, 3, 20, 3)
        self.frames += 1
        self.now_ns += 10 * MS
        image = None if fault else picture
        return Frame(image, "Mono8", self.frames, 0, self.now_ns, fault=fault)

    def show(self, *places: int | None) -> list[Frame]:
        shown = [self.frame(place) for place in places]
        for frame in shown:
            assert self.matcher.look_at(frame)() == []
        return shown

    def part(self, index: int, detection: int) -> Pair:
        [pair] = self.matcher.on_trigger(Trigger(index, 0, 0, self.now_ns, 10**12, detection))
        return pair


def test_each_part_is_announced_once_and_keeps_its_picture():
    belt = Belt()
    assert not belt.matcher.listened_long_enough(0)
    belt.show(None, None)
    first = belt.show(10, 40, 40, 40, 40, 80)
    belt.show(None, None)
    second = belt.show(30, 30, 30)
    belt.show(None, None)
    assert belt.told == [1, 2]
    pairs = [belt.part(8, 2), belt.part(7, 1)]
    assert any(pairs[0].frame is frame for frame in second)
    assert any(pairs[1].frame is frame for frame in first[2:5])
    assert [pair.fault for pair in pairs] == [None, None]


def test_a_part_that_never_stands_still_is_announced_and_has_no_picture():
    belt = Belt()
    belt.show(None, None, 0, 20, 40, 60, 80, None, None)
    assert belt.told == [1]
    assert belt.part(1, 1) == Pair(
        Trigger(1, 0, 0, belt.now_ns, 10**12, 1), None, Reason.FRAME_MISSING
    )


def test_a_part_that_nobody_announced_has_no_picture():
    assert Belt().part(1, 9).fault is Reason.FRAME_MISSING


def test_another_gate_counts_from_one_and_knows_nothing_of_before():
    belt = Belt()
    belt.show(None, None, 40, 40, 40, None, None)
    belt.matcher.on_gate_change(belt.now_ns)
    assert belt.part(1, 1).fault is Reason.FRAME_MISSING
    belt.show(50, 50, 50, None, None)
    assert belt.told == [1, 1]
    assert belt.part(2, 1).fault is None


def test_a_part_that_comes_while_the_camera_is_away_is_not_shown_by_a_frame_from_before():
    belt = Belt()
    belt.show(None, None, 40, 40)  # half seen: one good frame of the two that are enough
    assert belt.matcher.on_camera_change(belt.now_ns) == []
    after = belt.show(60, 60, 60)
    assert belt.told == [1]
    shown = belt.part(1, 1).frame
    assert any(shown is frame for frame in after)


def test_pictures_that_the_gate_does_not_answer_are_few_and_the_oldest_gives_way():
    belt = Belt()
    belt.show(None, None)
    for _ in range(5):
        belt.show(40, 40, 40, None, None)
    assert belt.told == [1, 2, 3, 4, 5]
    assert [belt.part(number, number).fault for number in range(1, 6)] == [
        Reason.FRAME_MISSING,
        None,
        None,
        None,
        None,
    ]


def test_a_camera_that_was_away_sees_a_part_that_stays_anew():
    belt = Belt()
    belt.show(None, None, 40)
    belt.matcher.on_camera_change(belt.now_ns)
    assert not belt.matcher.listened_long_enough(belt.now_ns)
    belt.show(40, 40, 40)
    assert belt.told == [1]
    assert belt.matcher.listened_long_enough(belt.now_ns)


def test_after_another_exposure_time_the_belt_is_learned_anew_and_parts_are_seen():
    belt = Belt()
    belt.show(None, None)
    assert belt.matcher.on_camera_pause(belt.now_ns) == []
    belt.belt_grey = 160
    belt.show(None, None, None)
    assert belt.told == []
    belt.show(40, 40, 40, None, None)
    assert belt.told == [1]


def test_a_damaged_frame_shows_nothing_and_does_no_harm():
    belt = Belt()
    belt.show(None, None, 40)
    belt.matcher.look_at(belt.frame(None, Reason.FRAME_INCOMPLETE))()
    belt.show(40, 40)
    assert belt.told == [1]


@pytest.mark.parametrize(("after_ms", "fault"), [(3100, None), (3101, Reason.FRAME_MISSING)])
def test_pictures_that_the_gate_never_asks_for_are_let_go(after_ms: int, fault: Reason | None):
    belt = Belt()
    belt.show(None, None, 40, 40, 40, None, None)
    belt.show(0, 20, 40, 60, 80, None, None)  # a part that has no picture
    assert belt.told == [1, 2]
    held = belt.matcher._held[1]
    assert held is not None
    assert belt.matcher.expire(held.host_ns + after_ms * MS) == []
    assert belt.part(1, 1).fault is fault


def test_detections_are_numbered_so_nothing_goes_astray():
    belt = Belt()
    belt.show(None, None, 40, 40, 40, None, None)
    assert belt.matcher.reset(belt.now_ns) == []
    assert belt.matcher.on_part_counted(5, belt.now_ns) == []
    assert belt.part(1, 1).fault is None


def test_frames_are_rated_by_the_part_in_them():
    belt = Belt()
    view = PartView(PresenceSettings(stillness_px=3.0))
    ratings = [view.rate(belt.frame(place)) for place in (None, None, 10, 60, 60, None)]
    assert [rating is not None for rating in ratings] == [False, False, False, False, True, False]
    assert view.rate(belt.frame(None, Reason.FRAME_INCOMPLETE)) is None


def test_without_part_detection_the_sharper_frame_is_better():
    belt = Belt()
    sharp = belt.frame(40)
    assert sharp.image is not None
    blurred = Frame(cv2.GaussianBlur(sharp.image, (9, 9), 3), "Mono8", 2, 0, 0)
    ratings = [rate_focus(frame) for frame in (sharp, blurred)]
    assert ratings[0] is not None
    assert ratings[1] is not None
    assert ratings[0] > ratings[1]
    assert rate_focus(belt.frame(None, Reason.FRAME_INCOMPLETE)) is None


def test_a_camera_that_changes_its_size_is_looked_at_anew():
    belt = Belt()
    view = PartView(PresenceSettings())
    view.observe(belt.frame(None))
    other = Frame(np.full((64, 64, 3), 40, np.uint8), "BGR8", 2, 0, 0)
    seen = view.observe(other)
    assert seen is not None
    assert not seen.present


def test_a_format_of_a_drivers_own_name_is_looked_at_all_the_same():
    belt = Belt()
    view = PartView(PresenceSettings())
    seen = view.observe(replace(belt.frame(None), pixel_format="Unknown"))
    assert seen is not None
    assert not seen.present
