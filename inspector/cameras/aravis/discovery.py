"""Which cameras Aravis sees."""

from __future__ import annotations

import threading

from inspector.cameras.aravis.library import aravis
from inspector.cameras.found import FoundCamera

_USB = "USB3Vision"
_listing = threading.Lock()  # the library keeps one list for all threads


def list_devices() -> list[FoundCamera]:
    """All GigE Vision and USB3 Vision cameras that answer within a second.

    Raises:
        DriverMissingError: the library is not installed.
    """
    library = aravis()
    with _listing:
        library.arv_update_device_list()
        return [_found(index) for index in range(library.arv_get_n_devices())]


def _found(index: int) -> FoundCamera:
    library = aravis()
    protocol = _text(library.arv_get_device_protocol(index))
    reached_by = library.arv_get_device_id if protocol == _USB else library.arv_get_device_address
    return FoundCamera(
        driver="aravis",
        serial=_text(library.arv_get_device_serial_nbr(index)),
        vendor=_text(library.arv_get_device_vendor(index)),
        model=_text(library.arv_get_device_model(index)),
        address=_text(reached_by(index)),
    )


def _text(content: bytes | None) -> str:
    return (content or b"").decode(errors="replace")
