"""What a person does with one camera outside the running line: look, measure, set."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import FeatureError, PictureMissingError
from inspector.domain.feature import Feature, FeatureDifference, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.ports import Camera
from inspector.engine.cameras.settings import apply_settings

_GRAB_S = 0.1


class Exposure(StrEnum):
    """What makes the camera expose while a person looks."""

    FREE_RUN = "free_run"
    SOFTWARE = "software"
    AS_SET = "as_set"


_TRIGGER_SETTINGS: Mapping[Exposure, Mapping[str, str]] = {
    Exposure.FREE_RUN: {"trigger_mode": "Off"},
    Exposure.SOFTWARE: {"trigger_mode": "On", "trigger_source": "Software"},
    Exposure.AS_SET: {},
}


@contextmanager
def opened(
    camera: Camera, settings: Mapping[str, FeatureValue], exposure: Exposure
) -> Iterator[tuple[FeatureDifference, ...]]:
    """An open camera with its settings; what it did not keep of them is the context's value.

    Args:
        camera: A closed camera; it is closed again at the end.
        settings: By SFNC name.
        exposure: How it shall expose; a camera without a trigger exposes by itself.

    Raises:
        CameraError: it is absent or busy, or refuses a setting.
    """
    camera.open()
    try:
        differences = apply_settings(camera, settings)
        for name, value in _TRIGGER_SETTINGS[exposure].items():
            with suppress(FeatureError):
                camera.set(name, value)
        yield differences
    finally:
        camera.close()


@contextmanager
def streaming(camera: Camera) -> Iterator[None]:
    """A camera that acquires."""
    camera.start()
    try:
        yield
    finally:
        camera.stop()


def next_frame(camera: Camera, exposure: Exposure, timeout_s: float) -> Frame:
    """The next frame, complete or not, of an acquiring camera.

    Raises:
        PictureMissingError: none came in time.
        CameraLostError: the camera is gone.
    """
    if exposure is Exposure.SOFTWARE:
        camera.trigger()
    deadline_ns = monotonic_ns() + round(timeout_s * 1e9)
    while monotonic_ns() < deadline_ns:
        frame = camera.grab(_GRAB_S)
        if frame is not None:
            return frame
    raise PictureMissingError(CameraPhrase.NO_PICTURE_IN_TIME(seconds=timeout_s))


def pictures(camera: Camera, exposure: Exposure, count: int, timeout_s: float) -> Iterator[Frame]:
    """Complete frames; damaged ones are passed over, up to as many as asked for.

    Raises:
        PictureMissingError: too few came in time.
        CameraLostError: the camera is gone.
    """
    for _ in range(2 * count):
        frame = next_frame(camera, exposure, timeout_s)
        if frame.complete:
            yield frame
            count -= 1
            if count == 0:
                return
    raise PictureMissingError(f"{count} pictures arrived incomplete")


def feature_named(features: Sequence[Feature], name: str) -> Feature:
    """The feature with our name, or the device's own.

    Raises:
        FeatureError: the camera has none of this name.
    """
    for feature in features:
        if name in (feature.name, feature.device_name):
            return feature
    raise FeatureError(
        f"{name} is unknown", remedy="`inspector camera features` lists what the camera has."
    )


def finite(value: FeatureValue | None) -> FeatureValue | None:
    """A value that JSON knows: NaN and infinity, which some devices report, become ``None``."""
    return value if not isinstance(value, float) or math.isfinite(value) else None
