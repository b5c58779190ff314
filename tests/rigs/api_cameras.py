"""Cameras without a driver behind them: what the API shows, sets and refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from inspector.clock import monotonic_ns
from inspector.domain.camera_state import CameraState
from inspector.domain.errors.camera import CameraLostError, CameraUnknownError, FeatureError
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.feature import Feature, FeatureDifference, FeatureKind, FeatureValue
from inspector.domain.frame import Frame

if TYPE_CHECKING:
    from inspector.domain.frame import Image

EXPOSURE = Feature(
    "exposure_time_us", FeatureKind.FLOAT, 5000.0, True, 10.0, 1e6, device_name="ExposureTimeAbs"
)
FEATURES = (
    EXPOSURE,
    Feature("gain_db", FeatureKind.FLOAT, 0.5, True, 0.0, float("inf"), device_name="Gain"),
    Feature("TLParamsLocked", FeatureKind.INTEGER, 0, True, -(2.0**63), 2.0**63),
    Feature("width", FeatureKind.INTEGER, 640, False, 16, 2448, 16, device_name="Width"),
    Feature("reverse_x", FeatureKind.BOOLEAN, False, True, device_name="ReverseX"),
    Feature(
        "trigger_source",
        FeatureKind.ENUMERATION,
        "Line1",
        True,
        choices=("Software", "Line1"),
        device_name="TriggerSource",
    ),
    Feature("device_user_id", FeatureKind.STRING, "left", True, device_name="DeviceUserID"),
    Feature("user_set_load", FeatureKind.COMMAND, None, True, device_name="UserSetLoad"),
)
KEPT_OTHERWISE = FeatureDifference("exposure_time_us", 5003.0, 5000.0)


class BenchCameras:
    """Implements ``CameraControl``; tests show pictures, pull the cable and start the line."""

    def __init__(self, names: Sequence[str] = ("left", "right.rear")) -> None:
        self._names = names
        self._features = {name: {each.name: each for each in FEATURES} for name in names}
        self.frames: dict[str, Frame] = {}
        self.exposed: list[str] = []
        self.lost: set[str] = set()
        self.inspecting = False

    def show(self, name: str, image: Image | None, pixel_format: str = "Mono8") -> Frame:
        """Let a camera deliver a picture."""
        before = self.frames.get(name)
        number = 1 if before is None else before.frame_id + 1
        self.frames[name] = Frame(image, pixel_format, number, 0, monotonic_ns())
        return self.frames[name]

    def present(self, name: str) -> Mapping[str, FeatureValue | None]:
        return {each.name: each.value for each in self._features[name].values()}

    def names(self) -> Sequence[str]:
        return self._names

    def state(self, name: str) -> CameraState:
        self._require(name)
        if name in self.lost:
            fault = CameraLostError("no answer for 1.2 s")
            return CameraState(name, "aravis", False, fault.code, fault.detail, fault.remedy)
        return CameraState(
            name, "aravis", True, source="serial 4711", frames=12, missed=2, rate_hz=25.0,
            differences=(KEPT_OTHERWISE,),
        )  # fmt: skip

    def features(self, name: str) -> Sequence[Feature]:
        self._require_idle(name)
        return tuple(self._features[name].values())

    def set_feature(self, name: str, feature: str, value: FeatureValue) -> Feature:
        self._require_idle(name)
        known = self._features[name].get(feature)
        if known is None:
            raise FeatureError(f"{feature} is not a feature of this device")
        if isinstance(value, float | int) and not isinstance(value, bool):
            low, high = known.minimum or 0, known.maximum or 0
            if not low <= value <= high:
                raise FeatureError(f"{feature} is {value!r}, must be {low:g} to {high:g}")
        self._features[name][feature] = replace(known, value=value)
        return self._features[name][feature]

    def trigger(self, name: str) -> None:
        self._require_idle(name)
        self.exposed.append(name)

    def latest(self, name: str) -> Frame | None:
        self._require(name)
        return self.frames.get(name)

    def _require(self, name: str) -> None:
        if name not in self._names:
            raise CameraUnknownError(f"no camera {name!r}, but {', '.join(self._names)}")

    def _require_connected(self, name: str) -> None:
        self._require(name)
        if name in self.lost:
            raise CameraLostError(f"{name} is not connected")

    def _require_idle(self, name: str) -> None:
        self._require_connected(name)
        if self.inspecting:
            raise CommandNotAllowedError(f"{name} looks at parts now")
