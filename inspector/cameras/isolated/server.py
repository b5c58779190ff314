"""Owns the driver in a camera process: obeys commands and streams frames in one thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection, wait
from typing import Any

from inspector.cameras.isolated import wire
from inspector.cameras.isolated.outlet import Outlet
from inspector.clock import monotonic_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import CameraError
from inspector.domain.ports import Camera

_GRAB_S = 0.02
_IDLE_S = 1.0


class CameraServer:
    """One camera, one parent.

    Args:
        camera: The driver; closed at the end.
        control: Pipe for commands and answers.
        frames: Pipe for frames and slots.
        slots: Frames that may be on their way.
    """

    def __init__(
        self,
        camera: Camera,
        control: Connection[Any, Any],
        frames: Connection[Any, Any],
        slots: int,
    ) -> None:
        self._camera = camera
        self._control = control
        self._frames = frames
        self._outlet = Outlet(frames, slots)
        self._streaming = False
        self._closing = False
        self._commands: Mapping[str, Callable[..., object]] = {
            "open": camera.open,
            "get": camera.get,
            "set": camera.set,
            "features": lambda: wire.from_features(tuple(camera.features())),
            "start": self._start,
            "stop": self._stop,
            "close": self._close,
        }
        self.last_turn_ns = monotonic_ns()

    def run(self) -> None:
        """Until the parent closes the camera or is gone."""
        try:
            while not self._closing:
                self.last_turn_ns = monotonic_ns()
                self._turn()
        except (EOFError, OSError):
            return  # the parent is gone, and with it everybody who could be told
        finally:
            self._camera.close()
            self._outlet.close()

    def _turn(self) -> None:
        can_grab = self._streaming and not self._outlet.is_waiting
        ready = wait([self._control, self._frames], 0 if can_grab else _IDLE_S)
        if self._frames in ready:
            self._outlet.listen()
        if self._control in ready:
            wire.send(self._control, self._answer(wire.receive(self._control)))
        elif can_grab:
            self._grab()

    def _answer(self, command: wire.Message) -> wire.Message:
        try:
            return {"value": self._commands[command["do"]](*command["arguments"])}
        except InspectorError as error:
            return wire.from_error(error)

    def _grab(self) -> None:
        try:
            frame = self._camera.grab(_GRAB_S)
        except CameraError as error:
            self._streaming = False
            wire.send(self._frames, wire.from_error(error))
            return
        if frame is not None:
            self._outlet.offer(frame)

    def _start(self) -> None:
        self._camera.start()
        self._streaming = True

    def _stop(self) -> None:
        self._streaming = False
        self._camera.stop()
        self._outlet.forget()

    def _close(self) -> None:
        self._closing = True
