"""Virtual GigE Vision cameras on loopback addresses of their own, and the driver on them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from random import SystemRandom
from typing import Any

import numpy as np
import pytest

from inspector.cameras.aravis import AravisCamera, list_devices
from inspector.domain.errors.camera import DriverMissingError
from inspector.domain.frame import Frame
from inspector.sim.gige_camera.camera import GigeCamera
from inspector.sim.gige_camera.settings import GigeCameraSettings

WAIT_S = 10.0
SMALL = {"width": 64, "height": 48}


def free_address() -> str:
    """UDP port 3956 of an address belongs to one camera, so each has an address of its own."""
    random = SystemRandom()
    return ".".join(["127", *(str(random.randint(1, 254)) for _ in range(3))])


def ramp(number: int, width: int = 64, height: int = 48) -> np.ndarray:
    """A picture that names its exposure."""
    values = np.arange(width * height, dtype=np.uint32).reshape(height, width)
    return ((values * 7 + number) % 251).astype(np.uint8)


def need_library() -> None:
    """Skip without Aravis; it keeps a socket for USB hot-plug from its first use on."""
    try:
        list_devices()
    except DriverMissingError as error:
        pytest.skip(f"{error}: {error.remedy}")


@contextmanager
def virtual_camera(
    view: Callable[[int], Any] = ramp, **changes: Any
) -> Iterator[tuple[GigeCamera, str]]:
    """A camera in this process, and where it is."""
    address = free_address()
    settings = GigeCameraSettings(address, **{"trigger_source": "Software", **SMALL, **changes})
    camera = GigeCamera(settings, view)
    try:
        yield camera, address
    finally:
        camera.close()


@contextmanager
def streaming(
    address: str, features: dict[str, Any] | None = None, **options: Any
) -> Iterator[AravisCamera]:
    """A driver that acquires."""
    camera = AravisCamera(address=address, **options)
    with ExitStack() as stack:
        stack.callback(camera.close)
        camera.open()
        for name, value in (features or {}).items():
            camera.set(name, value)
        camera.start()
        yield camera


def shoot(camera: AravisCamera) -> Frame:
    """One software trigger and its frame."""
    camera.trigger()
    return grabbed(camera)


def grabbed(camera: AravisCamera) -> Frame:
    """The frame that must come."""
    frame = camera.grab(WAIT_S)
    assert frame is not None
    return frame


def grab_for_ever(camera: AravisCamera) -> None:
    """Until the driver raises."""
    while True:
        camera.grab(1.0)


def await_farewells() -> None:
    """Drivers of lost cameras take leave in threads that end by themselves."""
    for thread in threading.enumerate():
        if thread.name == "aravis-farewell":
            thread.join()
