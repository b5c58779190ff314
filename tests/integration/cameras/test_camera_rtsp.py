"""A network camera over RTSP: a real GStreamer server in a process of its own."""

import itertools
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from inspector.cameras.opencv import OpenCvCamera
from inspector.domain.errors.camera import CameraLostError, CameraNotFoundError
from inspector.domain.frame import Frame

SYSTEM_PYTHON = Path("/usr/bin/python3")
SERVER = Path(__file__).with_name("rtsp_server.py")
READ_TIMEOUT_MS = 1000
PROBE = """
import gi
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gst, GstRtspServer
Gst.init(None)
raise SystemExit(not all(map(Gst.ElementFactory.find, ("videotestsrc", "jpegenc", "rtpjpegpay"))))
"""


def serves_rtsp() -> bool:
    with suppress(OSError):
        command = [str(SYSTEM_PYTHON), "-c", PROBE]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not serves_rtsp(),
    reason="needs gir1.2-gst-rtsp-server-1.0 and gstreamer1.0-plugins-good for /usr/bin/python3",
)


class RtspServer:
    """One run of the server."""

    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process = process
        self.port = port

    @property
    def url(self) -> str:
        return f"rtsp://127.0.0.1:{self.port}/camera"

    def send(self, signal_number: int) -> None:
        self.process.send_signal(signal_number)


@contextmanager
def serving(port: int = 0) -> Iterator[RtspServer]:
    command = [str(SYSTEM_PYTHON), str(SERVER), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield RtspServer(process, int(process.stdout.readline()))
        finally:
            process.kill()


@contextmanager
def streaming(url: str, *, free_run: bool = True) -> Iterator[OpenCvCamera]:
    camera = OpenCvCamera(url, free_run=free_run, read_timeout_ms=READ_TIMEOUT_MS)
    camera.open()
    try:
        camera.start()
        yield camera
    finally:
        camera.close()


def grab(camera: OpenCvCamera) -> Frame:
    frame = camera.grab(10)
    assert frame is not None
    return frame


def grab_until_lost(camera: OpenCvCamera) -> None:
    for _ in range(200):
        camera.grab(0.1)


def test_a_stream_delivers_frames_in_order():
    with serving() as server, streaming(server.url) as camera:
        frames = [grab(camera) for _ in range(10)]
    for earlier, later in itertools.pairwise(frames):
        assert later.frame_id == earlier.frame_id + later.missed_since_last + 1
        assert later.host_ns > earlier.host_ns
    assert {frame.pixel_format for frame in frames} == {"BGR8"}
    assert {frame.image.shape for frame in frames if frame.image is not None} == {(120, 160, 3)}
    assert {frame.source for frame in frames} == {server.url}


def test_a_software_trigger_takes_one_picture_of_a_stream():
    with serving() as server, streaming(server.url, free_run=False) as camera:
        camera.trigger()
        assert grab(camera).frame_id == 1
        assert camera.grab(0.2) is None


def test_a_killed_server_is_a_lost_camera_and_a_new_object_streams_from_its_successor():
    with serving() as server, streaming(server.url) as camera:
        grab(camera)
        server.send(signal.SIGKILL)
        with pytest.raises(CameraLostError, match="no more pictures"):
            grab_until_lost(camera)
    with serving(server.port) as successor, streaming(successor.url) as again:
        assert grab(again).frame_id >= 1


def test_a_frozen_server_is_a_lost_camera_also_when_it_wakes_up():
    with serving() as server, streaming(server.url) as camera:
        grab(camera)
        server.send(signal.SIGSTOP)
        with pytest.raises(CameraLostError):
            grab_until_lost(camera)
        server.send(signal.SIGCONT)
        with pytest.raises(CameraLostError):
            camera.grab(1)
        with streaming(server.url) as again:
            assert grab(again).complete


def test_a_server_that_is_not_there_is_not_found():
    with serving() as server:
        url = server.url
    with pytest.raises(CameraNotFoundError, match=url):
        OpenCvCamera(url, open_timeout_ms=1000).open()
