"""However many frames come and however often a camera is pulled, nothing piles up.

``INSPECTOR_SOAK_FRAMES`` and ``INSPECTOR_SOAK_RECONNECTS`` shorten the campaign.
"""

from __future__ import annotations

import contextlib
import gc
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from camera_rigs import RIGS, Rig, load_aravis, load_viva
from footprint import MB, Course, Holdings, at_rest, holdings, memory_of, settled

from inspector.domain.errors.camera import CameraError
from inspector.domain.frame import Frame
from inspector.domain.ports import Camera
from inspector.engine.cameras.acquisition import Acquisition

pytestmark = pytest.mark.soak

FRAMES = int(os.environ.get("INSPECTOR_SOAK_FRAMES", "100000"))
RECONNECTS = int(os.environ.get("INSPECTOR_SOAK_RECONNECTS", "100"))
SAMPLES = 200
WARM_UP_FRAMES = 1000
WARM_UP_RECONNECTS = 10
WAIT_S = 30.0
GROWTH_MAX = 8 * MB
LATE_GROWTH_MAX = 2 * MB
"""Of the second half of a campaign, when all caches have their size."""

Say = Callable[[str], None]


@pytest.fixture(autouse=True, scope="session")
def _libraries() -> None:
    """Loaded before anything is counted: they keep sockets and threads as long as they live."""
    for load in (load_aravis, load_viva):
        with contextlib.suppress(CameraError):
            load()


@pytest.fixture(params=list(RIGS))
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    with RIGS[request.param]() as made:
        gc.collect()
        gc.freeze()
        yield made
        gc.unfreeze()


@pytest.fixture
def say(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Say:
    def printed(text: str) -> None:
        with capsys.disabled():
            print(f"\n{request.node.callspec.id}: {text}")

    return printed


def test_memory_is_flat_however_many_frames_come(rig: Rig, say: Say) -> None:
    camera = connected(rig)
    try:
        take(rig, camera, WARM_UP_FRAMES)
        pid, before = rig.process_of(camera), holdings()
        ours, theirs = [], []
        begun = time.monotonic()
        for _ in range(SAMPLES):
            take(rig, camera, FRAMES // SAMPLES)
            ours.append(memory_of())
            theirs.append(memory_of(pid))
        lasted_s = time.monotonic() - begun
        after, stats = settled(before), camera.stats()
    finally:
        camera.close()
    courses = [Course.of(ours), *([Course.of(theirs)] if pid else [])]
    told = "; camera process ".join(str(course) for course in courses)
    say(
        f"{FRAMES} frames in {lasted_s:.0f} s, {stats.incomplete} incomplete, "
        f"{stats.missed} missed; {told}; {before}, then {after}"
    )
    assert_flat(*courses)
    assert_nothing_more(before, after)


def test_reconnects_leave_nothing(rig: Rig, say: Say) -> None:
    def reconnect() -> None:
        camera = connected(rig)
        try:
            take(rig, camera, 1)
        finally:
            camera.close()

    cycle(rig, reconnect, say)


def test_a_camera_that_is_pulled_and_replugged_leaves_nothing(rig: Rig, say: Say) -> None:
    if not rig.can_be_pulled:
        pytest.skip("files cannot be pulled")
    with acquiring(rig) as line:

        def pull_and_replug() -> None:
            line.take_one()
            rig.pull(line.acquisition)
            line.await_change(connected=False)
            rig.replug()
            line.await_change(connected=True)
            line.take_one()

        cycle(rig, pull_and_replug, say)
        assert line.acquisition.connections == 1 + WARM_UP_RECONNECTS + RECONNECTS


class Line:
    """An acquisition, and what it tells."""

    def __init__(self, rig: Rig) -> None:
        self._rig = rig
        self._framed = threading.Event()
        self._changes: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self.acquisition = Acquisition(
            "camera", rig.camera, rig.features, self._on_frame, self._changes.put
        )

    def take_one(self) -> None:
        """A frame that comes from now on."""
        self._framed.clear()
        self._rig.expose(self.acquisition)
        assert self._framed.wait(WAIT_S), str(self.acquisition.error)

    def await_change(self, *, connected: bool) -> None:
        while self._changes.get(timeout=WAIT_S) is not connected:
            continue

    def _on_frame(self, frame: Frame) -> None:
        if frame.complete:
            self._framed.set()


@contextlib.contextmanager
def acquiring(rig: Rig) -> Iterator[Line]:
    line = Line(rig)
    line.acquisition.start()
    try:
        line.await_change(connected=True)
        yield line
    finally:
        line.acquisition.stop()


def connected(rig: Rig) -> Camera:
    camera = rig.camera()
    try:
        camera.open()
        for name, value in rig.features.items():
            camera.set(name, value)
        camera.start()
    except CameraError:
        camera.close()
        raise
    return camera


def take(rig: Rig, camera: Camera, frames: int) -> None:
    for _ in range(frames):
        rig.expose(camera)
        assert camera.grab(WAIT_S) is not None


def cycle(rig: Rig, turn: Callable[[], None], say: Say) -> None:
    """Turn again and again, and compare what is held before and after."""
    for _ in range(WARM_UP_RECONNECTS):
        turn()
    before, memory = at_rest(), []
    begun = time.monotonic()
    for _ in range(RECONNECTS):
        turn()
        memory.append(memory_of())
    lasted_s = time.monotonic() - begun
    after, course = settled(before), Course.of(memory)
    say(f"{RECONNECTS} times in {lasted_s:.0f} s; {course}; {before}, then {after}")
    assert_flat(course, known_growth=RECONNECTS * rig.kept_per_connection)
    assert_nothing_more(before, after)


def assert_flat(*courses: Course, known_growth: int = 0) -> None:
    for course in courses:
        assert course.growth < GROWTH_MAX + known_growth
        assert course.late_growth < LATE_GROWTH_MAX + known_growth / 2


def assert_nothing_more(before: Holdings, after: Holdings) -> None:
    assert not after.exceeds(before), f"{before}, then {after}"
