"""What the configured cameras ask of the computer, from their sections and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from inspector.cameras.doctor.facts import CameraLink
from inspector.config.camera import AnyCameraConfig, AravisCameraConfig, GentlCameraConfig
from inspector.domain.errors.camera import CameraError
from inspector.domain.feature import FeatureValue
from inspector.vision.pfnc import payload_bytes

_RATE = "acquisition_frame_rate_hz"
_BYTES_PER_MB = 1 << 20


def camera_link(
    name: str, config: AnyCameraConfig, features: Mapping[str, FeatureValue]
) -> CameraLink:
    """The load of one camera, as far as its settings tell it.

    Args:
        name: Name in the station file.
        config: Its section.
        features: Settings of station file and recipe.
    """
    rate, packet = features.get(_RATE), features.get("packet_size_bytes")
    buffer_mb = config.socket_buffer_mb if isinstance(config, AravisCameraConfig) else None
    return CameraLink(
        name=name,
        driver=config.driver,
        address=getattr(config, "address", ""),
        payload_bytes=_payload_bytes(features),
        rate_hz=None if rate is None else float(rate),
        packet_size_bytes=None if packet is None else int(packet),
        socket_buffer_bytes=None if buffer_mb is None else buffer_mb * _BYTES_PER_MB,
    )


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
