"""Real GigE Vision over loopback, and USB3 Vision in memory, against viva-genicam's fakes."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import psutil
import pytest
from local_camera import local_camera_address as local_camera_address

from inspector.cameras.genicam.camera import GenicamCamera
from inspector.cameras.viva.camera import VivaCamera
from inspector.cameras.viva.device import VivaDevice
from inspector.cameras.viva.devices import list_devices
from inspector.domain.errors.camera import (
    CameraBusyError,
    CameraError,
    CameraLostError,
    CameraNotFoundError,
    DriverMissingError,
    FeatureError,
)
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.testing.camera_contract import CameraContract

viva = pytest.importorskip("viva_genicam", reason="needs the extra `viva`")
testing = pytest.importorskip("viva_genicam.testing")
viva.discover(timeout_ms=1)  # starts the library's threads and their sockets, which stay

SERIAL = "VIVA-FAKE-001"
SEPARATE_CAMERA = """
from viva_genicam.testing import FakeGigeCamera
with FakeGigeCamera(width=64, height=48, fps=100):
    print("ready", flush=True)
    input()
"""


class TriggeredCamera(VivaCamera):
    """A real camera forgets a trigger when it is stopped; the fake exposes it after the start."""

    def open(self) -> None:
        is_open = self._connection is not None
        super().open()
        if not is_open:
            self.set("trigger_mode", "On")
            self.set("trigger_source", "Software")

    def stop(self) -> None:
        while self._acquiring and self.grab(0.05) is not None:
            pass
        super().stop()


def usb_camera() -> GenicamCamera:
    """No USB search finds the fake, so it is handed over; all that follows is the driver's own."""
    fake = testing.FakeU3vCamera(64, 48, "Mono8")
    return GenicamCamera(
        lambda: VivaDevice(fake.connect(), "viva fake", packet_resend=True), "bilinear"
    )


@pytest.fixture(autouse=True)
def _alone(local_camera_address: None) -> None:
    """The fakes take one address."""


@contextmanager
def gige(**options: object) -> Iterator["testing.FakeGigeCamera"]:
    with testing.FakeGigeCamera(width=64, height=48, fps=100, **options) as fake:
        yield fake


class TestGigE(CameraContract):
    @pytest.fixture(autouse=True)
    def _fake(self) -> Iterator[None]:
        with ExitStack() as self.fakes:
            self.fakes.enter_context(gige())
            yield

    def make_camera(self, tmp_path: Path) -> VivaCamera:
        return TriggeredCamera()

    def make_faulty_camera(self, tmp_path: Path):
        """Packet 0 is the leader of a frame, 1 holds pixels."""
        self.fakes.close()
        self.fakes.enter_context(gige(drop_packets=[(2, 1), (4, 0), (5, 1)]))
        lost = Reason.FRAME_INCOMPLETE
        return TriggeredCamera(packet_resend=False), (None, lost, None, lost, lost, None)


class TestUsb3(CameraContract):
    FREE_RUN = True

    def make_camera(self, tmp_path: Path) -> GenicamCamera:
        return usb_camera()


@contextmanager
def acquiring(camera: VivaCamera) -> Iterator[VivaCamera]:
    camera.open()
    try:
        camera.start()
        yield camera
    finally:
        camera.close()


def shoot(camera: VivaCamera) -> Frame:
    camera.trigger()
    frame = camera.grab(5)
    assert frame is not None
    return frame


def test_lost_packets_are_sent_again_when_asked():
    with gige(drop_packets=[(number, 1) for number in range(1, 6)]):
        with acquiring(TriggeredCamera()) as camera:
            frames = [shoot(camera) for _ in range(5)]
        assert all(frame.complete for frame in frames)


@pytest.mark.parametrize(
    ("name", "delivered", "dtype", "shape"),
    [
        ("Mono12p", "Mono12p", np.uint16, (48, 64)),
        ("Mono12Packed", "Mono12Packed", np.uint16, (48, 64)),
        ("BayerRG8", "BayerRG8", np.uint8, (48, 64, 3)),
        ("RGB8", "RGB8", np.uint8, (48, 64, 3)),
        ("YCbCr422_8", "YCbCr422_8", np.uint8, (48, 64, 3)),
    ],
)
def test_pixel_formats_keep_their_depth(name, delivered, dtype, shape):
    with gige(pixel_format=name), acquiring(TriggeredCamera()) as camera:
        frame = shoot(camera)
    assert frame.image is not None
    assert (frame.pixel_format, frame.image.dtype, frame.image.shape) == (delivered, dtype, shape)
    assert frame.image.max() < 4096


