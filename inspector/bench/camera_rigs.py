"""What each driver is measured on: a simulator of its own kind, or files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import cv2

from inspector.bench.virtual_gige import slope_picture, virtual_cameras
from inspector.cameras.gentl.viky import viky_producer
from inspector.config.camera import AnyCameraConfig
from inspector.config.camera_options import parse_camera
from inspector.paths import write_atomically
from inspector.sim.gige_camera.settings import GigeCameraSettings
from inspector.vision.encode import encode_png

RATE_HZ = 100.0
_PICTURES = 8
_VIDEO_FRAMES = 200
_VIKY_SIDE_MAX = 800
_PYLON_EMULATORS = "PYLON_CAMEMU"


@dataclass(frozen=True, slots=True)
class Rig:
    """A camera to measure.

    Attributes:
        config: Its section.
        settings: Features that it is set to.
        simulators: Processes that are not the client's.
    """

    config: AnyCameraConfig
    settings: dict[str, Any] = field(default_factory=dict)
    simulators: frozenset[int] = frozenset()


@contextmanager
def _replay(side: int, folder: Path) -> Iterator[Rig]:
    for number in range(_PICTURES):
        write_atomically(folder / f"{number}.png", encode_png(slope_picture(side, side)))
    yield Rig(
        parse_camera({"driver": "replay", "folder": str(folder), "frame_rate_hz": RATE_HZ}),
        {"acquisition_frame_rate_hz": RATE_HZ},
    )


@contextmanager
def _opencv(side: int, folder: Path) -> Iterator[Rig]:
    path = folder / "video.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), RATE_HZ, (side, side))
    picture = cv2.cvtColor(slope_picture(side, side), cv2.COLOR_GRAY2BGR)
    for _ in range(_VIDEO_FRAMES):
        writer.write(picture)
    writer.release()
    yield Rig(
        parse_camera({"driver": "opencv", "source": str(path), "at_end": "loop", "free_run": True})
    )


def _gige(driver: str, address: str) -> Callable[[int, Path], AbstractContextManager[Rig]]:
    @contextmanager
    def rig(side: int, folder: Path) -> Iterator[Rig]:
        del folder
        with virtual_cameras([gige_settings(address, side, RATE_HZ)]) as processes:
            config = parse_camera({"driver": driver, "address": address})
            yield Rig(config, simulators=frozenset(processes))

    return rig


def gige_settings(address: str, side: int, rate_hz: float) -> GigeCameraSettings:
    """A free-running Mono8 camera."""
    return GigeCameraSettings(address, width=side, height=side, frame_rate_hz=rate_hz)


@contextmanager
def _gentl_viky(side: int, folder: Path) -> Iterator[Rig]:
    del folder
    producer = viky_producer()
    side = min(side, _VIKY_SIDE_MAX)
    yield Rig(
        parse_camera({"driver": "gentl", "producers": [str(producer)], "serial": "0"}),
        {
            "pixel_format": "Mono8",
            "width": side,
            "height": side,
            "acquisition_frame_rate_hz": RATE_HZ,
        },
    )


@contextmanager
def _pylon(side: int, folder: Path) -> Iterator[Rig]:
    del folder
    before = os.environ.get(_PYLON_EMULATORS)
    os.environ[_PYLON_EMULATORS] = "1"
    try:
        yield Rig(
            parse_camera({"driver": "pylon"}),
            {
                "pixel_format": "Mono8",
                "width": side,
                "height": side,
                "acquisition_frame_rate_hz": RATE_HZ,
            },
        )
    finally:
        os.environ.pop(_PYLON_EMULATORS)
        if before is not None:
            os.environ[_PYLON_EMULATORS] = before


RIGS: Mapping[str, Callable[[int, Path], AbstractContextManager[Rig]]] = MappingProxyType(
    {
        "replay": _replay,
        "opencv": _opencv,
        "aravis": _gige("aravis", "127.0.3.11"),
        "viva": _gige("viva", "127.0.0.1"),
        "gentl": _gentl_viky,
        "pylon": _pylon,
    }
)
"""By driver; each takes the side of the picture in pixels and an empty folder."""
