"""The process of the virtual camera, as the virtual line sees it."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.phrases.drivers import VirtualCameraPhrase
from inspector.sim.camera_server import STOP, CameraSettings, Exposure, PartTruth, serve_camera

_STOP_TIMEOUT_S = 5.0


class CameraProcess:
    """Runs from construction to :meth:`close`.

    A GigE Vision camera whose process ends is powered up again, as a device that lost its cable
    comes back; parts that pass meanwhile are not exposed. The simple camera's end is an error.

    Attributes:
        ready: Whether it can be connected to, and sees what passes.
    """

    def __init__(self, settings: CameraSettings) -> None:
        self.ready = False
        self._settings = settings
        self._known_parts = 0
        self._process, self._connection = _started(settings, 0)

    @property
    def pid(self) -> int | None:
        """Of the present process."""
        return self._process.pid

    def expose(self, number: int) -> None:
        """The photo-eye sees a part, now: however late the process hears of it.

        Raises:
            CameraLostError: the process has ended and does not come back.
        """
        if not self.ready:
            return
        try:
            self._connection.send(Exposure(number, monotonic_ns()))
        except OSError as error:
            self._revive(error)

    def truths(self) -> Iterator[PartTruth]:
        """What the process has said of the parts since the last call.

        Raises:
            CameraLostError: the process has ended and does not come back.
        """
        try:
            while self._connection.poll():
                message = self._connection.recv()
                if isinstance(message, PartTruth):
                    self._known_parts = message.number + 1
                    yield message
                else:
                    self.ready = True
        except (EOFError, OSError) as error:
            self._revive(error)

    def close(self) -> None:
        """End the process."""
        with contextlib.suppress(OSError):
            self._connection.send(STOP)
        self._connection.close()
        self._process.join(_STOP_TIMEOUT_S)
        self._process.kill()
        self._process.join()
        self._process.close()

    def _revive(self, error: Exception) -> None:
        if self._settings.protocol != "gige_vision":
            raise CameraLostError(VirtualCameraPhrase.VIRTUAL_PROCESS_ENDED()) from error
        self.ready = False
        self.close()
        self._process, self._connection = _started(self._settings, self._known_parts)


def _started(settings: CameraSettings, first_part: int) -> tuple[BaseProcess, Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve_camera, args=(settings, theirs, first_part), daemon=True)
    process.start()
    theirs.close()
    return process, ours
