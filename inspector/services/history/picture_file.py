"""One picture on disk, with what is known of it beside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.clock import utc_datetime, utc_ns
from inspector.domain.errors.camera import (
    ImageUnsuitableError,
    PictureMissingError,
    PixelFormatUnsupportedError,
)
from inspector.domain.feature import Feature, FeatureKind
from inspector.domain.frame import Frame
from inspector.paths import write_atomically
from inspector.services.live.camera_tools import finite
from inspector.vision.encode import encode_png, encode_tiff
from inspector.vision.measure.exposure import measure_exposure
from inspector.vision.measure.focus import measure_focus
from inspector.vision.pfnc import significant_bits

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_ALL_BITS = 16
_ENCODERS: Mapping[str, Callable[[Image], bytes]] = {
    ".png": encode_png,
    ".tif": encode_tiff,
    ".tiff": encode_tiff,
}


def describe(frame: Frame, features: Iterable[Feature]) -> dict[str, Any]:
    """What is known of a picture.

    Args:
        frame: A complete frame.
        features: The camera's; those with a value are kept.
    """
    image = _image(frame)
    return {
        "time": utc_datetime(utc_ns()).isoformat(timespec="milliseconds"),
        "frame_id": frame.frame_id,
        "missed_since_last": frame.missed_since_last,
        "device_ns": frame.device_ns,
        "source": frame.source,
        "pixel_format": frame.pixel_format,
        "width": int(image.shape[1]),
        "height": int(image.shape[0]),
        "settings": {
            each.name: finite(each.value)
            for each in features
            if each.value is not None and each.kind is not FeatureKind.COMMAND
        },
        "measures": measures(frame),
    }


def measures(frame: Frame) -> dict[str, float]:
    """Focus and exposure of a complete frame."""
    image = _image(frame)
    focus = measure_focus(image)
    exposure = measure_exposure(image, significant_bits=frame_bits(frame))
    return {
        "tenengrad": focus.tenengrad,
        "laplacian_variance": focus.laplacian_variance,
        "mean": exposure.mean,
        "saturated_share": exposure.saturated_share,
        "dark_share": exposure.dark_share,
        "contrast": exposure.contrast,
    }


def frame_bits(frame: Frame) -> int:
    """Bits of a pixel's sample that carry light; all of them where the format is unknown."""
    try:
        return significant_bits(frame.pixel_format)
    except PixelFormatUnsupportedError:
        return _ALL_BITS


def save_picture(frame: Frame, path: Path, description: Mapping[str, Any]) -> Path:
    """Write a picture without loss, all its bits kept, and its description beside it.

    Args:
        frame: A complete frame.
        path: Ends with `.png`, `.tif` or `.tiff`.
        description: JSON for the file beside it, whose name ends with `.json`.

    Returns:
        The path of the description.

    Raises:
        ImageUnsuitableError: the path names another kind of file.
        FolderNotWritableError: it cannot be written.
    """
    encode = _ENCODERS.get(path.suffix.lower())
    if encode is None:
        raise ImageUnsuitableError(
            f"{path.name} names no lossless kind of file",
            remedy=f"End the name with {', '.join(_ENCODERS)}.",
        )
    write_atomically(path, encode(_image(frame)))
    beside = path.with_suffix(".json")
    write_atomically(beside, json.dumps(description, indent=2, allow_nan=False) + "\n")
    return beside


def _image(frame: Frame) -> Image:
    if frame.image is None:
        raise PictureMissingError(f"frame {frame.frame_id} holds no picture")
    return frame.image
