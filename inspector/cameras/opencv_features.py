"""SFNC features on the properties of OpenCV, whose units differ from back-end to back-end."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import cv2

from inspector.cameras.opencv_capture import Capture
from inspector.domain.errors.camera import FeatureError
from inspector.domain.feature import Feature, FeatureKind, FeatureValue
from inspector.domain.phrases.cameras import FeaturePhrase

_READ_BACK_TOLERANCE = 0.05
_V4L2_MANUAL_EXPOSURE = 1.0


@dataclass(frozen=True, slots=True)
class Property:
    """A numeric feature.

    Attributes:
        property_id: OpenCV's ``CAP_PROP_*``.
        minimum: Smallest value asked of a device.
        maximum: Largest value asked of a device.
        is_integer: Whether the feature is a whole number.
    """

    property_id: int
    minimum: float
    maximum: float
    is_integer: bool = False


@dataclass(frozen=True, slots=True)
class ExposureUnit:
    """How a back-end writes an exposure time."""

    to_device: Callable[[float], float]
    from_device: Callable[[float], float]


EXPOSURE_UNITS: Mapping[str, ExposureUnit] = MappingProxyType(
    {
        # V4L2_CID_EXPOSURE_ABSOLUTE counts 100 µs.
        "V4L2": ExposureUnit(lambda us: us / 100, lambda value: value * 100),
        # CameraControl_Exposure of DirectShow is log2 of seconds.
        "DSHOW": ExposureUnit(lambda us: math.log2(us / 1e6), lambda value: 2.0**value * 1e6),
    }
)
PROPERTIES: Mapping[str, Property] = MappingProxyType(
    {
        "width": Property(cv2.CAP_PROP_FRAME_WIDTH, 8, 16384, is_integer=True),
        "height": Property(cv2.CAP_PROP_FRAME_HEIGHT, 8, 16384, is_integer=True),
        "acquisition_frame_rate_hz": Property(cv2.CAP_PROP_FPS, 0.1, 1000),
        "exposure_time_us": Property(cv2.CAP_PROP_EXPOSURE, 1, 10_000_000),
        "gain_raw": Property(cv2.CAP_PROP_GAIN, 0, 65535),
    }
)
NAMES = ("trigger_mode", *PROPERTIES)


def find(feature: str) -> Property:
    """The property of a feature.

    Raises:
        FeatureError: this driver has no such feature.
    """
    if feature not in PROPERTIES:
        raise FeatureError(FeaturePhrase.FEATURE_NOT_OF_DRIVER(feature=feature, names=NAMES))
    return PROPERTIES[feature]


def read(capture: Capture, feature: str) -> FeatureValue:
    """The present value in the feature's unit."""
    found = find(feature)
    value = capture.get(found.property_id)
    if found.property_id == cv2.CAP_PROP_EXPOSURE:
        value = _exposure_unit(capture).from_device(value)
    return round(value) if found.is_integer else value


def write(capture: Capture, feature: str, value: FeatureValue) -> None:
    """Set a value and read it back.

    Raises:
        FeatureError: out of range, refused, or the device kept another value.
    """
    found = find(feature)
    if isinstance(value, bool | str) or not found.minimum <= value <= found.maximum:
        raise FeatureError(
            FeaturePhrase.FEATURE_OUT_OF_RANGE(
                feature=feature, found=value, least=found.minimum, most=found.maximum
            )
        )
    asked = float(value)
    if found.property_id == cv2.CAP_PROP_EXPOSURE:
        asked = _exposure_unit(capture).to_device(asked)
        if capture.backend == "V4L2":
            capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _V4L2_MANUAL_EXPOSURE)
    accepted = capture.set(found.property_id, asked)
    kept = capture.get(found.property_id)
    if not accepted or not math.isclose(kept, asked, rel_tol=_READ_BACK_TOLERANCE, abs_tol=0.01):
        raise FeatureError(
            FeaturePhrase.FEATURE_KEPT(feature=feature, found=value, actual=read(capture, feature))
        )


def describe(capture: Capture, *, writable: bool) -> Iterator[Feature]:
    """The features that the device can be asked for now.

    A value that is out of range stands for a property that this device does not have.
    """
    for name, found in PROPERTIES.items():
        try:
            value = read(capture, name)
        except FeatureError:
            continue
        if isinstance(value, int | float) and found.minimum <= value <= found.maximum:
            yield Feature(
                name=name,
                kind=FeatureKind.INTEGER if found.is_integer else FeatureKind.FLOAT,
                value=value,
                writable=writable,
                minimum=found.minimum,
                maximum=found.maximum,
            )


def _exposure_unit(capture: Capture) -> ExposureUnit:
    if capture.backend not in EXPOSURE_UNITS:
        raise FeatureError(FeaturePhrase.EXPOSURE_UNIT_UNKNOWN(backend=capture.backend))
    return EXPOSURE_UNITS[capture.backend]
