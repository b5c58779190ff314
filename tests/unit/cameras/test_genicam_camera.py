"""What the camera of all GenICam drivers promises whatever its device does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from inspector.cameras.genicam.camera import GenicamCamera
from inspector.cameras.genicam.frame_ids import FrameIds
from inspector.cameras.genicam.framing import Delivered
from inspector.domain.errors.camera import CameraError, CameraLostError, PixelFormatUnsupportedError

MONO_8 = 0x01080001
UNKNOWN = 0x12345678


class Unplugged:
    """A device in memory, with what it delivers and what is to fail."""

    source = "a device"
    nodes = None

    def __init__(self, *buffers: Delivered | None, failing: str = "") -> None:
        self.buffers = list(buffers)
        self.failing = failing
        self.log: list[str] = []

    def frame_ids(self) -> FrameIds:
        self._note("frame_ids")
        return FrameIds()

    def start(self) -> None:
        self._note("start")

    def stop(self) -> None:
        self._note("stop")

    @contextmanager
    def take(self, timeout_s: float) -> Iterator[Delivered | None]:
        try:
            yield self.buffers.pop(0) if self.buffers else None
        finally:
            self._note("given back")

    def trigger(self) -> None:
        self._note("trigger")

    def require_alive(self) -> None:
        self._note("require_alive")

    def close(self) -> None:
        self._note("close")

    def _note(self, name: str) -> None:
        self.log.append(name)
        if name == self.failing:
            raise CameraLostError("unplugged")


def camera(device: Unplugged) -> GenicamCamera:
    return GenicamCamera(lambda: device, "none")


def streaming(device: Unplugged) -> GenicamCamera:
    made = camera(device)
    made.open()
    made.start()
    return made


def test_a_device_that_fails_while_it_opens_is_closed_and_the_camera_stays_closed():
    device = Unplugged(failing="frame_ids")
    made = camera(device)
    with pytest.raises(CameraLostError):
        made.open()
    assert device.log == ["frame_ids", "close"]
    with pytest.raises(CameraError, match="not open"):
        made.start()


def test_a_camera_that_could_not_start_is_not_acquiring_and_may_be_started_again():
    device = Unplugged(failing="start")
    made = camera(device)
    made.open()
    with pytest.raises(CameraLostError):
        made.start()
    with pytest.raises(CameraError, match="a device is not acquiring"):
        made.trigger()
    device.failing = ""
    made.start()
    made.trigger()


def test_a_camera_that_could_not_stop_is_not_acquiring():
    made = streaming(Unplugged(failing="stop"))
    with pytest.raises(CameraLostError):
        made.stop()
    with pytest.raises(CameraError, match="not acquiring"):
        made.grab(0)


def test_a_buffer_is_given_back_whatever_is_in_it():
    device = Unplugged(Delivered(0, b"1234", MONO_8, 2, 2), Delivered(1, b"1234", UNKNOWN, 2, 2))
    made = streaming(device)
    frame = made.grab(0)
    assert frame is not None
    assert frame.image is not None
    assert frame.image.tolist() == [[49, 50], [51, 52]]
    with pytest.raises(PixelFormatUnsupportedError):
        made.grab(0)
    assert device.log.count("given back") == 2


def test_stopping_and_closing_twice_is_once():
    device = Unplugged()
    made = streaming(device)
    for _ in range(2):
        made.stop()
    for _ in range(2):
        made.close()
    assert device.log == ["frame_ids", "start", "stop", "close"]


def test_a_frame_without_an_id_is_the_next_one():
    lost = Delivered(None)
    made = streaming(Unplugged(Delivered(0), lost, Delivered(2), None, Delivered(4)))
    frames = [made.grab(0) for _ in range(5)]
    assert [frame and frame.frame_id for frame in frames] == [1, 2, 3, None, 5]
    assert (made.stats().frames, made.stats().incomplete, made.stats().missed) == (4, 4, 1)
