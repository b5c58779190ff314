"""One open device: who has control, whether it still answers, its nodes."""

from __future__ import annotations

import ctypes
import threading
from contextlib import AbstractContextManager, nullcontext, suppress
from ctypes import byref
from ipaddress import IPv4Address

from inspector.cameras.aravis.discovery import list_devices
from inspector.cameras.aravis.library import aravis, checked
from inspector.cameras.aravis.nodes import AravisNodes
from inspector.cameras.aravis.probe import answers
from inspector.cameras.aravis.stream import AravisStream, StreamOptions
from inspector.cameras.found import choose
from inspector.cameras.genicam.frame_ids import FrameIds, vision_ids
from inspector.cameras.genicam.framing import Delivered
from inspector.cameras.genicam.preparation import acquire_continuously
from inspector.domain.errors.camera import (
    CameraBusyError,
    CameraError,
    CameraLostError,
    CameraNotFoundError,
)
from inspector.domain.phrases.cameras import CameraPhrase

_RANGE_CHECK_ENABLE = 1
_VERSION_REGISTER = 0x0000
_IP_REGISTER = 0x0024


class AravisDevice:
    """Connected from construction to :meth:`close`.

    Args:
        serial: Serial number; empty for the only camera there is.
        address: IP address or Aravis device id, which needs no search.
        options: How frames are received.

    Raises:
        CameraNotFoundError: it does not answer.
        CameraAmbiguousError: several devices fit.
        CameraBusyError: another program controls it.
        DriverMissingError: the library is not installed.
    """

    def __init__(self, serial: str, address: str, options: StreamOptions) -> None:
        library = self._library = aravis()
        self.source = address or _found_address(serial)
        try:
            camera = checked(library.arv_camera_new, self.source.encode())
        except CameraBusyError:
            raise
        except CameraError as error:
            raise CameraNotFoundError(
                CameraPhrase.NO_CAMERA_AT(address=self.source, fault=error.phrase)
            ) from error
        self._camera: int | None = camera
        self._device: int = library.arv_camera_get_device(camera)
        self._is_gige = bool(library.arv_camera_is_gv_device(camera))
        self._options = options
        self._stream: AravisStream | None = None
        self._is_lost = False
        self.nodes = AravisNodes(self._device)
        try:
            self._require_control()
            library.arv_device_set_range_check_policy(self._device, _RANGE_CHECK_ENABLE)
            self._ip = str(IPv4Address(self._register(_IP_REGISTER))) if self._is_gige else ""
            self._require_serial(serial)
            acquire_continuously(self.nodes)
        except CameraError:
            self.close()
            raise

    def close(self) -> None:
        """Give up control and free everything.

        The library waits up to ten seconds for a lost camera to acknowledge its farewells; they are
        left to a thread that ends by itself, so that a new object need not wait for them.
        """
        self.stop()
        if self._is_lost:
            threading.Thread(target=self._free, name="aravis-farewell", daemon=True).start()
        else:
            self._free()

    def frame_ids(self) -> FrameIds:
        """By the camera's transport layer."""
        return vision_ids(self.nodes, is_gige=self._is_gige)

    def start(self) -> None:
        """Open a stream and begin acquisition."""
        if self._is_lost:
            raise CameraLostError(CameraPhrase.CAMERA_LOST_AT(address=self.source))
        stream = AravisStream(self._opened(), self._options)
        try:
            checked(self._library.arv_camera_start_acquisition, self._opened())
        except CameraError:
            stream.close()
            raise
        self._stream = stream

    def stop(self) -> None:
        """End acquisition and the stream; a lost camera is not waited for."""
        if self._stream is None or self._is_lost:
            return
        with suppress(CameraError):
            checked(self._library.arv_camera_stop_acquisition, self._opened())
        self._stream.close()
        self._stream = None

    def trigger(self) -> None:
        """Expose one frame; any thread may ask."""
        self.nodes.execute("TriggerSoftware")

    def take(self, timeout_s: float) -> AbstractContextManager[Delivered | None]:
        """The next buffer, copied; ``None`` when none came in time."""
        return nullcontext(None if self._stream is None else self._stream.take(timeout_s))

    def require_alive(self) -> None:
        """Return when the device still answers and obeys.

        Raises:
            CameraLostError: it does not.
        """
        try:
            self._require_answer()
        except CameraLostError:
            self._is_lost = True
            raise

    def _require_answer(self) -> None:
        if not self._in_control:
            raise CameraLostError(CameraPhrase.CONTROL_LOST(camera=self.source))
        if not self._is_gige:
            self._register(_VERSION_REGISTER)
        elif not answers(self._ip):
            raise CameraLostError(CameraPhrase.CAMERA_SILENT_AT(address=self.source))

    def _free(self) -> None:
        """Waits for the heartbeat's thread."""
        if self._stream is not None:
            self._stream.close()
        if self._camera is not None:
            self.nodes.close()
            self._library.g_object_unref(self._camera)
            self._camera = None

    def _register(self, address: int) -> int:
        value = ctypes.c_uint32()
        checked(self._library.arv_device_read_register, self._device, address, byref(value))
        return value.value

    @property
    def _in_control(self) -> bool:
        if not self._is_gige:
            return True
        return bool(self._library.arv_gv_device_is_controller(self._device))

    def _opened(self) -> int:
        if self._camera is None:
            raise CameraError(
                CameraPhrase.CAMERA_NOT_OPEN(camera=self.source), remedy="Open the camera first."
            )
        return self._camera

    def _require_control(self) -> None:
        if not self._in_control:
            raise CameraBusyError(CameraPhrase.CAMERA_CONTROLLED(address=self.source))

    def _require_serial(self, serial: str) -> None:
        if not serial:
            return
        for node in ("DeviceSerialNumber", "DeviceID"):
            if self.nodes.kind(node) is not None:
                found = str(self.nodes.read(node))
                if found != serial:
                    raise CameraNotFoundError(
                        CameraPhrase.OTHER_SERIAL(address=self.source, found=found, wanted=serial)
                    )
                return


def _found_address(serial: str) -> str:
    found = list_devices()
    return found[choose(found, serial)].address
