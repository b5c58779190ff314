import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np
import pytest

from inspector.cameras import opencv_features
from inspector.cameras.opencv import OpenCvCamera
from inspector.cameras.opencv_capture import expand, shown
from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraLostError, CameraNotFoundError, FeatureError
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.testing.camera_contract import CameraContract

BOUNDARY = b"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"


def write_video(path: Path, frames: int, rate_hz: float = 200.0) -> str:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), rate_hz, (64, 48))
    for number in range(frames):
        writer.write(np.full((48, 64, 3), 20 * number, np.uint8))
    writer.release()
    return str(path)


class MjpegServer(ThreadingHTTPServer):
    """A network camera; it can be made to freeze, to stall or to hang up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), MjpegStream)
        self.frozen = threading.Event()
        self.stalled = threading.Event()
        self.resumed = threading.Event()
        self.ended = threading.Event()
        self.sent_many = threading.Event()
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/stream.mjpeg"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.resumed.set()
        self.shutdown()
        self.thread.join()
        self.server_close()


class MjpegStream(BaseHTTPRequestHandler):
    server: MjpegServer

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
        self.end_headers()
        number = 0
        try:
            while not self.server.ended.wait(0.01):
                if self.server.stalled.is_set():
                    self.server.resumed.wait()
                    return
                picture = np.full((48, 64, 3), number % 200, np.uint8)
                jpeg = cv2.imencode(".jpg", picture)[1].tobytes()
                self.wfile.write(BOUNDARY % len(jpeg) + jpeg + b"\r\n")
                number += not self.server.frozen.is_set()
                if number > 30:
                    self.server.sent_many.set()
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[MjpegServer]:
    with MjpegServer() as running:
        yield running


class TestVideoFile(CameraContract):
    def make_camera(self, tmp_path: Path) -> OpenCvCamera:
        return OpenCvCamera(write_video(tmp_path / "film.avi", 12))


class TestLoopingVideoFile(CameraContract):
    def make_camera(self, tmp_path: Path) -> OpenCvCamera:
        return OpenCvCamera(write_video(tmp_path / "film.avi", 3), at_end="loop")


class TestNetworkStream(CameraContract):
    @pytest.fixture(autouse=True)
    def _stream(self, server: MjpegServer) -> None:
        self.url = server.url

    def make_camera(self, tmp_path: Path) -> OpenCvCamera:
        return OpenCvCamera(self.url)


def acquire(camera: OpenCvCamera) -> OpenCvCamera:
    camera.open()
    camera.start()
    return camera


def shoot(camera: OpenCvCamera) -> int:
    camera.trigger()
    frame = camera.grab(5)
    assert frame is not None
    assert frame.image is not None
    return int(frame.image.mean())


def test_a_video_file_is_shown_picture_by_picture_and_then_lost(tmp_path):
    camera = acquire(OpenCvCamera(write_video(tmp_path / "film.avi", 3)))
    assert [shoot(camera) for _ in range(3)] == pytest.approx([0, 20, 40], abs=2)
    camera.trigger()
    with pytest.raises(CameraLostError, match=r"film\.avi: the video file has ended"):
        camera.grab(5)
    camera.close()


def test_a_looping_video_file_begins_again(tmp_path):
    camera = acquire(OpenCvCamera(write_video(tmp_path / "film.avi", 2), at_end="loop"))
    assert [shoot(camera) for _ in range(5)] == pytest.approx([0, 20, 0, 20, 0], abs=2)
    camera.close()


def test_a_looping_video_file_that_was_deleted_is_a_lost_camera(tmp_path):
    camera = acquire(OpenCvCamera(write_video(tmp_path / "film.avi", 1), at_end="loop"))
    shoot(camera)
    (tmp_path / "film.avi").unlink()
    camera.trigger()
    with pytest.raises(CameraLostError):
        camera.grab(5)
    camera.close()


def test_a_video_file_runs_free_at_its_own_rate_without_a_trigger(tmp_path):
    camera = acquire(OpenCvCamera(write_video(tmp_path / "film.avi", 4), free_run=True))
    frames = [camera.grab(5) for _ in range(4)]
    assert [frame.frame_id for frame in frames if frame] == [1, 2, 3, 4]
    camera.close()


@pytest.mark.parametrize("content", [None, b"", b"no video at all"])
def test_what_is_no_video_is_not_found(tmp_path, content):
    path = tmp_path / "film.avi"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CameraNotFoundError):
        OpenCvCamera(str(path)).open()


def test_a_usb_camera_that_is_not_there_is_not_found():
    with pytest.raises(CameraNotFoundError, match="camera 97"):
        OpenCvCamera(97).open()


def test_a_stream_that_nobody_serves_is_not_found():
    with pytest.raises(CameraNotFoundError):
        OpenCvCamera("http://127.0.0.1:9/stream.mjpeg", open_timeout_ms=500).open()


def test_a_stream_that_stalls_is_lost_after_the_read_timeout_and_comes_back_anew(server):
    camera = acquire(OpenCvCamera(server.url, read_timeout_ms=300))
    shoot(camera)
    server.stalled.set()
    camera.trigger()
    with pytest.raises(CameraLostError):
        _grab_until_lost(camera)
    camera.close()
    server.stalled.clear()
    server.resumed.set()
    again = acquire(OpenCvCamera(server.url))
    shoot(again)
    again.close()


def test_a_stream_that_ends_is_lost(server):
    camera = acquire(OpenCvCamera(server.url, free_run=True))
    assert camera.grab(5) is not None
    server.ended.set()
    with pytest.raises(CameraLostError, match="no more pictures"):
        _grab_until_lost(camera)
    camera.close()


def test_closing_during_a_stalled_read_ends_the_reader(server):
    before = set(threading.enumerate())
    camera = acquire(OpenCvCamera(server.url, read_timeout_ms=300))
    shoot(camera)
    server.stalled.set()
    camera.close()
    server.resumed.set()
    left = set(threading.enumerate()) - before
    assert not [each for each in left if each.name == "opencv-reader"]


def test_a_slow_consumer_of_a_free_run_is_told_what_it_missed(server):
    camera = acquire(OpenCvCamera(server.url, free_run=True))
    assert server.sent_many.wait(20)
    server.ended.set()
    frames = list(_rest(camera))
    assert camera.stats().missed > 0
    last = 0
    for frame in frames:
        assert frame.frame_id == last + frame.missed_since_last + 1
        last = frame.frame_id
    assert camera.stats().frames + camera.stats().missed == last
    camera.close()


def test_a_picture_is_as_old_as_it_is_however_late_it_is_taken(server):
    """A free run is joined with parts by time alone: one that has waited must not look new."""
    camera = acquire(OpenCvCamera(server.url, free_run=True))
    assert server.sent_many.wait(20)
    server.ended.set()
    (reader,) = [each for each in threading.enumerate() if each.name == "opencv-reader"]
    reader.join(20)
    asked_ns = monotonic_ns()
    waiting = list(_rest(camera))
    assert waiting
    assert all(frame.host_ns < asked_ns for frame in waiting)
    camera.close()


def test_a_trigger_shows_a_picture_taken_after_it_not_a_buffered_one(server):
    """The server numbers its pictures; what was sent before the trigger must not be shown."""
    camera = acquire(OpenCvCamera(server.url))
    first = shoot(camera)
    assert camera.grab(0.3) is None  # meanwhile the server sends about thirty pictures
    assert shoot(camera) > first + 5
    camera.close()


def test_a_camera_that_repeats_its_last_picture_shows_no_further_part(server):
    """A camera that had frozen on a good part let every part behind it pass."""
    server.frozen.set()
    camera = acquire(OpenCvCamera(server.url))
    shoot(camera)
    camera.trigger()
    repeated = camera.grab(5)
    assert repeated is not None
    assert (repeated.frame_id, repeated.fault) == (2, Reason.FRAME_MISSING)
    assert camera.stats().incomplete == 1
    server.frozen.clear()
    assert camera.grab(0.3) is None  # meanwhile the server sends about thirty pictures
    assert shoot(camera) > 5
    camera.close()


def test_features_of_a_file_can_be_read_but_not_set(tmp_path):
    camera = OpenCvCamera(write_video(tmp_path / "film.avi", 1, rate_hz=50))
    camera.open()
    assert (camera.get("width"), camera.get("height")) == (64, 48)
    assert camera.get("acquisition_frame_rate_hz") == pytest.approx(50)
    with pytest.raises(FeatureError, match="only be read"):
        camera.set("width", 32)
    with pytest.raises(FeatureError, match="On or Off"):
        camera.set("trigger_mode", "maybe")
    camera.set("trigger_mode", "Off")
    assert camera.get("trigger_mode") == "Off"
    camera.start()
    with pytest.raises(FeatureError, match="locked"):
        camera.set("trigger_mode", "On")
    with pytest.raises(FeatureError, match="not acquiring"):
        camera.get("width")
    camera.close()


class FakeDevice:
    """Stands for the driver of a USB camera, which no test machine has."""

    def __init__(self, backend: str, kept: float | None = None) -> None:
        self.backend = backend
        self.kept = kept
        self.values: dict[int, float] = {}

    def get(self, property_id: int) -> float:
        return self.values.get(property_id, 0.0)

    def set(self, property_id: int, value: float) -> bool:
        self.values[property_id] = value if self.kept is None else self.kept
        return True


@pytest.mark.parametrize(("backend", "raw"), [("V4L2", 20.0), ("DSHOW", -8.9657842846620869)])
def test_an_exposure_time_is_written_in_the_unit_of_the_back_end(backend, raw):
    device = FakeDevice(backend)
    opencv_features.write(device, "exposure_time_us", 2000)
    assert device.values[cv2.CAP_PROP_EXPOSURE] == pytest.approx(raw)
    assert opencv_features.read(device, "exposure_time_us") == pytest.approx(2000)


def test_an_exposure_time_without_a_known_unit_is_refused():
    with pytest.raises(FeatureError, match="unit"):
        opencv_features.write(FakeDevice("MSMF"), "exposure_time_us", 2000)


def test_a_device_that_keeps_another_value_is_a_feature_error():
    with pytest.raises(FeatureError, match="keeps 640"):
        opencv_features.write(FakeDevice("V4L2", kept=640), "width", 1000)


@pytest.mark.parametrize("value", [0, 20_000, True, "wide", float("nan")])
def test_a_value_out_of_range_is_a_feature_error(value):
    with pytest.raises(FeatureError, match="must be 8 to 16384"):
        opencv_features.write(FakeDevice("V4L2"), "width", value)


def test_a_password_is_shown_nowhere():
    url = "rtsp://line:${CAMERA_PASSWORD}@10.0.0.5/stream"
    environment = {"CAMERA_PASSWORD": "secret"}
    assert shown(url) == "rtsp://10.0.0.5/stream"
    assert expand(url, environment) == "rtsp://line:secret@10.0.0.5/stream"
    with pytest.raises(CameraNotFoundError, match="CAMERA_PASSWORD") as raised:
        expand(url, {})
    assert "line" not in raised.value.detail


def _rest(camera: OpenCvCamera) -> Iterator[Frame]:
    try:
        while True:
            frame = camera.grab(5)
            assert frame is not None
            yield frame
    except CameraLostError:
        return


def _grab_until_lost(camera: OpenCvCamera) -> None:
    for _ in range(200):
        camera.grab(1)
    pytest.fail("the loss was not noticed")
