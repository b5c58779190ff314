"""Basler's own camera emulator behind the driver; the transport is emulated, the API is real."""

import contextlib
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from inspector.cameras.pylon.camera import PylonCamera
from inspector.cameras.pylon.devices import is_in_use, list_devices
from inspector.domain.errors.camera import (
    CameraAmbiguousError,
    CameraError,
    CameraLostError,
    CameraNotFoundError,
    DriverMissingError,
    FeatureError,
)
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.testing.camera_contract import CameraContract

pytest.importorskip("pypylon.pylon", reason="needs the extra `pylon`")

FIRST, SECOND = "0815-0000", "0815-0001"


@pytest.fixture(autouse=True)
def emulators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYLON_CAMEMU", "2")


class SetUpCamera(PylonCamera):
    """Sets features at opening, as the acquisition does."""

    def __init__(self, settings: dict[str, object], **options: object) -> None:
        super().__init__(FIRST, **options)
        self.settings = {"width": 64, "height": 48} | settings

    def open(self) -> None:
        is_open = self._connection is not None
        super().open()
        for name, value in () if is_open else self.settings.items():
            self.set(name, value)


def triggered(**settings: object) -> SetUpCamera:
    return SetUpCamera({"trigger_mode": "On", "trigger_source": "Software"} | settings)


def free_running(**settings: object) -> SetUpCamera:
    return SetUpCamera({"trigger_mode": "Off", "acquisition_frame_rate_hz": 100} | settings)


class FailingBuffers(SetUpCamera):
    def start(self) -> None:
        super().start()
        self.set("ForceFailedBufferCount", 2)
        self.set("ForceFailedBuffer", True)


class TestTriggered(CameraContract):
    def make_camera(self, tmp_path: Path) -> PylonCamera:
        return triggered()

    def make_faulty_camera(self, tmp_path: Path):
        camera = FailingBuffers({"trigger_mode": "On", "trigger_source": "Software"})
        lost = Reason.FRAME_INCOMPLETE
        return camera, (lost, lost, None, None)


class TestFreeRun(CameraContract):
    FREE_RUN = True

    def make_camera(self, tmp_path: Path) -> PylonCamera:
        return free_running()


@pytest.fixture
def camera() -> Iterator[PylonCamera]:
    made = triggered()
    made.open()
    made.start()
    yield made
    made.close()


def shoot(camera: PylonCamera) -> Frame:
    camera.trigger()
    frame = camera.grab(5)
    assert frame is not None
    return frame


@pytest.mark.parametrize(
    ("name", "delivered", "dtype", "shape"),
    [
        ("Mono12", "Mono12", np.uint16, (48, 64)),
        ("BayerRG8", "BayerRG8", np.uint8, (48, 64, 3)),
        ("BayerGB12", "BayerGB12", np.uint16, (48, 64, 3)),
        ("RGB8Packed", "RGB8", np.uint8, (48, 64, 3)),
    ],
)
def test_pixel_formats_keep_their_depth(name, delivered, dtype, shape):
    camera = triggered(pixel_format=name)
    camera.open()
    camera.start()
    frame = shoot(camera)
    camera.close()
    assert frame.image is not None
    assert (frame.pixel_format, frame.image.dtype, frame.image.shape) == (delivered, dtype, shape)
    assert frame.image.max() < 4096


def test_folder_images_arrive_pixel_for_pixel_and_in_order(tmp_path):
    rng = np.random.default_rng(7)
    pictures = [rng.integers(0, 256, (48, 64), np.uint8) for _ in range(3)]
    for number, picture in enumerate(pictures):
        assert cv2.imwrite(str(tmp_path / f"{number}.png"), picture)
    camera = triggered(
        test_pattern="Off", ImageFilename=str(tmp_path), ImageFileMode="On", pixel_format="Mono8"
    )
    camera.open()
    camera.start()
    shown = [shoot(camera).image for _ in range(4)]
    camera.close()
    for image, picture in zip(shown, [*pictures, pictures[0]], strict=True):
        assert np.array_equal(image, picture)


