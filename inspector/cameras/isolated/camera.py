"""Any camera driver in a process of its own, behind the same port."""

from __future__ import annotations

import contextlib
import json
import threading
from typing import TYPE_CHECKING, Any

from inspector import clock
from inspector.cameras.isolated import wire
from inspector.cameras.isolated.child import serve_camera
from inspector.cameras.isolated.inlet import Inlet
from inspector.cameras.isolated.process import ChildProcess
from inspector.cameras.isolated.registry import Options
from inspector.domain.errors.camera import CameraError
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.ports import CameraStats

if TYPE_CHECKING:
    from inspector.domain.frame import Frame

_OPEN_S = 30.0
_ANSWER_S = 10.0
_TRIGGER_S = 5.0
_WATCH_S = 0.25
_SLOTS = 8


class IsolatedCamera:
    """Runs a driver in a child process: neither its crash nor its use of the GIL touches this one.

    Frames come through shared memory that belongs to this process, so nothing of a crash is left
    behind. A frame for which no slot was free shows in the next one's ``missed_since_last``.

    Args:
        driver: Name of the driver, as the station file writes it.
        options: What the driver's constructor takes, in values that JSON knows.
    """

    def __init__(self, driver: str, options: Options) -> None:
        self._driver = driver
        self._options = dict(options)
        buffers = options.get("buffers")
        self._slots = buffers if isinstance(buffers, int) else _SLOTS
        self._process: ChildProcess | None = None
        self._inlet: Inlet | None = None
        self._acquiring = False
        self._triggering = threading.Lock()
        self._stats = CameraStats()

    @property
    def pid(self) -> int:
        """Id of the camera process; 0 while there is none."""
        return 0 if self._process is None else self._process.pid

    def open(self) -> None:
        """Start the process and let the driver connect.

        Raises:
            CameraError: what the driver says.
            CameraLostError: the process ended meanwhile.
        """
        if self._process is not None:
            return
        spec = {"driver": self._driver, "options": self._options, "slots": self._slots}
        self._process = ChildProcess(
            f"camera-{self._driver}", serve_camera, (json.dumps(spec),), pipes=3
        )
        self._inlet = Inlet(self._process.links[2], self._slots)
        self._stats = CameraStats()
        try:
            self._ask("open", timeout_s=_OPEN_S)
        except CameraError:
            self.close()
            raise

    def close(self) -> None:
        """End the process, by force if it does not end by itself."""
        self._acquiring = False
        process, self._process = self._process, None
        inlet, self._inlet = self._inlet, None
        if process is None or inlet is None:
            return
        with contextlib.suppress(OSError):
            wire.send(process.links[0], {"do": "close", "arguments": []})
        with self._triggering:
            process.close()
        inlet.close()

    def get(self, feature: str) -> FeatureValue:
        """Read a feature."""
        value: FeatureValue = self._ask("get", feature)
        return value

    def set(self, feature: str, value: FeatureValue) -> None:
        """Write a feature."""
        self._ask("set", feature, value)

    def features(self) -> tuple[Feature, ...]:
        """All features of the device."""
        return wire.to_features(self._ask("features"))

    def start(self) -> None:
        """Begin acquisition."""
        self._ask("start")
        self._acquiring = True

    def stop(self) -> None:
        """End acquisition; frames that nobody has grabbed are let go."""
        if self._process is None or self._inlet is None:
            return
        self._acquiring = False
        self._ask("stop")
        try:
            self._inlet.drain()
        except (EOFError, OSError) as error:
            raise self._process.end_error() from error

    def trigger(self) -> None:
        """Expose one frame; returns when the driver has said so to the camera."""
        with self._triggering:
            process = self._running()
            process.ask(process.links[1], {"do": "trigger"}, _TRIGGER_S)

    def grab(self, timeout_s: float) -> Frame | None:
        """The next frame; waits without the GIL.

        Raises:
            CameraLostError: the process has ended or shows no sign of life.
        """
        process, inlet = self._running(), self._inlet
        if inlet is None or not self._acquiring:
            raise CameraError(
                CameraPhrase.CAMERA_NOT_ACQUIRING(camera=self._driver),
                remedy="Start the camera first.",
            )
        deadline_ns = clock.monotonic_ns() + int(timeout_s * 1e9)
        try:
            while True:
                left_s = max((deadline_ns - clock.monotonic_ns()) / 1e9, 0.0)
                frame = inlet.take(min(left_s, _WATCH_S))
                process.check_alive()
                if frame is not None:
                    return self._counted(frame)
                if left_s <= 0:
                    return None
        except (EOFError, OSError) as error:
            raise process.end_error() from error

    def stats(self) -> CameraStats:
        """Counts of what reached this process."""
        return self._stats

    def _counted(self, frame: Frame) -> Frame:
        stats = self._stats
        self._stats = CameraStats(
            stats.frames + 1,
            stats.incomplete + (frame.fault is not None),
            stats.missed + frame.missed_since_last,
        )
        return frame

    def _ask(self, command: str, *arguments: object, timeout_s: float = _ANSWER_S) -> Any:
        process = self._running()
        message = {"do": command, "arguments": list(arguments)}
        return process.ask(process.links[0], message, timeout_s)

    def _running(self) -> ChildProcess:
        process = self._process  # read once: a trigger comes from another thread
        if process is None:
            raise CameraError(
                CameraPhrase.CAMERA_NOT_OPEN(camera=self._driver), remedy="Open the camera first."
            )
        return process
