"""Virtual GigE Vision cameras in processes of their own, so that they cost the client nothing."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import numpy as np

from inspector.domain.errors.camera import CameraError
from inspector.sim.gige_camera.settings import GigeCameraSettings

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_START_S = 20.0
_END_S = 5.0


@contextmanager
def virtual_cameras(settings: list[GigeCameraSettings]) -> Iterator[list[int]]:
    """Process ids of cameras that serve their addresses as long as the context lasts.

    Raises:
        CameraError: one did not come up, such as when its address is taken.
    """
    context = multiprocessing.get_context("spawn")
    ends: list[Connection[str, str]] = []
    processes = []
    try:
        for each in settings:
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(each, theirs), daemon=True)
            process.start()
            theirs.close()
            ends.append(ours)
            processes.append(process)
        for end in ends:
            if not end.poll(_START_S) or (said := end.recv()) != "up":
                raise CameraError(f"a virtual camera did not start: {said}")
        yield [process.pid or 0 for process in processes]
    finally:
        for end in ends:
            end.close()
        for process in processes:
            process.join(_END_S)
            if process.is_alive():
                process.kill()
                process.join()


def _serve(settings: GigeCameraSettings, told: Connection[str, str]) -> None:
    """Runs in the process: serve until the other end of the pipe closes."""
    from inspector.sim.gige_camera.camera import GigeCamera

    picture = slope_picture(settings.width, settings.height)
    try:
        camera = GigeCamera(settings, lambda _: picture)
    except OSError as error:
        told.send(str(error))
        return
    told.send("up")
    try:
        told.recv()
    except EOFError:
        camera.close()


def slope_picture(width: int, height: int) -> Image:
    """A slope of all grey levels, shape ``(height, width)``, uint8."""
    slope = np.add.outer(np.arange(height), np.arange(width)) % 256
    picture = slope.astype(np.uint8)
    picture.flags.writeable = False
    return picture