@pytest.mark.parametrize("name", ["Mono8", "Mono10p", "Mono12p", "Mono12Packed", "Mono16"])
def test_the_picture_is_the_one_that_was_sent(name):
    """The library's own decoder is the witness."""
    with gige(pixel_format=name), acquiring(TriggeredCamera()) as camera:
        device = camera._opened().device
        witness = device._stream = Witness(device._stream)
        image = shoot(camera).image
    assert image is not None
    assert np.array_equal(image, witness.frame.to_numpy())


class Witness:
    def __init__(self, stream) -> None:
        self.stream = stream

    def next_frame(self, timeout_ms: int):
        self.frame = self.stream.next_frame(timeout_ms)
        return self.frame

    def close(self) -> None:
        self.stream.close()


def test_a_camera_that_another_program_controls_is_busy():
    with gige(), acquiring(VivaCamera(address="127.0.0.1")):
        with pytest.raises(CameraBusyError, match=r"127\.0\.0\.1"):
            VivaCamera(SERIAL).open()
        assert [(each.serial, each.in_use) for each in list_devices()] == [(SERIAL, True)]


def test_cameras_are_listed_with_their_serial_numbers():
    with gige():
        found = list_devices()
    assert [(each.driver, each.serial, each.address, each.in_use) for each in found] == [
        ("viva", SERIAL, "127.0.0.1", False)
    ]


@pytest.mark.parametrize("options", [{"serial": "nobody"}, {"address": "127.0.0.9"}])
def test_a_camera_that_is_not_there_is_not_found(options):
    with gige(), pytest.raises(CameraNotFoundError, match=f"seen: {SERIAL}"):
        VivaCamera(**options).open()


def test_control_that_is_taken_away_is_a_lost_camera():
    with gige() as fake, acquiring(VivaCamera()) as camera:
        assert camera.grab(5) is not None
        fake.revoke_control()
        with pytest.raises(CameraLostError, match="control of the camera is lost"):
            grab_until_lost(camera)
        with pytest.raises(CameraError):
            camera.trigger()


def test_an_idle_triggered_camera_is_no_error():
    with gige(), acquiring(TriggeredCamera()) as camera:
        assert camera.grab(1.2) is None
        assert shoot(camera).frame_id == 1


def test_a_feature_is_locked_while_acquiring():
    with gige(), acquiring(VivaCamera()) as camera, pytest.raises(FeatureError, match="locked"):
        camera.set("width", 32)


def test_without_the_library_the_line_to_run_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "viva_genicam", None)
    with pytest.raises(DriverMissingError) as raised:
        VivaCamera().open()
    assert raised.value.remedy.endswith("-m pip install viva-genicam==0.10.0")


@pytest.mark.skipif(sys.platform == "win32", reason="signals stop and kill the camera")
@pytest.mark.parametrize("blow", ["SIGKILL", "SIGSTOP"])
def test_a_camera_that_dies_or_freezes_is_lost_and_a_new_object_recovers(blow):
    with separate_camera() as process, acquiring(VivaCamera()) as camera:
        assert camera.grab(5) is not None
        process.send_signal(getattr(signal, blow))
        with pytest.raises(CameraLostError, match="no answer"):
            grab_until_lost(camera)
    with separate_camera(), acquiring(VivaCamera()) as again:
        frame = again.grab(5)
        assert frame is not None
        assert frame.frame_id == 1


@pytest.mark.parametrize("count", [5, pytest.param(100, marks=pytest.mark.soak)])
def test_connections_leave_nothing(count):
    process = psutil.Process()

    def connect() -> None:
        with acquiring(VivaCamera()) as camera:
            assert camera.grab(5) is not None

    with gige():
        growth = _growth(process, connect, count)
    assert growth["threads"] == 0
    assert growth["bytes"] < 20e6


def _growth(process: psutil.Process, step: Callable[[], None], count: int) -> dict[str, int]:
    for _ in range(3):
        step()
    threads, memory = process.num_threads(), process.memory_info().rss
    for _ in range(count):
        step()
    return {
        "threads": process.num_threads() - threads,
        "bytes": process.memory_info().rss - memory,
    }


@contextmanager
def separate_camera() -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-c", SEPARATE_CAMERA]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def grab_until_lost(camera: VivaCamera) -> None:
    for _ in range(300):
        camera.grab(0.1)
