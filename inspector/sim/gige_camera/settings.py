"""What a virtual GigE Vision camera is."""

from __future__ import annotations

from dataclasses import dataclass

PIXEL_FORMATS = {
    "Mono8": 0x01080001,
    "Mono12": 0x01100005,
    "Mono12p": 0x010C0047,
    "Mono16": 0x01100007,
    "BayerRG8": 0x01080009,
    "RGB8": 0x02180014,
    "BGR8": 0x02180015,
}
"""PFNC values of what the sensor can deliver; bits 16 to 23 are the bits per pixel."""


def bits_per_pixel(pixel_format: int) -> int:
    """From the PFNC value."""
    return pixel_format >> 16 & 0xFF


@dataclass(frozen=True, slots=True)
class GigeCameraSettings:
    """Plain values, sent to the camera's process at its start.

    Attributes:
        address: Loopback address; UDP port 3956 of an address belongs to one camera.
        serial: Serial number, at most 15 characters.
        model: Model name, at most 31 characters.
        width: Pixels of the sensor.
        height: Pixels of the sensor.
        pixel_format: What it delivers after power-up, one of :data:`PIXEL_FORMATS`.
        trigger_source: ``Software`` or ``Line1`` to power up triggered; empty for free run.
        frame_rate_hz: Of free run after power-up.
        exposure_node: What its maker calls the exposure time; ``ExposureTimeAbs`` before SFNC 2.
        first_block_id: Number of the first frame after each start of acquisition.
        can_resend: Whether it sends lost packets again when asked.
    """

    address: str
    serial: str = "VIRTUAL-1"
    model: str = "Virtual GigE"
    width: int = 192
    height: int = 192
    pixel_format: str = "Mono8"
    trigger_source: str = ""
    frame_rate_hz: float = 25.0
    exposure_node: str = "ExposureTime"
    first_block_id: int = 1
    can_resend: bool = True
