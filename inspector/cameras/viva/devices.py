"""Which GigE Vision and USB3 Vision cameras answer, and connecting to one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inspector.cameras.found import FoundCamera, choose
from inspector.cameras.viva.library import viva
from inspector.domain.errors.camera import CameraBusyError, CameraError, CameraNotFoundError
from inspector.domain.phrases.drivers import DriverPhrase

_SEARCH_MS = 500
_CONTROL_REGISTER = 0x0A00  # GigE Vision, "control channel privilege"
_REFUSED = ("ACCESS_DENIED", "busy")


def list_devices() -> list[FoundCamera]:
    """All cameras that answer, loopback included.

    Raises:
        DriverMissingError: viva-genicam is not installed.
        CameraError: the network cannot be searched.
    """
    return [found for found, _ in _enumerate()]


def connect(serial: str, address: str) -> tuple[FoundCamera, Any]:
    """The camera that fits, connected and under our control.

    Raises:
        CameraNotFoundError: it does not answer.
        CameraAmbiguousError: several devices fit.
        CameraBusyError: another program controls it.
        DriverMissingError: viva-genicam is not installed.
    """
    library = viva()
    devices = _enumerate()
    found, info = devices[choose([each for each, _ in devices], serial, address)]
    try:
        return found, library.Camera.open(info)
    except library.GenicamError as error:
        detail = f"{found.address}: {error}"
        is_busy = any(word in str(error) for word in _REFUSED)
        raise (CameraBusyError if is_busy else CameraNotFoundError)(detail) from error


def _enumerate() -> list[tuple[FoundCamera, Any]]:
    library = viva()
    try:
        return [*_gige(library), *_usb(library)]
    except library.GenicamError as error:
        raise CameraError(DriverPhrase.NO_SEARCH(driver="viva", fault=str(error))) from error


def _gige(library: Any) -> Iterator[tuple[FoundCamera, Any]]:
    for info in library.discover(timeout_ms=_SEARCH_MS, all=True):
        serial, in_use = _ask(library, info)
        vendor, model = info.manufacturer or "", info.model or ""
        yield FoundCamera("viva", serial, vendor, model, info.ip, in_use), info


def _ask(library: Any, info: Any) -> tuple[str, bool | None]:
    """Serial number and whether somebody controls it; discovery itself tells neither."""
    try:
        with library.connect_gige(info, monitor=True) as monitor:
            in_use = any(monitor.read_register(_CONTROL_REGISTER, 4))
            return str(monitor.get("DeviceSerialNumber")), in_use
    except library.GenicamError:
        return "", None


def _usb(library: Any) -> Iterator[tuple[FoundCamera, Any]]:
    try:
        devices = library.discover_u3v()
    except library.GenicamError:  # a computer without USB has no USB cameras
        return
    for info in devices:
        vendor, model, serial = (
            text or "" for text in (info.manufacturer, info.model, info.serial)
        )
        yield FoundCamera("viva", serial, vendor, model, f"{info.bus}:{info.address}"), info
