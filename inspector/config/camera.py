"""The `[camera]` section, one model per driver."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from inspector.config.base import ConfigModel, Host, Port, Scalar


def _source(value: Any) -> Any:
    is_index = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if is_index or (isinstance(value, str) and value):
        return value
    raise ValueError("must be a camera index from 0 or text")


class CameraConfig(ConfigModel):
    """What every driver has."""

    frame_timeout_ms: int = Field(
        200, ge=1, le=60_000, description="longest wait for a frame after its trigger"
    )
    features: dict[str, Scalar] = Field(
        default_factory=dict, description="SFNC feature names and the values to set on opening"
    )


class SimCameraConfig(CameraConfig):
    """The camera of the virtual line."""

    driver: Literal["sim"] = Field(description="the virtual line's camera")
    host: Host = Field("127.0.0.1", description="where the virtual line runs")
    port: Port = Field(description="TCP port of the virtual line's camera")


class ReplayCameraConfig(CameraConfig):
    """Image files in place of a camera."""

    driver: Literal["replay"] = Field(description="image files in place of a camera")
    folder: str = Field(
        min_length=1,
        description="folder of images, or CSV file `path,label`, relative to this file",
    )
    order: Literal["sorted", "shuffled"] = Field(
        "sorted", description='"sorted" by path or "shuffled" by seed'
    )
    seed: int = Field(0, ge=0, le=2**32 - 1, description="which shuffle")
    loop: bool = Field(True, description="begin again after the last image")
    frame_rate_hz: float | None = Field(
        None, gt=0, le=1000, description="free run at this rate; absent for one frame per trigger"
    )


class OpenCvCameraConfig(CameraConfig):
    """A USB camera, a network stream or a video file."""

    driver: Literal["opencv"] = Field(description="USB camera, network stream or video file")
    source: Annotated[int | str, PlainValidator(_source)] = Field(
        description="index of a USB camera, URL of a stream or video file relative to this file; "
        "${NAME} in a URL stands for an environment variable"
    )
    at_end: Literal["loop", "lost"] = Field(
        "lost", description='a video file that ends begins again ("loop") or is a lost camera'
    )
    free_run: bool = Field(False, description="deliver every frame, not one per trigger")
    open_timeout_ms: int = Field(5000, ge=100, le=60_000, description="longest wait for a stream")
    read_timeout_ms: int = Field(
        2000, ge=100, le=60_000, description="silence after which a stream counts as lost"
    )


AnyCameraConfig = Annotated[
    SimCameraConfig | ReplayCameraConfig | OpenCvCameraConfig, Field(discriminator="driver")
]
