"""Any driver in a process of its own; here it is the replay, which is at hand everywhere."""

import itertools
import os
import signal
import sys
import threading
import time
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest
from forked_cameras import forked_cameras as forked_cameras
from forked_cameras import forking as forking

from inspector.cameras.isolated import IsolatedCamera, discover, driver_class, isolated
from inspector.domain.errors.camera import (
    CameraError,
    CameraLostError,
    CameraNotFoundError,
    DriverMissingError,
    FeatureError,
)
from inspector.domain.evaluation import Reason
from inspector.testing.camera_contract import CameraContract

pytestmark = pytest.mark.usefixtures("forked_cameras")
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux shows shared memory
needs_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no signals to stop or crash a process with"
)


def make_pictures(folder: Path, sizes=((40, 30),) * 3) -> Path:
    for number, size in enumerate(sizes):
        picture = np.full((size[1], size[0]), 10 * number, np.uint8)
        picture[0, 0] = number
        assert cv2.imwrite(str(folder / f"{number}.png"), picture)
    return folder


def replay(folder: Path, **options) -> IsolatedCamera:
    return isolated("replay", {"source": str(folder), **options})


@pytest.fixture
def camera(tmp_path):
    running = replay(make_pictures(tmp_path))
    running.open()
    running.start()
    yield running
    running.close()


def segments(pid: int) -> list[Path]:
    return list(SHARED_MEMORY.glob(f"inspector-{pid}-*"))


class TestIsolatedReplay(CameraContract):
    def make_camera(self, tmp_path):
        return replay(make_pictures(tmp_path))

    def make_faulty_camera(self, tmp_path):
        make_pictures(tmp_path)
        (tmp_path / "1.png").write_bytes(b"no picture")
        return replay(tmp_path), [None, Reason.IMAGE_UNREADABLE, None]


def test_pictures_come_through_unchanged_also_when_they_grow(tmp_path):
    sizes = [(40, 30), (400, 300), (8, 8), (1000, 900)]
    camera = replay(make_pictures(tmp_path, sizes))
    camera.open()
    camera.start()
    for number, (width, height) in enumerate(sizes):
        camera.trigger()
        frame = camera.grab(5)
        assert frame is not None
        expected = np.full((height, width), 10 * number, np.uint8)
        expected[0, 0] = number
        np.testing.assert_array_equal(frame.image, expected)
        assert frame.source == f"{number}.png"
    camera.close()


def test_a_slow_parent_loses_frames_and_is_told_so(tmp_path):
    camera = replay(make_pictures(tmp_path), frame_rate_hz=1000.0)
    camera.open()
    camera.start()
    frames = [camera.grab(5)]
    while not any(frame.missed_since_last for frame in frames):
        time.sleep(0.05)  # what makes a parent slow
        frames += [camera.grab(5) for _ in range(3)]
    for before, frame in itertools.pairwise(frames):
        assert frame.frame_id == before.frame_id + 1 + frame.missed_since_last
    assert camera.stats().missed == sum(frame.missed_since_last for frame in frames)
    camera.close()


@needs_posix
@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGTERM"])
def test_a_camera_process_that_dies_is_a_lost_camera_that_says_how(camera, name):
    os.kill(camera.pid, getattr(signal, name))
    with pytest.raises(CameraLostError, match=f"ended with {name}"):
        camera.grab(10)
    with pytest.raises(CameraLostError, match=f"ended with {name}"):
        camera.trigger()
    with pytest.raises(CameraLostError, match=f"ended with {name}"):
        camera.get("trigger_mode")


@needs_posix
def test_a_camera_process_that_hangs_is_ended_and_lost(camera):
    process = psutil.Process(camera.pid)
    process.suspend()
    with pytest.raises(CameraLostError, match="no sign of life"):
        camera.grab(30)
    assert not process.is_running()


@needs_posix
def test_closing_a_camera_process_that_hangs_takes_no_for_an_answer(camera):
    process = psutil.Process(camera.pid)
    process.suspend()
    camera.close()
    assert not process.is_running()


@needs_posix
def test_ctrl_c_in_a_terminal_is_left_to_the_parent(camera):
    os.kill(camera.pid, signal.SIGINT)
    camera.trigger()
    assert camera.grab(5) is not None


def test_an_idle_camera_process_is_not_lost(camera):
    assert camera.grab(4) is None
    camera.trigger()
    assert camera.grab(5) is not None


def test_a_lost_camera_leaves_no_memory_behind_and_opens_anew(camera):
    camera.trigger()
    camera.grab(5)
    assert len(segments(os.getpid())) == (2 if SHARED_MEMORY.is_dir() else 0)
    psutil.Process(camera.pid).kill()
    with pytest.raises(CameraLostError):
        camera.grab(10)
    camera.close()
    assert not segments(os.getpid())
    camera.open()
    camera.start()
    camera.trigger()
    assert camera.grab(5).frame_id == 1


ORPHAN = """
import sys
from inspector.cameras.isolated import isolated
if __name__ == "__main__":
    camera = isolated("replay", {"source": sys.argv[1]})
    camera.open()
    camera.start()
    camera.trigger()
    camera.grab(10)
    print(camera.pid, flush=True)
    sys.stdin.read()
"""


@needs_posix
def test_a_camera_process_does_not_outlive_its_parent(tmp_path):
    make_pictures(tmp_path)
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    with psutil.Popen(
        [sys.executable, str(script), str(tmp_path)], stdin=-1, stdout=-1, text=True
    ) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        parent.wait()
        psutil.wait_procs([child], timeout=10)
    assert not child.is_running()
    deadline = time.monotonic() + 10  # the tracker of Python's multiprocessing removes them
    while segments(parent.pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not segments(parent.pid)


def test_errors_of_the_driver_are_those_that_the_driver_raised(tmp_path, camera):
    with pytest.raises(FeatureError, match="locked while acquiring") as caught:
        camera.set("trigger_mode", "Off")
    assert caught.value.remedy == FeatureError.remedy
    missing = replay(tmp_path / "nowhere")
    with pytest.raises(CameraNotFoundError, match="does not exist") as caught:
        missing.open()
    assert caught.value.remedy == "Correct `folder` in the station file."
    assert missing.pid == 0


def test_a_driver_that_does_not_exist_names_those_that_do():
    with pytest.raises(DriverMissingError) as caught:
        driver_class("webcam")
    assert "gentl" in caught.value.remedy
    assert [type(error) for error in discover("webcam").errors] == [DriverMissingError]


def test_a_driver_without_a_list_of_devices_finds_none():
    assert discover("replay").cameras == ()


def test_a_closed_camera_refuses_by_name(tmp_path):
    camera = replay(make_pictures(tmp_path))
    for call in (camera.start, camera.features, camera.trigger, lambda: camera.grab(0)):
        with pytest.raises(CameraError, match="replay is not open"):
            call()
    camera.stop()


def test_a_trigger_that_meets_a_close_never_hangs(camera):
    ended = threading.Event()

    def hammer() -> None:
        try:
            while True:
                camera.trigger()
        except CameraError:
            ended.set()

    thread = threading.Thread(target=hammer)
    thread.start()
    camera.grab(5)
    camera.close()
    assert ended.wait(10)
    thread.join()
