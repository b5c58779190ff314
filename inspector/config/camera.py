"""The `[camera]` section, one model per driver."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, Strict

from inspector.config.base import ConfigModel, Host, Port, Scalar


def _source(value: Any) -> Any:
    is_index = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if is_index or (isinstance(value, str) and value):
        return value
    raise ValueError("must be a camera index from 0 or text")


class PartDetectionConfig(ConfigModel):
    """How a free-running camera sees parts: present, still and sharp."""

    min_area_share: float = Field(
        0.02, gt=0, le=1, description="share of the picture that a part changes at least"
    )
    contrast: float = Field(
        0.08, gt=0, le=1, description="difference from the empty belt that counts, of full scale"
    )
    stillness_px: float = Field(
        2.0, ge=0, le=1000, description="movement between two frames of a part that stands still"
    )
    min_focus: float = Field(
        0.0, ge=0, description="least focus of a sharp part; `inspector camera focus` measures it"
    )
    light_tolerance: float = Field(
        0.2, ge=0, le=1, description="change of brightness that is light and not a part"
    )
    enough_frames: int = Field(
        3, ge=1, le=100, description="good frames after which the best of them is taken"
    )
    cooldown_frames: int = Field(
        2, ge=1, le=100, description="empty frames between two parts at least"
    )


class CameraConfig(ConfigModel):
    """What every driver has."""

    driver: str
    frame_timeout_ms: int = Field(
        200, ge=1, le=60_000, description="longest wait for a frame after its trigger"
    )
    features: dict[str, Scalar] = Field(
        default_factory=dict, description="SFNC feature names and the values to set on opening"
    )
    part_detection: PartDetectionConfig | None = Field(
        None, description="how a free-running camera sees parts; absent to take every frame for one"
    )

    @property
    def is_software_triggered(self) -> bool:
        """Whether the station exposes each part's frame itself."""
        return False

    @property
    def is_free_running(self) -> bool:
        """Whether frames come all the time and the best of them shows the part."""
        return False


class IndustrialCameraConfig(CameraConfig):
    """What every GenICam camera has."""

    serial: str = Field("", description="serial number; absent for the only camera there is")
    triggering: Literal["line", "software", "free_run"] = Field(
        "line",
        description='"line": the photo-eye is wired to the camera; "software": the station exposes '
        'when the PLC reports a part; "free_run": the best of the frames that stream by',
    )
    demosaic: Literal["none", "bilinear", "edge_aware", "vng"] = Field(
        "bilinear", description="how a Bayer mosaic becomes colour; VNG takes 8-bit mosaics only"
    )
    buffers: int = Field(8, ge=2, le=256, description="frames that the driver may hold")

    @property
    def is_software_triggered(self) -> bool:
        """Whether the station exposes each part's frame itself."""
        return self.triggering == "software"

    @property
    def is_free_running(self) -> bool:
        """Whether frames come all the time."""
        return self.triggering == "free_run"


class IsolatableCameraConfig(IndustrialCameraConfig):
    """What every GenICam camera has whose driver may run inside the engine."""

    own_process: bool = Field(
        False, description="run the driver in a process of its own, so that its crash is no crash"
    )


class GentlCameraConfig(IndustrialCameraConfig):
    """Any camera with a GenTL producer; always in a process of its own."""

    driver: Literal["gentl"] = Field(description="any vendor's camera through its GenTL producer")
    producers: Annotated[tuple[str, ...], Strict(False)] = Field(
        (),
        description="paths of `.cti` files relative to this file; absent for those in the folders "
        "that GENICAM_GENTL64_PATH names",
    )


class AravisCameraConfig(IsolatableCameraConfig):
    """A GigE Vision or USB3 Vision camera on Linux."""

    driver: Literal["aravis"] = Field(description="GigE Vision and USB3 Vision on Linux")
    address: str = Field("", description="IP address or Aravis device id, in place of `serial`")
    packet_resend: bool = Field(
        True, description="ask for lost packets again; off for cameras that cannot"
    )
    socket_buffer_mb: int = Field(
        4, ge=1, le=256, description="receive buffer; net.core.rmem_max must allow it"
    )


class PylonCameraConfig(IsolatableCameraConfig):
    """A Basler camera."""

    driver: Literal["pylon"] = Field(description="Basler cameras; needs the extra `pylon`")


class VivaCameraConfig(IsolatableCameraConfig):
    """A GigE Vision or USB3 Vision camera, experimental."""

    driver: Literal["viva"] = Field(
        description="GigE Vision and USB3 Vision on every system; experimental, extra `viva`"
    )
    address: str = Field("", description="IP address, in place of `serial`")
    packet_resend: bool = Field(
        True, description="ask for lost packets again; off for cameras that cannot"
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

    @property
    def is_software_triggered(self) -> bool:
        """Whether the station exposes each part's frame itself."""
        return not self.is_free_running

    @property
    def is_free_running(self) -> bool:
        """Whether frames come all the time."""
        return self.frame_rate_hz is not None


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

    @property
    def is_software_triggered(self) -> bool:
        """Whether the station exposes each part's frame itself."""
        return not self.free_run

    @property
    def is_free_running(self) -> bool:
        """Whether frames come all the time."""
        return self.free_run


AnyCameraConfig = Annotated[
    SimCameraConfig
    | ReplayCameraConfig
    | OpenCvCameraConfig
    | GentlCameraConfig
    | AravisCameraConfig
    | PylonCameraConfig
    | VivaCameraConfig,
    Field(discriminator="driver"),
]
