"""A device that a driver sees, whether or not it is configured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.errors.camera import CameraAmbiguousError, CameraNotFoundError
from inspector.domain.phrases.cameras import CameraPhrase


@dataclass(frozen=True, slots=True)
class FoundCamera:
    """One device.

    Attributes:
        driver: Name of the driver, as the station file writes it.
        serial: Serial number; empty where the driver cannot tell without opening it.
        vendor: Maker.
        model: Model name.
        address: IP address, USB path or device id.
        in_use: Whether another program holds it; ``None`` where nobody can tell.
    """

    driver: str
    serial: str
    vendor: str
    model: str
    address: str
    in_use: bool | None = None


def choose(found: Sequence[FoundCamera], serial: str = "", address: str = "") -> int:
    """Index of the device that fits; empty texts fit every device.

    Raises:
        CameraNotFoundError: there is none.
        CameraAmbiguousError: there are several.
    """
    fitting = [
        index
        for index, each in enumerate(found)
        if serial in ("", each.serial) and address in ("", each.address)
    ]
    if not fitting:
        seen = ", ".join(each.serial or each.address for each in found) or "none"
        wanted = " ".join(filter(None, ("camera", serial, address and f"at {address}")))
        raise CameraNotFoundError(CameraPhrase.NO_CAMERA_FITS(wanted=wanted, seen=seen))
    if len(fitting) > 1:
        shown = ", ".join(f"{found[index].serial} at {found[index].address}" for index in fitting)
        raise CameraAmbiguousError(CameraPhrase.CAMERAS_FIT(count=len(fitting), seen=shown))
    return fitting[0]
