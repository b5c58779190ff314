"""What waits for the gate's decision is bounded in parts and in memory."""

from __future__ import annotations

import threading

import numpy as np

from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Decision, Inspection, Trigger
from inspector.engine.record import remembered as remembered_module
from inspector.engine.record.remembered import Remembered

KILOBYTE = 1024


def seen(index: int, kilobytes: int = 1) -> Inspection:
    image = np.zeros((kilobytes, KILOBYTE), np.uint8)
    decision = Decision(Evaluation.OK, Reason.CLASSIFIED, "good", 0.9, 0.5)
    return Inspection(Trigger(index, index, 0, 0, 1), decision, Frame(image, "Mono8", index, 0, 0))


def has_picture(remembered: Remembered, index: int, view: int = 0) -> bool:
    frame = remembered.views_of(index, 0)[view].frame
    return frame is not None and frame.image is not None


def test_the_oldest_parts_are_forgotten(monkeypatch):
    monkeypatch.setattr(remembered_module, "_PARTS_MAX", 1024)
    remembered = Remembered()
    for index in range(2000):
        remembered.add(0, seen(index))
    assert not remembered.views_of(975, 0)
    assert remembered.views_of(976, 0)


def test_the_oldest_pictures_are_let_go_first_and_their_findings_stay():
    remembered = Remembered(views=2, pictures_max_bytes=10 * KILOBYTE)
    for index in range(4):
        remembered.add(0, seen(index, 2))
        remembered.add(1, seen(index, 2))
    assert [has_picture(remembered, index) for index in range(4)] == [False, False, True, True]
    frame = remembered.views_of(0, 0)[1].frame
    assert frame is not None
    assert frame.frame_id == 0


def test_what_was_found_outlasts_a_disk_that_stands_still_for_ten_minutes():
    """After 25 s at 40 parts a second, rows lost what the model had said of their parts."""
    parts = 10 * 60 * 40
    remembered = Remembered(pictures_max_bytes=10 * KILOBYTE)
    for index in range(parts):
        remembered.add(0, seen(index))
    assert all(remembered.views_of(index, 0) for index in range(parts))
    assert sum(has_picture(remembered, index) for index in range(parts)) == 10
    assert remembered.pictures_let_go == parts - 10


def test_memory_that_was_stored_is_free_again():
    remembered = Remembered(pictures_max_bytes=4 * KILOBYTE)
    for index in range(20):
        remembered.add(0, seen(index, 2))
        assert has_picture(remembered, index)
        remembered.forget([index, index + 1000])
    remembered.add(0, seen(50, 3))
    remembered.add(0, seen(50, 4))
    assert has_picture(remembered, 50)


def test_a_view_that_is_still_judging_is_waited_for():
    remembered = Remembered(views=2)
    remembered.add(0, seen(1))
    threading.Timer(0.05, remembered.add, [1, seen(1)]).start()
    assert sorted(remembered.views_of(1, 30)) == [0, 1]


def test_nobody_waits_for_a_view_that_never_comes_nor_for_an_unknown_part():
    remembered = Remembered(views=2)
    remembered.add(0, seen(1))
    assert sorted(remembered.views_of(1, 0.01)) == [0]
    assert remembered.views_of(2, 3600) == {}


def test_a_view_that_speaks_after_its_part_was_stored_leaves_nothing_in_memory():
    remembered = Remembered(views=2, pictures_max_bytes=4 * KILOBYTE)
    remembered.add(0, seen(1))
    remembered.forget([1])
    late = seen(1, kilobytes=4)
    remembered.add(1, late)
    assert remembered.views_of(1, 0) == {}
    remembered.add(0, seen(2, kilobytes=4))
    assert has_picture(remembered, 2)


def test_parts_of_another_journal_are_other_parts():
    remembered = Remembered(views=2, pictures_max_bytes=4 * KILOBYTE)
    remembered.add(0, seen(1, kilobytes=4))
    remembered.forget([2])
    remembered.clear()
    assert remembered.views_of(1, 0) == {}
    remembered.add(1, seen(2, kilobytes=4))
    assert has_picture(remembered, 2, view=1)
