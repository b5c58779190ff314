"""One owner thread per camera: grabs frames, and brings a lost camera back as a new object."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraError, CameraLostError
from inspector.domain.feature import FeatureDifference
from inspector.domain.frame import Frame
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.ports import Camera, CameraStats
from inspector.engine.cameras.attendance import Attendance
from inspector.engine.cameras.settings import (
    Disturbance,
    Settings,
    apply_settings,
    change_settings,
    exposure_time_us,
)
from inspector.engine.threads.bulkhead import Bulkhead

_log = logging.getLogger(__name__)
_GRAB_S = 0.05
_CALL_S = 10.0
_STOP_S = 5.0
_BACKOFF_S = (0.1, 0.2, 0.5, 1.0, 2.0)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Call:
    work: Callable[[Camera], Any]
    answer: Future[Any]


class Acquisition:
    """Keeps one camera streaming.

    Args:
        name: The camera's name in the station file.
        make_camera: Makes a new driver object; called again after each loss.
        features: Settings applied and read back after each open; see :meth:`use`.
        on_frame: Called in the camera's thread with each frame.
        on_change: Called in the camera's thread with ``True`` when it streams and ``False`` when
            it is lost.
    """

    def __init__(
        self,
        name: str,
        make_camera: Callable[[], Camera],
        features: Settings,
        on_frame: Callable[[Frame], None],
        on_change: Callable[[bool], None],
    ) -> None:
        self._name = name
        self._make_camera = make_camera
        self._settings: Settings = features
        self._applied: Settings = {}
        self._on_frame = on_frame
        self._on_change = on_change
        self._stopping = threading.Event()
        self._camera: Camera | None = None
        self._attempt = 0
        self._calls: queue.SimpleQueue[_Call] = queue.SimpleQueue()
        self._bulkhead = Bulkhead(_log, recovered=f"{name} is back")
        self._exposing = Bulkhead(_log, recovered=f"{name} takes triggers again")
        self._telling = Bulkhead(_log)
        self._thread = threading.Thread(target=self._run, name=f"camera-{name}", daemon=True)
        self._given_up: CameraError | None = None
        self.connections = 0
        self.differences: tuple[FeatureDifference, ...] = ()
        self.exposure_time_us: float | None = None

    @property
    def error(self) -> CameraError | None:
        """What keeps the camera from streaming; ``None`` while it does."""
        error = self._bulkhead.error
        if error is None or isinstance(error, CameraError):
            return error
        return CameraError(self._bulkhead.fault)

    @property
    def stats(self) -> CameraStats:
        """Counts of the present connection."""
        camera = self._camera
        return CameraStats() if camera is None else camera.stats()

    def start(self) -> None:
        """Begin; the camera may come later."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let the camera's thread end by itself, so that several end side by side."""
        self._stopping.set()

    def stop(self, timeout_s: float = _STOP_S) -> None:
        """End and close the camera; a driver that hangs is left to the end of the process."""
        self.ask_to_stop()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        if self._thread.is_alive():
            _log.error("%s cannot be closed: its driver does not return", self._name)
        self._refuse_calls()

    def trigger(self) -> bool:
        """Expose one frame by software; ``False`` when the camera cannot now."""
        camera = self._camera
        if camera is None:
            return False
        with self._exposing.contain():
            camera.trigger()
            self._exposing.clear()
            return True
        return False

    def give_up(self, error: CameraError) -> None:
        """The camera answers and is of no use: connect anew. Any thread may say so.

        It is the fault from now on: a driver that hangs would never come to say it.
        """
        self._given_up = error
        self._bulkhead.note(error)

    def use(self, settings: Settings) -> None:
        """Settings that the camera shall have from its next connection on, or the next renewal."""
        self._settings = settings

    def renew(self, camera: Camera, *, pause: bool) -> Disturbance:
        """Give the connected camera the settings that it shall have; its own thread calls this.

        Args:
            camera: The camera.
            pause: Stop it for any change, so that no frame of before comes after.

        Returns:
            What that did to the frames.

        Raises:
            FeatureError: it refuses a setting.
            CameraLostError: it is gone, or shall have others by now: it must connect anew.
        """
        wanted, had = self._settings, self._applied
        self._applied = {}
        self.differences, disturbance = change_settings(camera, had, wanted, pause=pause)
        self._applied = wanted
        self.exposure_time_us = exposure_time_us(camera)
        if wanted is not self._settings:
            raise CameraLostError(CameraPhrase.SETTINGS_TOO_SLOW(camera=self._name))
        return disturbance

    def note_settings(self, camera: Camera) -> None:
        """Somebody has set the camera by hand; its own thread calls this."""
        self._applied = {}
        self.exposure_time_us = exposure_time_us(camera)

    def call(self, work: Callable[[Camera], _T]) -> _T:
        """Let the camera's thread do something between two frames, and wait for it.

        Raises:
            CameraLostError: the camera is not connected, or does not answer.
            CameraError: what the camera refused.
        """
        if self._camera is None or self._stopping.is_set():
            raise self._absence()
        call = _Call(work, Future())
        self._calls.put(call)
        if not self._thread.is_alive():
            self._refuse_calls()
        try:
            return call.answer.result(_CALL_S)  # type: ignore[no-any-return]
        except TimeoutError as error:
            call.answer.cancel()
            raise CameraLostError(CameraPhrase.CAMERA_SILENT(camera=self._name)) from error

    def _absence(self) -> CameraLostError:
        why = CameraPhrase.CONNECTING() if self.error is None else self.error.phrase
        return CameraLostError(CameraPhrase.CAMERA_NOT_CONNECTED(camera=self._name, fault=why))

    def _run(self) -> None:
        while not self._stopping.is_set():
            with self._bulkhead.contain():
                self._stream_from(self._make_camera())
            self._refuse_calls()
            with self._telling.contain():
                self._on_change(False)
            self._stopping.wait(_BACKOFF_S[min(self._attempt, len(_BACKOFF_S) - 1)])
            self._attempt += 1

    def _stream_from(self, camera: Camera) -> None:
        try:
            self._open(camera)
            attendance = Attendance(round(_GRAB_S * 1e9), monotonic_ns())
            while not self._stopping.is_set():
                asked_ns = monotonic_ns()
                frame = camera.grab(_GRAB_S)
                attendance.note(asked_ns, monotonic_ns())
                if frame is not None:
                    self._on_frame(attendance.noted(frame))
                    self._attempt = 0
                self._answer_calls(camera)
                if self._given_up is not None:
                    raise self._given_up
        finally:
            self._camera = None
            self.differences = ()
            camera.close()

    def _open(self, camera: Camera) -> None:
        camera.open()
        settings = self._settings
        self.differences = apply_settings(camera, settings)
        self._applied = settings
        self.exposure_time_us = exposure_time_us(camera)
        for each in self.differences:
            _log.warning(
                "%s keeps %s = %r, not %r", self._name, each.name, each.actual, each.wanted
            )
        camera.start()
        self._camera = camera
        self._given_up = None
        self.connections += 1
        self._bulkhead.clear()
        self._on_change(True)

    def _answer_calls(self, camera: Camera) -> None:
        """A lost camera is told to the caller, and ends the connection as a lost frame does."""
        while not self._calls.empty():
            call = self._calls.get()
            if not call.answer.set_running_or_notify_cancel():
                continue
            try:
                call.answer.set_result(call.work(camera))
            except CameraLostError as error:
                call.answer.set_exception(error)
                raise
            except CameraError as error:
                call.answer.set_exception(error)
            finally:
                if not call.answer.done():
                    call.answer.set_exception(
                        CameraError(CameraPhrase.CAMERA_FAILED(camera=self._name))
                    )

    def _refuse_calls(self) -> None:
        while not self._calls.empty():
            call = self._calls.get()
            if call.answer.set_running_or_notify_cancel():
                call.answer.set_exception(self._absence())
