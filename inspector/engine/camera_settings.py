"""Settings onto a camera, read back: what it did not keep is told, never assumed."""

from __future__ import annotations

import math
from collections.abc import Mapping

from inspector.domain.errors.camera import FeatureError
from inspector.domain.feature import FeatureDifference, FeatureValue, in_setting_order
from inspector.domain.ports import Camera

_KEPT_WITHIN = 1e-4
_ZERO_WITHIN = 1e-9
_SIZES = {"width": "offset_x", "height": "offset_y"}


def apply_settings(
    camera: Camera, settings: Mapping[str, FeatureValue]
) -> tuple[FeatureDifference, ...]:
    """Set all, then read all back: a later setting may move an earlier one.

    Returns:
        What the device holds otherwise than asked, such as an exposure time that it rounded.

    Raises:
        FeatureError: a setting is unknown, out of range or locked; nothing may be inspected with
            settings that nobody chose.
        CameraLostError: the device is gone.
    """
    ordered = in_setting_order(settings)
    for name, value in ordered:
        if _SIZES.get(name) in settings:  # an offset that the camera still has bounds the size
            camera.set(_SIZES[name], 0)
        camera.set(name, value)
    return tuple(
        difference
        for name, value in ordered
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
