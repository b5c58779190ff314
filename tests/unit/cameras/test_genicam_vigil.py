"""Silence is no error, but a silent device has to answer."""

from __future__ import annotations

import pytest

from inspector.cameras.genicam import vigil
from inspector.cameras.genicam.vigil import Vigil
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.frame import Frame

FRAME = Frame(None, "", 1, 0, 0)


class Line:
    """Time passes only while somebody waits for a frame."""

    def __init__(self, *due_s: float) -> None:
        self.now_s = 100.0
        self.due_s = [self.now_s + due for due in due_s]
        self.probed_s: list[float] = []
        self.answers = True

    def monotonic_ns(self) -> int:
        return round(self.now_s * 1e9)

    def take(self, timeout_s: float) -> Frame | None:
        due_s = self.due_s[0] if self.due_s else float("inf")
        if due_s > self.now_s + timeout_s:
            self.now_s += timeout_s
            return None
        self.now_s = max(self.now_s, self.due_s.pop(0))
        return FRAME

    def probe(self) -> None:
        self.probed_s.append(round(self.now_s - 100.0, 6))
        if not self.answers:
            raise CameraLostError("no answer")


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch):
    def watched(line: Line) -> Vigil:
        monkeypatch.setattr(vigil, "monotonic_ns", line.monotonic_ns)
        return Vigil(line.probe)

    return watched


def test_a_silent_device_is_asked_every_second_and_is_only_idle(wait):
    line = Line()
    assert wait(line).wait(line.take, 3.5) is None
    assert line.probed_s == [1.0, 2.0, 3.0]
    assert line.now_s == 103.5


def test_the_silence_is_counted_over_several_waits(wait):
    line = Line()
    watch = wait(line)
    assert not any(watch.wait(line.take, 0.4) for _ in range(5))
    assert line.probed_s == [1.0, 2.0]


def test_a_device_that_does_not_answer_is_lost(wait):
    line = Line()
    line.answers = False
    with pytest.raises(CameraLostError):
        wait(line).wait(line.take, 10)
    assert line.now_s == 101.0


def test_a_device_that_delivers_is_not_asked(wait):
    line = Line(0.9, 1.8, 2.7)
    watch = wait(line)
    assert [watch.wait(line.take, 5) for _ in range(3)] == [FRAME] * 3
    assert line.probed_s == []


def test_a_wait_of_no_length_takes_what_is_there(wait):
    line = Line(0.0)
    watch = wait(line)
    assert watch.wait(line.take, 0) is FRAME
    assert watch.wait(line.take, 0) is None
