"""One open Basler camera: connecting, grabbing, and what pylon's answers mean."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from inspector.cameras.found import choose
from inspector.cameras.genicam.frame_ids import FrameIds, vision_ids
from inspector.cameras.genicam.framing import Delivered
from inspector.cameras.genicam.preparation import acquire_continuously, ticks_per_s
from inspector.cameras.pylon.devices import enumerate_devices, is_in_use
from inspector.cameras.pylon.library import first_sentence, pylon
from inspector.cameras.pylon.nodes import PylonNodes
from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import (
    CameraBusyError,
    CameraError,
    CameraLostError,
    CameraNotFoundError,
)
from inspector.domain.phrases.cameras import CameraPhrase

_NS = 1_000_000_000
_NO_ID = 2**64 - 1  # not even the leader of the frame arrived
_TRIGGER_READY_NS = 1_000_000_000
_READY_SLICE_MS = 10


class PylonDevice:
    """Connected from construction to :meth:`close`.

    Args:
        serial: Serial number; empty for the only camera there is.
        buffers: Frames that pylon may hold.

    Raises:
        CameraNotFoundError: it does not answer.
        CameraAmbiguousError: several devices fit.
        CameraBusyError: another program has it open.
        DriverMissingError: pypylon is not installed.
    """

    def __init__(self, serial: str, buffers: int) -> None:
        self._pylon = pylon()
        self._return_on_timeout = self._pylon.TimeoutHandling_Return
        self._commanding = threading.Lock()
        self._is_ended = True
        found = enumerate_devices()
        camera, info = found[choose([each for each, _ in found], serial)]
        self.source = f"pylon {camera.serial}"
        self._camera = self._opened(info)
        self.nodes = PylonNodes(self._camera.GetNodeMap(), self._camera.IsCameraDeviceRemoved)
        self._ticks_per_s = _NS
        try:
            self._camera.MaxNumBuffer.SetValue(buffers)
            acquire_continuously(self.nodes)
        except self._pylon.GenericException as error:
            self.close()
            raise CameraError(f"{self.source}: {first_sentence(error)}") from error
        except CameraError:
            self.close()
            raise

    def close(self) -> None:
        """Give the device back, also one that is gone."""
        self._end(self._camera.StopGrabbing, self._camera.Close, self._camera.DestroyDevice)

    def frame_ids(self) -> FrameIds:
        """By the camera's transport layer."""
        return vision_ids(self.nodes, is_gige=self._camera.IsGigE())

    def start(self) -> None:
        """Begin to grab, every frame in order."""
        self._ticks_per_s = ticks_per_s(self.nodes)
        with self._translated():
            self._camera.StartGrabbing(self._pylon.GrabStrategy_OneByOne)
        self._is_ended = False

    def stop(self) -> None:
        """End grabbing; a camera that is gone has ended."""
        self._end(self._camera.StopGrabbing)

    def _end(self, *steps: Callable[[], None]) -> None:
        self._is_ended = True
        with self._commanding:
            for step in steps:
                with suppress(self._pylon.GenericException):
                    step()

    def trigger(self) -> None:
        """Expose one frame as soon as the camera is ready for it; any thread may ask.

        Raises:
            CameraError: it is not ready within a second.
        """
        deadline_ns = monotonic_ns() + _TRIGGER_READY_NS
        while monotonic_ns() < deadline_ns:
            with self._commanding, self._translated():
                if self._is_ended:
                    raise CameraError(CameraPhrase.CAMERA_NOT_ACQUIRING(camera=self.source))
                if self._is_ready():
                    self._camera.ExecuteSoftwareTrigger()
                    return
        raise CameraError(
            CameraPhrase.NO_TRIGGER_TAKEN(camera=self.source, limit=_TRIGGER_READY_NS // 10**6),
            remedy="Set trigger_mode to On; leave more time between triggers.",
        )

    def _is_ready(self) -> bool:
        """Waits shortly, for nobody may end the acquisition meanwhile."""
        if not self._camera.CanWaitForFrameTriggerReady():
            return True
        return bool(self._camera.WaitForFrameTriggerReady(_READY_SLICE_MS, self._return_on_timeout))

    @contextmanager
    def take(self, timeout_s: float) -> Iterator[Delivered | None]:
        """The next result for the time of the block; ``None`` when none came in time."""
        with self._translated():
            self._require_present()
            result = self._camera.RetrieveResult(round(timeout_s * 1000), self._return_on_timeout)
        try:
            yield self._delivered(result) if result.IsValid() else None
        finally:
            result.Release()

    def require_alive(self) -> None:
        """Return when the camera still answers.

        Raises:
            CameraLostError: it does not.
        """
        self._require_present()
        self.nodes.require_answer()

    def _opened(self, info: Any) -> Any:
        factory = self._pylon.TlFactory.GetInstance()
        try:
            camera = self._pylon.InstantCamera(factory.CreateDevice(info))
            # pylon's own configuration would switch the trigger off. Ours does nothing and goes
            # again: called back into Python later, it could wait for a thread that waits for it.
            configuration = self._pylon.ConfigurationEventHandler()
            camera.RegisterConfiguration(
                configuration,
                self._pylon.RegistrationMode_ReplaceAll,
                self._pylon.Cleanup_None,
            )
            camera.Open()
            camera.DeregisterConfiguration(configuration)
        except self._pylon.GenericException as error:
            detail = f"{self.source}: {first_sentence(error)}"
            raise (CameraBusyError if is_in_use(factory, info) else CameraNotFoundError)(
                detail
            ) from error
        return camera

    def _delivered(self, result: Any) -> Delivered:
        block_id = result.GetBlockID()
        raw_id = None if block_id == _NO_ID else block_id
        if not result.GrabSucceeded():
            return Delivered(raw_id)
        return Delivered(
            raw_id,
            result.GetMemoryView(),
            result.GetPixelType(),
            result.GetWidth(),
            result.GetHeight(),
            result.GetPaddingX(),
            result.GetTimeStamp() * _NS // self._ticks_per_s or None,
        )

    def _require_present(self) -> None:
        # Asked first: frames that were queued before the removal would still be handed out.
        if self._camera.IsCameraDeviceRemoved():
            raise CameraLostError(CameraPhrase.CAMERA_REMOVED(camera=self.source))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._pylon.GenericException as error:
            detail = f"{self.source}: {first_sentence(error)}"
            removed = self._camera.IsCameraDeviceRemoved()
            raise (CameraLostError if removed else CameraError)(detail) from error
