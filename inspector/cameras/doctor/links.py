"""What the configured cameras ask of the computer, from their sections and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path

from inspector.cameras.doctor.facts import CameraLink
from inspector.config.camera import AnyCameraConfig, AravisCameraConfig, GentlCameraConfig
from inspector.domain.errors.camera import CameraError, FeatureError
from inspector.domain.feature import FeatureValue
from inspector.domain.ports import Camera
from inspector.vision.pfnc import payload_bytes

_RATE = "acquisition_frame_rate_hz"
_PACKET = "packet_size_bytes"
_ADDRESS = "GevCurrentIPAddress"
_ASKED = ("width", "height", "pixel_format", _RATE, _PACKET, _ADDRESS)
_BYTES_PER_MB = 1 << 20


def settings_of(camera: Camera) -> dict[str, FeatureValue]:
    """What a camera itself says of its load.

    Args:
        camera: A closed camera; it is closed again.

    Raises:
        CameraError: it does not answer, or belongs to somebody else.
    """
    found: dict[str, FeatureValue] = {}
    try:
        camera.open()
        for name in _ASKED:
            with suppress(FeatureError):
                found[name] = camera.get(name)
    finally:
        camera.close()
    return found


def camera_link(
    name: str, config: AnyCameraConfig, features: Mapping[str, FeatureValue]
) -> CameraLink:
    """The load of one camera, as far as its settings tell it.

    Args:
        name: Name in the station file.
        config: Its section.
        features: Settings of station file and recipe, or what the camera itself says.
    """
    rate, packet = features.get(_RATE), features.get(_PACKET)
    buffer_mb = config.socket_buffer_mb if isinstance(config, AravisCameraConfig) else None
    return CameraLink(
        name=name,
        driver=config.driver,
        address=getattr(config, "address", "") or _address(features.get(_ADDRESS)),
        payload_bytes=_payload_bytes(features),
        rate_hz=None if rate is None else float(rate),
        packet_size_bytes=None if packet is None else int(packet),
        socket_buffer_bytes=None if buffer_mb is None else buffer_mb * _BYTES_PER_MB,
    )


def _address(value: FeatureValue | None) -> str:
    """The address as text; GigE Vision holds it as a number of 32 bits."""
    return str(IPv4Address(value)) if isinstance(value, int) and value else ""


def _payload_bytes(features: Mapping[str, FeatureValue]) -> int | None:
    width, height = features.get("width"), features.get("height")
    pixel_format = features.get("pixel_format")
    if width is None or height is None or pixel_format is None:
        return None
    try:
        return payload_bytes(str(pixel_format), int(width), int(height))
    except CameraError:
        return None


def producer_paths(
    configs: Iterable[AnyCameraConfig], resolve: Callable[[str], Path]
) -> tuple[Path, ...]:
    """The `.cti` files that the station file names."""
    return tuple(
        resolve(producer)
        for config in configs
        if isinstance(config, GentlCameraConfig)
        for producer in config.producers
    )
