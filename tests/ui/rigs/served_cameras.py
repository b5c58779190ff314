"""One camera behind the real service: its features live here, its pictures are rendered."""

from collections.abc import Sequence
from dataclasses import replace

from metal_part import metal_part

from inspector.clock import monotonic_ns
from inspector.domain.camera_state import CameraState
from inspector.domain.errors.camera import CameraUnknownError, FeatureError
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.evaluation import Evaluation
from inspector.domain.feature import Feature, FeatureKind, FeatureValue
from inspector.domain.frame import Frame

NAME = "camera"


class ServedCameras:
    """Implements ``CameraControl``; the line can be started by a test."""

    def __init__(self) -> None:
        self.inspecting = False
        self._frame: Frame | None = None
        self._exposure = Feature(
            "exposure_time_us", FeatureKind.FLOAT, 5000.0, True, 10.0, 1e6, device_name="Exposure"
        )

    def names(self) -> Sequence[str]:
        return (NAME,)

    def state(self, name: str) -> CameraState:
        return CameraState(self._known(name), "sim", True)

    def features(self, name: str) -> Sequence[Feature]:
        self._require_idle(name)
        return (self._exposure,)

    def set_feature(self, name: str, feature: str, value: FeatureValue) -> Feature:
        self._require_idle(name)
        if isinstance(value, str) or not 10 <= value <= 1e6:
            raise FeatureError(f"{feature} is {value!r}, must be 10 to 1e+06")
        self._exposure = replace(self._exposure, value=value)
        return self._exposure

    def trigger(self, name: str) -> None:
        self._require_idle(name)
        number = 1 if self._frame is None else self._frame.frame_id + 1
        image = metal_part(40 + number, Evaluation.OK)
        self._frame = Frame(image, "BGR8", number, 0, monotonic_ns())

    def latest(self, name: str) -> Frame | None:
        self._known(name)
        return self._frame

    def _require_idle(self, name: str) -> None:
        self._known(name)
        if self.inspecting:
            raise CommandNotAllowedError(f"{name} looks at parts now")

    def _known(self, name: str) -> str:
        if name != NAME:
            raise CameraUnknownError(f"no camera {name!r}")
        return name
