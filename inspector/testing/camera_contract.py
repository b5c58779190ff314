"""What every camera driver must do, as tests that a driver's author inherits.

    class TestMyCamera(CameraContract):
        def make_camera(self, tmp_path: Path) -> Camera:
            return MyCamera(...)

pytest collects the subclass; each method below is one promise of :class:`Camera`.
"""
# ruff: noqa: D102 - the name of each test is the promise that it holds the driver to

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import SkipTest

from inspector import clock
from inspector.domain.errors.camera import CameraError
from inspector.domain.evaluation import Reason
from inspector.domain.frame import Frame
from inspector.domain.ports import Camera
from inspector.testing.feature_contract import FeatureContract
from inspector.testing.promises import ContractBrokenError, require, require_error

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_DEPTH = re.compile(r"(?<!\d)(8|10|12|14|16)(?!\d)")
_COLOUR = ("RGB", "BGR", "YUV", "YCbCr")


class CameraContract(FeatureContract):
    """Inherit it, and say how to make the driver."""

    FRAMES = 5
    """How many frames the camera of :meth:`make_camera` can deliver at least."""
    GRAB_TIMEOUT_S = 5.0
    """Longest wait for a frame that must come."""
    SILENCE_S = 0.05
    """Wait for a frame that must not come."""
    FREE_RUN = False
    """Frames come by themselves; the promises about software triggers do not apply."""
    QUEUES_TRIGGERS = True
    """Every trigger gets its frame; most sensors ignore one that comes while they expose."""
    DEMOSAIC = "bilinear"
    """How the camera of :meth:`make_camera` shows a Bayer mosaic; "none" leaves it a mosaic."""

    def make_camera(self, tmp_path: Path) -> Camera:
        """A closed camera that shows one frame per software trigger, or runs free."""
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
            (Camera.open, Camera.start, *(() if self.FREE_RUN else (Camera.trigger,))),
            (Camera.open, Camera.start, Camera.stop),
            (Camera.open, Camera.close),
        )
        for number, steps in enumerate(states):
            camera = self.make_camera(_folder(tmp_path, number))
            try:
                for step in steps:
                    getattr(camera, step.__name__)()
            finally:
                camera.close()
                camera.close()

    def test_a_closed_camera_opens_again(self, tmp_path: Path) -> None:
        camera = self.make_camera(tmp_path)
        for _ in range(2):
            camera.open()
            camera.start()
            frame = self._shoot(camera)
            first_id = frame.frame_id - frame.missed_since_last
            require(first_id == 1, "frame ids begin at 1 after each open")
            require(camera.stats().frames == 1, "stats count from open")
            camera.close()

    def test_one_trigger_is_one_frame(self, tmp_path: Path) -> None:
        self._need_triggers()
        with self._acquiring(tmp_path) as camera:
            require(camera.grab(self.SILENCE_S) is None, "no frame without a trigger")
            self._shoot(camera)
            require(camera.grab(self.SILENCE_S) is None, "no second frame for one trigger")

    def test_no_trigger_is_forgotten(self, tmp_path: Path) -> None:
        self._need_triggers()
        if not self.QUEUES_TRIGGERS:
            raise SkipTest("this device ignores a trigger that comes while it exposes")
        with self._acquiring(tmp_path) as camera:
            for _ in range(self.FRAMES):
                camera.trigger()
            frames = [camera.grab(self.GRAB_TIMEOUT_S) for _ in range(self.FRAMES)]
            require(all(frames), "each of several triggers gets its frame")

    def test_frame_ids_run_from_one_without_a_gap(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            frames = [self._shoot(camera) for _ in range(self.FRAMES)]
            stats = camera.stats()
        last_id = 0
        for frame in frames:
            expected = last_id + frame.missed_since_last + 1
            require(frame.frame_id == expected, f"frame id {expected}, not {frame.frame_id}")
            last_id = frame.frame_id
        missed = sum(frame.missed_since_last for frame in frames)
        require(self.FREE_RUN or not missed, f"no frame is missed, not {missed}")
        require(stats.frames == self.FRAMES, "stats count the frames")
        require(stats.missed == missed, "stats count the frames missed")

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
        name, image = frame.pixel_format, frame.image
        bits = _significant_bits(name)
        dtype, shape = str(image.dtype), image.shape
        require(
            dtype == ("uint8" if bits == 8 else "uint16"), f"{name} as {bits} bits, not {dtype}"
        )
        require(int(image.max()) < 2**bits, f"{name} has {bits} bits, not {image.max()}")
        require(self._is_shape_of(name, image), f"{name} in its shape, not {shape}")

    def test_frames_name_their_source(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            require(self._shoot(camera).source, "every frame says where it comes from")

    def test_a_trigger_may_come_from_another_thread(self, tmp_path: Path) -> None:
        self._need_triggers()
        with self._acquiring(tmp_path) as camera:
            thread = threading.Thread(target=camera.trigger)
            thread.start()
            frame = camera.grab(self.GRAB_TIMEOUT_S)
            thread.join()
            require(frame is not None, "a trigger from another thread exposes a frame")

    def test_a_stopped_camera_starts_again(self, tmp_path: Path) -> None:
        with self._acquiring(tmp_path) as camera:
            self._shoot(camera)
            if not self.FREE_RUN:
                camera.trigger()
            camera.stop()
            camera.start()
            silent = self.FREE_RUN or camera.grab(self.SILENCE_S) is None
            require(silent, "a trigger does not survive a stop")
            require(self._shoot(camera).frame_id > 1, "frame ids go on after a stop")

    def test_a_camera_that_is_not_acquiring_refuses(self, tmp_path: Path) -> None:
        camera = self.make_camera(tmp_path)
        require_error(CameraError, camera.start, "start needs an open camera")
        camera.open()
        require_error(CameraError, camera.trigger, "trigger needs acquisition")
        require_error(CameraError, lambda: camera.grab(0), "grab needs acquisition")
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
        with self._opened(tmp_path) as camera:
            camera.start()
            yield camera

    def _need_triggers(self) -> None:
        if self.FREE_RUN:
            raise SkipTest("this device has no software trigger")

    def _shoot(self, camera: Camera) -> Frame:
        if not self.FREE_RUN:
            camera.trigger()
        frame = camera.grab(self.GRAB_TIMEOUT_S)
        if frame is None:
            raise ContractBrokenError(f"no frame within {self.GRAB_TIMEOUT_S} s")
        return frame

    def _is_shape_of(self, pixel_format: str, image: Image) -> bool:
        is_mosaic = pixel_format.startswith("Bayer")
        if pixel_format.startswith(_COLOUR) or (is_mosaic and self.DEMOSAIC != "none"):
            return image.ndim == 3 and image.shape[2] == 3
        return image.ndim == 2


def _significant_bits(pixel_format: str) -> int:
    """Bits per channel by the PFNC name, such as 12 of ``BayerRG12p`` and 8 of ``YUV422_8``."""
    found = _DEPTH.search(pixel_format)
    return 8 if found is None else int(found.group())


def _ends(thread: threading.Thread) -> bool:
    """Whether the thread ends by itself; a peer in this process needs a moment to hang up."""
    thread.join(timeout=2.0)
    return not thread.is_alive()


def _folder(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / str(number)
    folder.mkdir()
    return folder
