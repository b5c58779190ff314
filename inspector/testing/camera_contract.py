"""What every camera driver must do, as tests that a driver's author inherits.

    class TestMyCamera(CameraContract):
        def make_camera(self, tmp_path: Path) -> Camera:
            return MyCamera(...)

pytest collects the subclass; each method below is one promise of :class:`Camera`.
"""
# ruff: noqa: D102 - the name of each test is the promise that it holds the driver to

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import SkipTest

from inspector import clock
from inspector.domain.errors.camera import CameraError, FeatureError
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.ports import Camera

_PFNC = {("uint8", 2): "Mono8", ("uint16", 2): "Mono16", ("uint8", 3): "BGR8"}


class ContractBrokenError(AssertionError):
    """The driver does not keep a promise of the camera port."""


def require(condition: object, promise: str) -> None:
    """Fail the test with the promise that was broken.

    Raises:
        ContractBrokenError: the condition is false.
    """
    if not condition:
        raise ContractBrokenError(promise)


def require_error(expected: type[CameraError], call: Callable[[], object], promise: str) -> None:
    """Fail unless the call raises the expected error.

    Raises:
        ContractBrokenError: it did not.
    """
    try:
        call()
    except expected:
        return
    raise ContractBrokenError(promise)


class CameraContract:
    """Inherit it, and say how to make the driver."""

    FRAMES = 5
    """How many frames the camera of :meth:`make_camera` can deliver at least."""
    GRAB_TIMEOUT_S = 5.0
    """Longest wait for a frame that must come."""
    SILENCE_S = 0.05
    """Wait for a frame that must not come."""

    def make_camera(self, tmp_path: Path) -> Camera:
        """A closed camera that shows one frame per software trigger."""
        raise NotImplementedError

    def make_faulty_camera(self, tmp_path: Path) -> tuple[Camera, Sequence[Reason | None]]:
        """A closed camera some of whose frames are damaged, and the fault of each in order."""
        raise SkipTest("this driver cannot be made to deliver damaged frames")

    def test_open_twice_is_open(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            camera.open()
            camera.start()
            require(self._shoot(camera).complete, "a second open and start change nothing")

    def test_close_from_any_state_never_raises(self, tmp_path: Path) -> None:
        states: tuple[tuple[Callable[[Camera], None], ...], ...] = (
            (),
            (Camera.open,),
            (Camera.open, Camera.start),
            (Camera.open, Camera.start, Camera.trigger),
            (Camera.open, Camera.start, Camera.stop),
            (Camera.open, Camera.close),
        )
        for number, steps in enumerate(states):
            camera = self.make_camera(_folder(tmp_path, number))
            for step in steps:
                getattr(camera, step.__name__)()
            camera.close()
            camera.close()

    def test_a_closed_camera_opens_again(self, tmp_path: Path) -> None:
        camera = self.make_camera(tmp_path)
        for _ in range(2):
            camera.open()
            camera.start()
            require(self._shoot(camera).frame_id == 1, "frame ids begin at 1 after each open")
            require(camera.stats().frames == 1, "stats count from open")
            camera.close()

    def test_one_trigger_is_one_frame(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            require(camera.grab(self.SILENCE_S) is None, "no frame without a trigger")
            self._shoot(camera)
            require(camera.grab(self.SILENCE_S) is None, "no second frame for one trigger")

    def test_no_trigger_is_forgotten(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            for _ in range(self.FRAMES):
                camera.trigger()
            frames = [camera.grab(self.GRAB_TIMEOUT_S) for _ in range(self.FRAMES)]
            require(all(frames), "each of several triggers gets its frame")

    def test_frame_ids_run_from_one_without_a_gap(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            frames = [self._shoot(camera) for _ in range(self.FRAMES)]
            ids = [frame.frame_id for frame in frames]
            require(ids == list(range(1, self.FRAMES + 1)), f"contiguous frame ids, not {ids}")
            require(not any(frame.missed_since_last for frame in frames), "no frame is missed")
            require(camera.stats().frames == self.FRAMES, "stats count the frames")

    def test_frames_keep_their_order_in_time(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            earlier = clock.monotonic_ns()
            for _ in range(self.FRAMES):
                frame = self._shoot(camera)
                require(frame.host_ns >= earlier, "host_ns is taken when the frame is complete")
                earlier = frame.host_ns
            require(earlier <= clock.monotonic_ns(), "host_ns is on the station's clock")

    def test_pictures_are_owned_and_read_only(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            images = [self._shoot(camera).image for _ in range(self.FRAMES)]
        contents = []
        for image in images:
            if image is None:
                raise ContractBrokenError("a frame without a fault has a picture")
            require(not image.flags.writeable, "pictures are read-only")
            require(image.flags.owndata, "pictures own their memory")
            contents.append(image.__array_interface__["data"][0])
        require(len(set(contents)) == len(contents), "no two frames share a buffer")

    def test_the_pixel_format_is_that_of_the_picture(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            frame = self._shoot(camera)
            if frame.image is None:
                raise ContractBrokenError("a frame without a fault has a picture")
            expected = _PFNC.get((str(frame.image.dtype), frame.image.ndim))
            require(frame.pixel_format == expected, f"{expected}, not {frame.pixel_format}")

    def test_frames_name_their_source(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            require(self._shoot(camera).source, "every frame says where it comes from")

    def test_a_trigger_may_come_from_another_thread(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            thread = threading.Thread(target=camera.trigger)
            thread.start()
            frame = camera.grab(self.GRAB_TIMEOUT_S)
            thread.join()
            require(frame is not None, "a trigger from another thread exposes a frame")

    def test_a_stopped_camera_starts_again(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            self._shoot(camera)
            camera.trigger()
            camera.stop()
            camera.start()
            require(camera.grab(self.SILENCE_S) is None, "a trigger does not survive a stop")
            require(self._shoot(camera).frame_id > 1, "frame ids go on after a stop")

    def test_a_camera_that_is_not_acquiring_refuses(self, tmp_path: Path) -> None:
        camera = self.make_camera(tmp_path)
        require_error(CameraError, camera.start, "start needs an open camera")
        camera.open()
        require_error(CameraError, camera.trigger, "trigger needs acquisition")
        require_error(CameraError, lambda: camera.grab(0), "grab needs acquisition")
        camera.close()

    def test_an_unknown_feature_is_a_feature_error(self, tmp_path: Path) -> None:
        camera = self.make_camera(tmp_path)
        camera.open()
        unknown = "no_such_feature"
        require_error(FeatureError, lambda: camera.get(unknown), "get of an unknown feature")
        require_error(FeatureError, lambda: camera.set(unknown, 1), "set of an unknown feature")
        camera.close()

    def test_no_thread_is_left_behind(self, tmp_path: Path) -> None:
        before = set(threading.enumerate())
        with self._acquiring(tmp_path) as camera:
            self._shoot(camera)
        left = {each for each in set(threading.enumerate()) - before if not _ends(each)}
        require(not left, f"threads left after close: {sorted(each.name for each in left)}")

    def test_a_damaged_frame_keeps_its_place(self, tmp_path: Path) -> None:
        camera, faults = self.make_faulty_camera(tmp_path)
        camera.open()
        camera.start()
        try:
            frames = [self._shoot(camera) for _ in faults]
            found = [frame.fault for frame in frames]
            require(found == list(faults), f"faults in order: {faults}, not {found}")
            require(camera.stats().incomplete == len([f for f in faults if f]), "stats count them")
            require(all(f.complete == (f.fault is None) for f in frames), "faults are incomplete")
        finally:
            camera.close()

    @contextmanager
    def _acquiring(self, tmp_path: Path) -> Iterator[Camera]:
        camera = self.make_camera(tmp_path)
        camera.open()
        try:
            camera.start()
            yield camera
        finally:
            camera.close()

    def _shoot(self, camera: Camera) -> Frame:
        camera.trigger()
        frame = camera.grab(self.GRAB_TIMEOUT_S)
        if frame is None:
            raise ContractBrokenError(f"no frame within {self.GRAB_TIMEOUT_S} s of a trigger")
        return frame


def _ends(thread: threading.Thread) -> bool:
    """Whether the thread ends by itself; a peer in this process needs a moment to hang up."""
    thread.join(timeout=2.0)
    return not thread.is_alive()


def _folder(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / str(number)
    folder.mkdir()
    return folder
