"""Which Basler cameras pylon sees."""

from __future__ import annotations

from typing import Any

from inspector.cameras.found import FoundCamera
from inspector.cameras.pylon.library import first_sentence, pylon
from inspector.domain.errors.camera import CameraError
from inspector.domain.phrases.drivers import DriverPhrase

_OPENED = (2, 3)  # pylon's Accessibility_Opened, Accessibility_OpenedExclusively
_OK = 1


def list_devices() -> list[FoundCamera]:
    """All cameras on all of pylon's transport layers.

    Raises:
        DriverMissingError: pypylon is not installed.
        CameraError: pylon cannot search.
    """
    return [found for found, _ in enumerate_devices()]


def enumerate_devices() -> list[tuple[FoundCamera, Any]]:
    """Each camera with pylon's own ``DeviceInfo`` of it."""
    module = pylon()
    try:
        factory = module.TlFactory.GetInstance()
        return [(_found(factory, info), info) for info in factory.EnumerateDevices()]
    except module.GenericException as error:
        raise CameraError(
            DriverPhrase.NO_SEARCH(driver="pylon", fault=first_sentence(error))
        ) from error


def _found(factory: Any, info: Any) -> FoundCamera:
    reached_by_ip = info.IsIpAddressAvailable()
    return FoundCamera(
        driver="pylon",
        serial=info.GetSerialNumber(),
        vendor=info.GetVendorName(),
        model=info.GetModelName(),
        address=info.GetIpAddress() if reached_by_ip else info.GetFullName(),
        in_use=is_in_use(factory, info),
    )


def is_in_use(factory: Any, info: Any) -> bool | None:
    """Whether a program has opened it; the emulator and some layers cannot tell."""
    _, accessibility = factory.IsDeviceAccessibleInfo(info)
    if accessibility in _OPENED:
        return True
    return False if accessibility == _OK else None