def test_a_camera_that_is_unplugged_is_lost_and_a_new_object_recovers(camera):
    shoot(camera)
    unplug(camera)
    with pytest.raises(CameraLostError, match="removed"):
        grab_until_lost(camera)
    camera.close()
    again = triggered()
    again.open()
    again.start()
    assert shoot(again).frame_id == 1
    again.close()


def test_queued_frames_of_an_unplugged_camera_are_not_handed_out(camera):
    camera.trigger()
    camera.trigger()
    unplug(camera)
    wait_until_removed(camera)
    with pytest.raises(CameraLostError):
        camera.grab(1)


def test_an_idle_triggered_camera_is_no_error(camera):
    assert camera.grab(1.2) is None
    assert shoot(camera).frame_id == 1


def test_several_cameras_without_a_serial_number_are_ambiguous():
    with pytest.raises(CameraAmbiguousError, match=f"{FIRST}.*{SECOND}"):
        PylonCamera().open()


def test_a_serial_number_that_no_camera_has_is_not_found():
    with pytest.raises(CameraNotFoundError, match=FIRST):
        PylonCamera("no such serial").open()


def test_cameras_are_listed():
    listed = list_devices()
    assert [each.serial for each in listed] == [FIRST, SECOND]
    assert {(each.driver, each.vendor, each.model) for each in listed} == {
        ("pylon", "Basler", "Emulation")
    }


def test_a_trigger_in_free_run_is_refused_with_what_to_set():
    camera = free_running()
    camera.open()
    camera.start()
    with pytest.raises(CameraError, match="no trigger") as raised:
        camera.trigger()
    assert "trigger_mode" in raised.value.remedy
    camera.close()


def test_a_feature_is_locked_while_acquiring(camera):
    with pytest.raises(FeatureError, match="Width: Node is not writable"):
        camera.set("width", 32)


@pytest.mark.parametrize("count", [10, pytest.param(100, marks=pytest.mark.soak)])
def test_connections_leave_nothing(count):
    process = psutil.Process()

    def connect() -> None:
        camera = free_running()
        camera.open()
        camera.start()
        assert camera.grab(5) is not None
        camera.close()

    for _ in range(5):
        connect()
    threads, memory = process.num_threads(), process.memory_info().rss
    for _ in range(count):
        connect()
    assert process.num_threads() <= threads
    assert process.memory_info().rss - memory < 20e6


def test_triggers_while_the_camera_opens_and_closes_hang_nobody():
    """Both pylon and Python have a lock; a thread that held one and waited for the other hung."""
    camera, ended = triggered(), threading.Event()

    def trigger() -> None:
        while not ended.wait(0.0005):
            with contextlib.suppress(CameraError):
                camera.trigger()

    thread = threading.Thread(target=trigger)
    thread.start()
    for _ in range(5):
        camera.open()
        camera.start()
        assert camera.grab(5) is not None
        camera.close()
    ended.set()
    thread.join()


def test_without_the_library_the_line_to_run_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypylon.pylon", None)
    with pytest.raises(DriverMissingError) as raised:
        PylonCamera().open()
    assert raised.value.remedy.endswith("-m pip install pypylon==26.9")


@pytest.mark.parametrize(("accessibility", "in_use"), [(0, None), (1, False), (2, True), (3, True)])
def test_a_camera_that_is_opened_elsewhere_is_in_use(accessibility, in_use):
    """The emulator opens twice without a word, so pylon's answer is stood in for."""

    class Factory:
        def IsDeviceAccessibleInfo(self, _: object) -> tuple[bool, int]:  # noqa: N802
            return accessibility == 1, accessibility

    assert is_in_use(Factory(), None) is in_use


def unplug(camera: PylonCamera) -> None:
    camera.set("FirePnPCallbackValue", 1)
    camera.set("FirePnPCallback", True)


def wait_until_removed(camera: PylonCamera) -> None:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            camera._opened().device.require_alive()
        except CameraLostError:
            return
    pytest.fail("the removal was not noticed")


def grab_until_lost(camera: PylonCamera) -> None:
    for _ in range(100):
        camera.grab(0.1)
