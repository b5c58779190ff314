"""Each camera driver before a source of frames that is as fast as it goes and can be pulled."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from random import SystemRandom
from typing import Any, ClassVar

import cv2
import numpy as np
import psutil
import pytest
import virtual_gige
from ports import free_port

from inspector.cameras.isolated import IsolatedCamera, isolated
from inspector.cameras.opencv import OpenCvCamera
from inspector.cameras.replay import ReplayCamera
from inspector.domain.errors.camera import DriverMissingError
from inspector.domain.feature import FeatureValue
from inspector.domain.ports import Camera
from inspector.engine.cameras.acquisition import Acquisition
from inspector.sim.camera import SimCamera
from inspector.sim.camera_process import CameraProcess
from inspector.sim.camera_server import CameraSettings

HERE = Path(__file__).parent
SIZE = (48, 64)
VIDEO_FRAMES = 500


class Rig(AbstractContextManager["Rig"]):
    """A source of frames from entry to exit, and the driver that takes them.

    Attributes:
        features: Set after each opening, as the acquisition does.
        can_be_pulled: Whether the source can go away in mid-stream.
        kept_per_connection: Bytes that the vendor's library is known never to give back.
    """

    features: ClassVar[Mapping[str, FeatureValue]] = {}
    can_be_pulled = True
    kept_per_connection = 0

    def __enter__(self) -> Rig:
        self._stack = ExitStack()
        with ExitStack() as unfinished:
            unfinished.push(self._stack)
            self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
            self.set_up()
            unfinished.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def set_up(self) -> None:
        """Power up; skips the test where the driver cannot run."""

    def camera(self) -> Camera:
        """A new closed camera."""
        raise NotImplementedError

    def expose(self, camera: Camera | Acquisition) -> None:
        """See to the next frame; a camera that runs free sees to it itself."""

    def process_of(self, camera: Camera) -> int | None:
        """The process that the driver runs in, when it is not this one."""
        return None

    def pull(self, acquisition: Acquisition) -> None:
        """The camera goes away, without a farewell."""

    def replug(self) -> None:
        """The camera comes back."""


class Triggered(Rig):
    can_be_pulled = False

    def expose(self, camera: Camera | Acquisition) -> None:
        camera.trigger()


class Replay(Triggered):
    def set_up(self) -> None:
        for number in range(20):
            cv2.imwrite(str(self.folder / f"{number}.png"), np.full(SIZE, number, np.uint8))

    def camera(self) -> Camera:
        return ReplayCamera(self.folder)


class VideoFile(Triggered):
    def set_up(self) -> None:
        self._path = str(self.folder / "film.avi")
        writer = cv2.VideoWriter(self._path, cv2.VideoWriter.fourcc(*"MJPG"), 25, SIZE[::-1])
        for number in range(VIDEO_FRAMES):
            writer.write(np.full((*SIZE, 3), number % 256, np.uint8))
        writer.release()

    def camera(self) -> Camera:
        return OpenCvCamera(self._path, at_end="loop")


class _OtherProcess(Rig):
    """The source is a script beside this file."""

    script: ClassVar[str]

    def set_up(self) -> None:
        self.argument = self.place()
        self.replug()
        self._stack.callback(self._kill)

    def place(self) -> str:
        """Where the source is: the argument of its script."""
        raise NotImplementedError

    def pull(self, acquisition: Acquisition) -> None:
        self._kill()

    def replug(self) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, str(HERE / self.script), self.argument]
        self._source = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        assert self._source.stdout is not None
        assert self._source.stdout.readline() == "running\n"

    def _kill(self) -> None:
        self._source.kill()
        self._source.communicate()


class NetworkStream(_OtherProcess):
    script = "mjpeg_server.py"
    features: ClassVar = {"trigger_mode": "Off"}

    def place(self) -> str:
        return str(free_port())

    def camera(self) -> Camera:
        return OpenCvCamera(f"http://127.0.0.1:{self.argument}/stream.mjpeg")


class _Gige(_OtherProcess):
    script = Path(virtual_gige.__file__).name
    features: ClassVar = {"acquisition_frame_rate_hz": virtual_gige.RATE_HZ}


class Aravis(_Gige):
    def place(self) -> str:
        random = SystemRandom()
        return ".".join(["127", *(str(random.randint(1, 254)) for _ in range(3))])

    def set_up(self) -> None:
        load(load_aravis)
        super().set_up()

    def camera(self) -> Camera:
        from inspector.cameras.aravis import AravisCamera

        return AravisCamera(address=self.argument)


class Viva(_Gige):
    """This library searches one loopback address only."""

    def place(self) -> str:
        return "127.0.0.1"

    def set_up(self) -> None:
        load(load_viva)
        super().set_up()

    def camera(self) -> Camera:
        from inspector.cameras.viva.camera import VivaCamera

        return VivaCamera(address=self.argument)


class _Gentl(Rig):
    serial: ClassVar[str]

    def producer(self) -> Path:
        raise NotImplementedError

    def set_up(self) -> None:
        pytest.importorskip("genicam", reason="genicam (pip) is not installed")
        pytest.importorskip("harvesters", reason="harvesters (pip) is not installed")
        if not self.producer().is_file():
            pytest.skip(f"{self.producer()} is not installed")

    def camera(self) -> Camera:
        producers = [str(self.producer())]
        self._camera = isolated("gentl", {"producers": producers, "serial": self.serial})
        return self._camera

    def process_of(self, camera: Camera) -> int | None:
        assert isinstance(camera, IsolatedCamera)
        return camera.pid

    def pull(self, acquisition: Acquisition) -> None:
        psutil.Process(self._camera.pid).kill()


class Viky(_Gentl):
    serial = "0"
    features: ClassVar = {
        "pixel_format": "Mono8",
        "width": 100,
        "height": 100,
        "acquisition_frame_rate_hz": 200.0,
    }

    def producer(self) -> Path:
        import genicam

        return Path(genicam.__file__).with_name("viky.cti")


class TlSimu(_Gentl):
    serial = "SN_InterfaceA_0"
    features: ClassVar = {"trigger_mode": "Off"}

    def producer(self) -> Path:
        return Path(sys.prefix) / "share" / "inspector-test" / "TLSimu.cti"


class Pylon(Rig):
    """Its emulator keeps 47 kB of each ``CreateDevice``, destroyed again, opened or not."""

    kept_per_connection = 48_000
    features: ClassVar = {
        "width": SIZE[1],
        "height": SIZE[0],
        "trigger_mode": "Off",
        "acquisition_frame_rate_hz": 1000.0,
    }

    def set_up(self) -> None:
        patch = self._stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("PYLON_CAMEMU", "1")
        pytest.importorskip("pypylon.pylon", reason="needs the extra `pylon`")

    def camera(self) -> Camera:
        from inspector.cameras.pylon.camera import PylonCamera

        return PylonCamera("0815-0000")

    def pull(self, acquisition: Acquisition) -> None:
        acquisition.call(_unplug)


class Simulated(Rig):
    def set_up(self) -> None:
        self._settings = CameraSettings(free_port(), seed=1, repeat=20)
        self.replug()
        self._stack.callback(lambda: self._source.close())

    def camera(self) -> Camera:
        return SimCamera("127.0.0.1", self._settings.port)

    def expose(self, camera: Camera | Acquisition) -> None:
        self._source.expose(self._parts)
        self._parts += 1
        for _ in self._source.truths():
            pass

    def pull(self, acquisition: Acquisition) -> None:
        assert self._source.pid is not None
        psutil.Process(self._source.pid).kill()
        self._source.close()

    def replug(self) -> None:
        self._source = CameraProcess(self._settings)
        self._parts = 0
        while not self._source.ready:
            for _ in self._source.truths():
                pass


RIGS: Mapping[str, type[Rig]] = {
    "replay": Replay,
    "opencv-file": VideoFile,
    "opencv-stream": NetworkStream,
    "sim": Simulated,
    "aravis": Aravis,
    "viva": Viva,
    "gentl-viky": Viky,
    "gentl-tlsimu": TlSimu,
    "pylon": Pylon,
}


def load(library: Callable[[], Any]) -> None:
    """Skip the test without it."""
    try:
        library()
    except DriverMissingError as error:
        pytest.skip(f"{error}: {error.remedy}")


def load_aravis() -> None:
    """The library keeps a socket for USB hot-plug from its first use on."""
    from inspector.cameras.aravis import list_devices

    list_devices()


def load_viva() -> None:
    """The library keeps threads and their sockets from its first use on."""
    from inspector.cameras.viva.devices import list_devices

    list_devices()


def _unplug(camera: Camera) -> None:
    camera.set("FirePnPCallbackValue", 1)
    camera.set("FirePnPCallback", True)
