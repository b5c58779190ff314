"""Settings onto a camera, read back: what it did not keep is told, never assumed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from inspector.domain.errors.camera import CameraError, CameraLostError, FeatureError
from inspector.domain.feature import (
    FeatureDifference,
    FeatureValue,
    affects_others,
    in_setting_order,
)
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.ports import Camera

_KEPT_WITHIN = 1e-4
_ZERO_WITHIN = 1e-9
_SIZES = {"width": "offset_x", "height": "offset_y"}

Settings = Mapping[str, FeatureValue]


class Disturbance(Enum):
    """What a change of settings did to the stream of frames."""

    NONE = "none"
    """Nothing had to be set."""
    SET = "set"
    """The frames of before and after follow each other without a gap."""
    PAUSED = "paused"
    """No frame of before comes after."""


_T = TypeVar("_T")


def apply_settings(camera: Camera, settings: Settings) -> tuple[FeatureDifference, ...]:
    """Set all, then read all back: a later setting may move an earlier one.

    Returns:
        What the device holds otherwise than asked, such as an exposure time that it rounded.

    Raises:
        FeatureError: a setting is unknown, out of range or locked; nothing may be inspected with
            settings that nobody chose.
        CameraLostError: the device is gone.
    """
    _set_all(camera, settings)
    return _differences(camera, settings)


def change_settings(
    camera: Camera, old: Settings, new: Settings, *, pause: bool
) -> tuple[tuple[FeatureDifference, ...], Disturbance]:
    """From one recipe's settings to another's; a camera that has them already is left alone.

    A camera that streams keeps streaming when it takes what changes meanwhile, and is stopped when
    it does not, or when a setting changes what others mean.

    Args:
        camera: It streams.
        old: What it has; empty when nobody knows.
        new: What it shall have.
        pause: Stop it in any case, so that no frame of before comes after.

    Returns:
        What the device holds otherwise than asked, and what it did to the frames.

    Raises:
        FeatureError: it refuses a setting; it streams, and what it holds nobody knows.
        CameraLostError: the device is gone, or does not start again.
    """
    changed = {name: value for name, value in new.items() if old.get(name) != value}
    if not changed:
        return _differences(camera, new), Disturbance.NONE
    if not pause and not any(map(affects_others, changed)):
        try:
            _set_all(camera, changed)
        except FeatureError:
            pass
        else:
            return _differences(camera, new), Disturbance.SET
    return while_stopped(camera, lambda each: apply_settings(each, new)), Disturbance.PAUSED


def while_stopped(camera: Camera, work: Callable[[Camera], _T]) -> _T:
    """Acquisition pauses meanwhile: most features are locked while it runs."""
    camera.stop()
    try:
        return work(camera)
    finally:
        _start_again(camera)


def exposure_time_us(camera: Camera) -> float | None:
    """How long it exposes now; ``None`` when it does not say."""
    try:
        value = camera.get("exposure_time_us")
    except FeatureError:
        return None
    return None if isinstance(value, bool | str) else float(value)


def _start_again(camera: Camera) -> None:
    try:
        camera.start()
    except CameraLostError:
        raise
    except CameraError as error:
        raise CameraLostError(CameraPhrase.CAMERA_NOT_RESTARTED(fault=error.phrase)) from error


def _set_all(camera: Camera, settings: Settings) -> None:
    for name, value in in_setting_order(settings):
        if _SIZES.get(name) in settings:  # an offset that the camera still has bounds the size
            camera.set(_SIZES[name], 0)
        camera.set(name, value)


def _differences(camera: Camera, settings: Settings) -> tuple[FeatureDifference, ...]:
    return tuple(
        difference
        for name, value in in_setting_order(settings)
        if (difference := _difference(camera, name, value)) is not None
    )


def _difference(camera: Camera, name: str, wanted: FeatureValue) -> FeatureDifference | None:
    try:
        actual = camera.get(name)
    except FeatureError as error:  # a command, or a value that this device only takes
        return None if wanted is True else FeatureDifference(name, wanted, None, error.detail)
    return None if _same(wanted, actual) else FeatureDifference(name, wanted, actual)


def _same(wanted: FeatureValue, actual: FeatureValue) -> bool:
    if isinstance(wanted, bool | str) or isinstance(actual, bool | str):
        return wanted == actual
    return math.isclose(wanted, actual, rel_tol=_KEPT_WITHIN, abs_tol=_ZERO_WITHIN)
