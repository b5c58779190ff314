"""The running cameras as the service that the API offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from inspector.domain.errors.camera import (
    FeatureError,
    PictureMissingError,
)
from inspector.domain.feature import Feature, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.services.live.cameras_port import CameraControl, RecipeKeeper
from inspector.vision.encode import encode_jpeg
from inspector.vision.measure.exposure import measure_exposure
from inspector.vision.measure.focus import measure_focus
from inspector.vision.pfnc import shown_bits
from inspector.vision.placement import judged_area
from inspector.wire.cameras import (
    CameraList,
    CameraPicture,
    CameraState,
    FeatureDifference,
    FeatureList,
    FeatureRow,
    KeptFeatures,
    PictureArea,
    PictureMeasures,
)

if TYPE_CHECKING:
    from inspector.domain.frame import Image
    from inspector.domain.recipe import PreprocessingStep

_LIMITLESS = 2.0**62


class LiveCameras:
    """The cameras as clients see them. All methods may be called from several threads.

    Every method but :meth:`states` raises ``CameraUnknownError`` for a name that no camera has.

    Args:
        control: The running cameras.
        keeper: Where settings are kept.
        steps: What the recipe in force does to the pictures of a camera before they are judged.
    """

    def __init__(
        self,
        control: CameraControl,
        keeper: RecipeKeeper,
        steps: Callable[[str], Sequence[PreprocessingStep]] = lambda name: (),
    ) -> None:
        self._control = control
        self._keeper = keeper
        self._steps = steps

    def states(self) -> CameraList:
        """All cameras, in the order of the station file."""
        names = self._control.names()
        return CameraList(cameras=[self._wire_state(name) for name in names])

    def features(self, name: str) -> FeatureList:
        """All features of a camera; raises as :meth:`CameraControl.features`."""
        return FeatureList(features=[_row(feature) for feature in self._control.features(name)])

    def set_feature(self, name: str, feature: str, value: FeatureValue) -> FeatureRow:
        """Set a feature; raises as :meth:`CameraControl.set_feature`."""
        return _row(self._control.set_feature(name, feature, value))

    def trigger(self, name: str) -> None:
        """Expose one frame for a look; raises as :meth:`CameraControl.trigger`."""
        self._control.trigger(name)

    def picture(self, name: str, max_side_px: int, seen: str = "") -> CameraPicture | None:
        """The newest picture as JPEG, or ``None`` when it is the version that was ``seen``.

        Raises:
            PictureMissingError: there is none, or nothing of the newest frame arrived.
        """
        frame, image = self._newest(name)
        version = f"{frame.host_ns:x}-{max_side_px}"
        if version == seen:
            return None
        return CameraPicture(
            jpeg=encode_jpeg(
                image, max_side_px=max_side_px, significant_bits=shown_bits(frame.pixel_format)
            ),
            frame_id=frame.frame_id,
            pixel_format=frame.pixel_format,
            width_px=image.shape[1],
            height_px=image.shape[0],
            complete=frame.complete,
            version=version,
        )

    def measures(self, name: str) -> PictureMeasures:
        """Focus and exposure of the newest picture; raises as :meth:`picture`."""
        frame, image = self._newest(name)
        exposure = measure_exposure(image, significant_bits=shown_bits(frame.pixel_format))
        return PictureMeasures(
            frame_id=frame.frame_id,
            focus=measure_focus(image).tenengrad,
            mean=exposure.mean,
            contrast=exposure.contrast,
            saturated_share=exposure.saturated_share,
            dark_share=exposure.dark_share,
            histogram=exposure.histogram.tolist(),
        )

    def keep(self, name: str, features: Sequence[str]) -> KeptFeatures:
        """Keep present values in the recipe; raises as :meth:`RecipeKeeper.keep`.

        Raises:
            FeatureError: the camera has no such feature, or its value cannot be read.
            CameraLostError: the camera is not connected.
            CommandNotAllowedError: the station inspects parts.
        """
        present = {feature.name: feature.value for feature in self._control.features(name)}
        unreadable = [each for each in features if present.get(each) is None]
        if unreadable:
            raise FeatureError(
                f"{name} has no value to keep of: {', '.join(unreadable)}",
                remedy="Choose features that the camera has and that can be read.",
            )
        kept = {each: value for each in features if (value := present[each]) is not None}
        return self._keeper.keep(name, kept)

    def _wire_state(self, name: str) -> CameraState:
        state = self._control.state(name)
        differences = [FeatureDifference(**asdict(each)) for each in state.differences]
        told = asdict(state) | {"differences": differences, "judged": self._judged(name)}
        return CameraState.model_validate(told)

    def _judged(self, name: str) -> PictureArea | None:
        frame = self._control.latest(name)
        if frame is None or frame.image is None:
            return None
        height_px, width_px = frame.image.shape[:2]
        area = judged_area(self._steps(name), width_px, height_px)
        if area is None:
            return None
        return PictureArea(x=area.x, y=area.y, width=area.width, height=area.height)

    def _newest(self, name: str) -> tuple[Frame, Image]:
        frame = self._control.latest(name)
        if frame is None:
            raise PictureMissingError(CameraPhrase.NO_FRAME_YET(camera=name))
        if frame.image is None:
            raise PictureMissingError(
                CameraPhrase.FRAME_WITHOUT_PICTURE(frame=frame.frame_id, camera=name)
            )
        return frame, frame.image


def _row(feature: Feature) -> FeatureRow:
    return FeatureRow(
        name=feature.name,
        kind=feature.kind,
        value=feature.value,
        writable=feature.writable,
        minimum=_bound(feature.minimum),
        maximum=_bound(feature.maximum),
        increment=_bound(feature.increment),
        choices=list(feature.choices),
        device_name=feature.device_name,
    )


def _bound(limit: float | None) -> float | None:
    """No limit is ``None``, also where a device writes it as the ends of its number's type."""
    return limit if limit is not None and abs(limit) < _LIMITLESS else None
