"""The driver with a camera that is not ours: the one that Aravis itself comes with."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from gige_rig import WAIT_S, grabbed, need_library, streaming
from local_camera import local_camera_address as local_camera_address

from inspector.sim.gige_camera.gvcp import PORT

ADDRESS = "127.0.0.1"
"""The fake takes an address of an interface only, and so there is one on this computer."""
FRAMES = 200
"""It numbers its frames from about 65,400, so that 16 bits wrap soon."""
SCRIPT = Path(__file__).with_name("aravis_fake.py")


@pytest.fixture(autouse=True, scope="session")
def _library() -> None:
    need_library()


@pytest.fixture
def fake(local_camera_address: None) -> Iterator[None]:
    deadline = time.monotonic() + WAIT_S * 3
    while time.monotonic() < deadline:
        with subprocess.Popen(
            [sys.executable, str(SCRIPT), ADDRESS, "FAKE-1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            if process.stdout.readline() == "running\n":
                yield
                process.kill()
                return
            process.kill()
    pytest.skip(f"UDP {ADDRESS}:{PORT} is taken by another program")


@pytest.mark.usefixtures("fake")
def test_an_old_cameras_names_and_ids_are_understood() -> None:
    settings = {"width": 32, "height": 16, "acquisition_frame_rate_hz": 500.0}
    with streaming(ADDRESS, settings, buffers=FRAMES) as camera:
        camera.set("exposure_time_us", 2000.0)
        assert camera.get("ExposureTimeAbs") == 2000.0
        assert camera.get("device_serial_number") == "FAKE-1"
        frames = [grabbed(camera) for _ in range(FRAMES)]
    ids = [frame.frame_id for frame in frames]
    assert ids == list(range(ids[0], ids[0] + FRAMES)), "65535 is followed by 1"
    assert all(frame.image.shape == (16, 32) for frame in frames if frame.image is not None)
    whole = [frame for frame in frames if frame.complete]
    assert len(whole) >= len(frames) - 1, "the first frame after a start may be incomplete"
    # its picture is a diagonal ramp that moves by one with each frame
    assert np.array_equal(whole[-1].image[0, 1:], whole[-1].image[1, :-1])


@pytest.mark.usefixtures("fake")
def test_its_software_trigger_exposes_one_frame() -> None:
    settings = {"trigger_mode": "On", "trigger_source": "Software"}
    with streaming(ADDRESS, settings) as camera:
        for _ in range(3):
            camera.trigger()
            frame = grabbed(camera)
            assert camera.grab(0.1) is None
    assert frame.pixel_format == "Mono8"
