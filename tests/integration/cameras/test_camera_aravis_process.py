"""A virtual GigE Vision camera as a process of the virtual line: killed, frozen, revived."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing import resource_tracker
from pathlib import Path

import cv2
import numpy as np
import pytest
from gige_rig import WAIT_S, await_farewells, free_address, grab_for_ever, grabbed, need_library

from inspector.cameras.aravis import AravisCamera
from inspector.domain.errors.camera import CameraError, CameraLostError
from inspector.sim.camera_process import CameraProcess
from inspector.sim.camera_server import CameraSettings, PartTruth
from inspector.sim.part_source import GeneratedParts

SEED = 5
SETTINGS = {"exposure_time_us": 1234.0, "gain_db": 6.0}


@pytest.fixture(autouse=True, scope="session")
def _library() -> None:
    need_library()
    resource_tracker.ensure_running()


class Line:
    """The photo-eye, and what it is told of the parts."""

    def __init__(self, settings: CameraSettings) -> None:
        self.address = settings.address
        self.process = CameraProcess(settings)
        self.truths: list[PartTruth] = []
        self.await_ready()

    def await_ready(self) -> None:
        self.until(lambda: self.process.ready)

    def until(self, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WAIT_S * 3
        while not done():
            self.truths += self.process.truths()
            assert time.monotonic() < deadline
            time.sleep(0.005)

    def signal(self, number: int) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, number)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack
    await_farewells()


def line(stack: ExitStack, images: Path | None = None) -> Line:
    settings = CameraSettings(
        0,
        SEED,
        None if images is None else str(images),
        ("good",),
        protocol="gige_vision",
        address=free_address(),
    )
    line = Line(settings)
    stack.callback(line.process.close)
    return line


def opened(stack: ExitStack, address: str) -> AravisCamera:
    camera = AravisCamera(address=address)
    stack.callback(camera.close)
    camera.open()
    for name, value in SETTINGS.items():
        camera.set(name, value)
    camera.start()
    return camera


def opened_again(stack: ExitStack, address: str) -> AravisCamera:
    """As the station does: try until the camera is back."""
    deadline = time.monotonic() + WAIT_S * 3
    while True:
        try:
            return opened(stack, address)
        except CameraError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def part(number: int) -> np.ndarray:
    image = GeneratedParts(SEED).part(number).image
    assert image is not None
    return image


def test_each_part_gets_one_frame_that_shows_it(stack: ExitStack) -> None:
    belt = line(stack)
    camera = opened(stack, belt.address)
    for number in range(12):
        belt.process.expose(number)
        frame = grabbed(camera)
        assert frame.frame_id == number + 1
        assert np.array_equal(frame.image, part(number))


def test_a_part_that_cannot_be_seen_is_a_frame_that_is_lost(
    stack: ExitStack, tmp_path: Path
) -> None:
    for name in ("a", "c"):
        cv2.imwrite(str(tmp_path / f"{name}.png"), np.full((20, 30), 77, np.uint8))
    (tmp_path / "b.png").write_bytes(b"")
    belt = line(stack, tmp_path)
    camera = opened(stack, belt.address)
    for number in range(6):
        belt.process.expose(number)
    frames = [grabbed(camera) for _ in range(3)]
    seen = {frame.frame_id for frame in frames}
    frames_due = 6 if frames[-1].frame_id == 6 else frames[-1].frame_id
    assert sum(frame.missed_since_last for frame in frames) == frames_due - len(seen) > 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signals")
def test_a_killed_camera_is_lost_and_its_successor_goes_on_with_the_settings(
    stack: ExitStack,
) -> None:
    belt = line(stack)
    camera = opened(stack, belt.address)
    belt.process.expose(0)
    assert np.array_equal(grabbed(camera).image, part(0))
    belt.signal(signal.SIGKILL)
    belt.until(lambda: not belt.process.ready)
    belt.process.expose(1)  # passes while nobody looks
    with pytest.raises(CameraLostError):
        grab_for_ever(camera)
    camera.close()
    belt.await_ready()
    revived = opened_again(stack, belt.address)
    assert {name: revived.get(name) for name in SETTINGS} == SETTINGS
    belt.process.expose(2)
    frame = grabbed(revived)
    assert frame.frame_id == 1
    assert np.array_equal(frame.image, part(2))
    numbers = [truth.number for truth in belt.truths]
    assert numbers == list(range(len(numbers))), "the truth of every part is told once"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system has no such signals")
def test_a_frozen_camera_is_lost_and_streams_again_when_it_thaws(stack: ExitStack) -> None:
    belt = line(stack)
    camera = opened(stack, belt.address)
    belt.process.expose(0)
    grabbed(camera)
    belt.signal(signal.SIGSTOP)
    try:
        with pytest.raises(CameraLostError):
            grab_for_ever(camera)
        camera.close()
    finally:
        belt.signal(signal.SIGCONT)
    again = opened_again(stack, belt.address)
    belt.process.expose(1)
    assert np.array_equal(grabbed(again).image, part(1))
