"""One open device: who has control, whether it still answers, its nodes."""

from __future__ import annotations

import ctypes
from ctypes import byref
from ipaddress import IPv4Address

from inspector.cameras.aravis.discovery import list_devices
from inspector.cameras.aravis.library import aravis, checked
from inspector.cameras.aravis.nodes import AravisNodes
from inspector.cameras.aravis.probe import answers
from inspector.cameras.aravis.stream import AravisStream
from inspector.cameras.found import choose
from inspector.domain.errors.camera import (
    CameraBusyError,
    CameraError,
    CameraLostError,
    CameraNotFoundError,
)

_RANGE_CHECK_ENABLE = 1
_VERSION_REGISTER = 0x0000
_IP_REGISTER = 0x0024


class AravisDevice:
    """Connected from construction to :meth:`close`.

    Args:
        serial: Serial number; empty for the only camera there is.
        address: IP address or Aravis device id, which needs no search.

    Raises:
        CameraNotFoundError: it does not answer.
        CameraAmbiguousError: several devices fit.
        CameraBusyError: another program controls it.
        DriverMissingError: the library is not installed.
    """

    def __init__(self, serial: str, address: str) -> None:
        library = self._library = aravis()
        self.address = address or _found_address(serial)
        try:
            camera = checked(library.arv_camera_new, self.address.encode())
        except CameraBusyError:
            raise
        except CameraError as error:
            raise CameraNotFoundError(
                f"no camera answers at {self.address} ({error.detail})"
            ) from error
        self._camera: int | None = camera
        self._device: int = library.arv_camera_get_device(camera)
        self.is_gige = bool(library.arv_camera_is_gv_device(camera))
        self.nodes = AravisNodes(self._device)
        try:
            self._require_control()
            library.arv_device_set_range_check_policy(self._device, _RANGE_CHECK_ENABLE)
            self._ip = str(IPv4Address(self._register(_IP_REGISTER))) if self.is_gige else ""
            self._require_serial(serial)
            self._acquire_continuously()
        except CameraError:
            self.close()
            raise

    def close(self) -> None:
        """Give up control and free everything; waits for the heartbeat's thread."""
        if self._camera is not None:
            self.nodes.close()
            self._library.g_object_unref(self._camera)
            self._camera = None

    def stream(self, buffers: int, *, packet_resend: bool, socket_buffer_mb: int) -> AravisStream:
        """A new stream; closed by its taker, before this device."""
        return AravisStream(
            self._opened(),
            buffers,
            packet_resend=packet_resend,
            socket_buffer_mb=socket_buffer_mb,
        )

    def start_acquisition(self) -> None:
        """Frames may come."""
        checked(self._library.arv_camera_start_acquisition, self._opened())

    def stop_acquisition(self) -> None:
        """No more frames."""
        checked(self._library.arv_camera_stop_acquisition, self._opened())

    def require_alive(self) -> None:
        """Return when the device still answers and obeys.

        Raises:
            CameraLostError: it does not.
        """
        if not self._in_control:
            raise CameraLostError(f"{self.address}: control of the camera is lost")
        if not self.is_gige:
            self._register(_VERSION_REGISTER)
        elif not answers(self._ip):
            raise CameraLostError(f"the camera at {self.address} does not answer")

    def _register(self, address: int) -> int:
        value = ctypes.c_uint32()
        checked(self._library.arv_device_read_register, self._device, address, byref(value))
        return value.value

    @property
    def _in_control(self) -> bool:
        if not self.is_gige:
            return True
        return bool(self._library.arv_gv_device_is_controller(self._device))

    def _opened(self) -> int:
        if self._camera is None:
            raise CameraError(f"{self.address} is not open", remedy="Open the camera first.")
        return self._camera

    def _require_control(self) -> None:
        if not self._in_control:
            raise CameraBusyError(f"another program controls the camera at {self.address}")

    def _require_serial(self, serial: str) -> None:
        if not serial:
            return
        for node in ("DeviceSerialNumber", "DeviceID"):
            if self.nodes.kind(node) is not None:
                found = str(self.nodes.read(node))
                if found != serial:
                    raise CameraNotFoundError(
                        f"the camera at {self.address} has serial {found!r}, not {serial!r}"
                    )
                return

    def _acquire_continuously(self) -> None:
        """A camera that was left in single-frame mode would stop after one part."""
        mode = "AcquisitionMode"
        if self.nodes.kind(mode) is not None and "Continuous" in self.nodes.choices(mode):
            self.nodes.write(mode, "Continuous")


def _found_address(serial: str) -> str:
    found = list_devices()
    return found[choose(found, serial)].address
