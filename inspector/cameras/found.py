"""A device that a driver sees, whether or not it is configured."""

from __future__ import annotations

from dataclasses import dataclass


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
