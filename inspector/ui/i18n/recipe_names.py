"""The words for what recipes name: operations, their parameters, the terms of a deadline."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP

_OPERATIONS: Mapping[str, str] = MappingProxyType(
    {
        "flat_field": QT_TRANSLATE_NOOP("Products", "Even out light by reference pictures"),
        "flat_field_estimated": QT_TRANSLATE_NOOP(
            "Products", "Even out light by the blurred background"
        ),
        "roi": QT_TRANSLATE_NOOP("Products", "Region of interest"),
        "grey": QT_TRANSLATE_NOOP("Products", "Colour to grey"),
        "to_8bit": QT_TRANSLATE_NOOP("Products", "Deep pixels to 8 bits"),
        "median": QT_TRANSLATE_NOOP("Products", "Remove salt-and-pepper noise"),
        "bilateral": QT_TRANSLATE_NOOP("Products", "Smooth noise, keep edges"),
        "non_local_means": QT_TRANSLATE_NOOP("Products", "Remove strong noise (slow)"),
        "clahe": QT_TRANSLATE_NOOP("Products", "Raise local contrast"),
        "percentile_stretch": QT_TRANSLATE_NOOP("Products", "Stretch between percentiles"),
        "normalise": QT_TRANSLATE_NOOP("Products", "Same range for every picture"),
        "resize": QT_TRANSLATE_NOOP("Products", "Scale to a fixed size"),
        "letterbox": QT_TRANSLATE_NOOP("Products", "Scale, keep the aspect ratio"),
    }
)
_PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "gain_limit": QT_TRANSLATE_NOOP("Products", "Largest gain"),
        "sigma_px": QT_TRANSLATE_NOOP("Products", "Width of the blur (px)"),
        "offset_x_px": QT_TRANSLATE_NOOP("Products", "Left (px)"),
        "offset_y_px": QT_TRANSLATE_NOOP("Products", "Top (px)"),
        "width_px": QT_TRANSLATE_NOOP("Products", "Width (px)"),
        "height_px": QT_TRANSLATE_NOOP("Products", "Height (px)"),
        "channel": QT_TRANSLATE_NOOP("Products", "Channel"),
        "significant_bits": QT_TRANSLATE_NOOP("Products", "Bits of the camera"),
        "kernel_px": QT_TRANSLATE_NOOP("Products", "Window (px)"),
        "diameter_px": QT_TRANSLATE_NOOP("Products", "Diameter (px)"),
        "sigma_intensity": QT_TRANSLATE_NOOP("Products", "Grey levels smoothed"),
        "sigma_space_px": QT_TRANSLATE_NOOP("Products", "Reach (px)"),
        "strength": QT_TRANSLATE_NOOP("Products", "Strength"),
        "template_px": QT_TRANSLATE_NOOP("Products", "Patch (px)"),
        "search_px": QT_TRANSLATE_NOOP("Products", "Search window (px)"),
        "clip_limit": QT_TRANSLATE_NOOP("Products", "Contrast limit"),
        "tiles": QT_TRANSLATE_NOOP("Products", "Tiles per side"),
        "low_percent": QT_TRANSLATE_NOOP("Products", "Dark end (%)"),
        "high_percent": QT_TRANSLATE_NOOP("Products", "Bright end (%)"),
        "method": QT_TRANSLATE_NOOP("Products", "Method"),
        "mean": QT_TRANSLATE_NOOP("Products", "Mean"),
        "deviation": QT_TRANSLATE_NOOP("Products", "Deviation"),
        "interpolation": QT_TRANSLATE_NOOP("Products", "Interpolation"),
        "fill_level": QT_TRANSLATE_NOOP("Products", "Fill level"),
    }
)
_DEADLINE: Mapping[str, str] = MappingProxyType(
    {
        "exposure": QT_TRANSLATE_NOOP("Products", "Exposure"),
        "best frame": QT_TRANSLATE_NOOP("Products", "Search for the best frame"),
        "transfer": QT_TRANSLATE_NOOP("Products", "Transfer of the picture"),
        "inspection": QT_TRANSLATE_NOOP("Products", "Inspection (p99.9)"),
    }
)


def operation_text(name: str) -> str:
    """An operation; one that this version does not know by its own name."""
    return translate("Products", _OPERATIONS[name]) if name in _OPERATIONS else name


def parameter_text(name: str) -> str:
    """A parameter of an operation."""
    return translate("Products", _PARAMETERS[name]) if name in _PARAMETERS else name


def deadline_text(name: str) -> str:
    """One thing that takes time before a verdict."""
    return translate("Products", _DEADLINE[name]) if name in _DEADLINE else name
