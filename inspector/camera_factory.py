"""From a camera's section of the station file to its driver; app's part for cameras."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.config.camera import (
    AnyCameraConfig,
    AravisCameraConfig,
    GentlCameraConfig,
    IndustrialCameraConfig,
    IsolatableCameraConfig,
    OpenCvCameraConfig,
    ReplayCameraConfig,
    SimCameraConfig,
    VivaCameraConfig,
)

if TYPE_CHECKING:
    from inspector.domain.ports import Camera


def make_camera(config: AnyCameraConfig, resolve: Callable[[str], Path]) -> Camera:
    """A closed camera.

    Args:
        config: The camera's section.
        resolve: Makes a file's name, as the section writes it, a path.
    """
    if isinstance(config, SimCameraConfig):
        from inspector.sim.camera import SimCamera

        return SimCamera(config.host, config.port)
    if isinstance(config, ReplayCameraConfig):
        from inspector.cameras.replay import ReplayCamera

        return ReplayCamera(
            resolve(config.folder),
            order=config.order,
            seed=config.seed,
            loop=config.loop,
            frame_rate_hz=config.frame_rate_hz,
        )
    if isinstance(config, OpenCvCameraConfig):
        return _opencv(config, resolve)
    return _industrial(config, resolve)


def is_software_triggered(config: AnyCameraConfig) -> bool:
    """Whether the station exposes each part's frame itself."""
    if isinstance(config, IndustrialCameraConfig):
        return config.triggering == "software"
    if isinstance(config, ReplayCameraConfig):
        return config.frame_rate_hz is None
    return isinstance(config, OpenCvCameraConfig) and not config.free_run


def is_free_running(config: AnyCameraConfig) -> bool:
    """Whether frames come all the time and the best of them shows the part."""
    if isinstance(config, IndustrialCameraConfig):
        return config.triggering == "free_run"
    if isinstance(config, ReplayCameraConfig):
        return config.frame_rate_hz is not None
    return isinstance(config, OpenCvCameraConfig) and config.free_run


def _opencv(config: OpenCvCameraConfig, resolve: Callable[[str], Path]) -> Camera:
    from inspector.cameras.opencv import OpenCvCamera

    source = config.source
    if isinstance(source, str) and "://" not in source:
        source = str(resolve(source))
    return OpenCvCamera(
        source,
        at_end=config.at_end,
        free_run=config.free_run,
        open_timeout_ms=config.open_timeout_ms,
        read_timeout_ms=config.read_timeout_ms,
    )


def _industrial(config: IndustrialCameraConfig, resolve: Callable[[str], Path]) -> Camera:
    from inspector.cameras.isolated import driver_class, isolated

    options: dict[str, object] = {
        "serial": config.serial,
        "demosaic": config.demosaic,
        "buffers": config.buffers,
    }
    if isinstance(config, GentlCameraConfig):
        return isolated(
            "gentl", options | {"producers": [str(resolve(each)) for each in config.producers]}
        )
    if isinstance(config, AravisCameraConfig | VivaCameraConfig):
        options |= {"address": config.address, "packet_resend": config.packet_resend}
    if isinstance(config, AravisCameraConfig):
        options |= {"socket_buffer_mb": config.socket_buffer_mb}
    if isinstance(config, IsolatableCameraConfig) and config.own_process:
        return isolated(config.driver, options)
    return driver_class(config.driver)(**options)
