"""A setting of a camera, by its GenICam SFNC name with the unit in the name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FeatureValue = bool | int | float | str


class FeatureKind(StrEnum):
    """The GenApi interface of a feature."""

    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    ENUMERATION = "enumeration"
    STRING = "string"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature as it stands now.

    Attributes:
        name: SFNC name in snake case with its unit, such as ``exposure_time_us``.
        kind: Its GenApi interface.
        value: Present value; ``None`` when it cannot be read now, and for a command.
        writable: Whether it can be set now; most features are locked while acquiring.
        minimum: Smallest value now, in the unit of the name.
        maximum: Largest value now, in the unit of the name.
        increment: Step between allowed values; ``None`` for any.
        choices: Entries of an enumeration that are available now.
        device_name: What the device calls it, such as ``ExposureTimeAbs``.
    """

    name: str
    kind: FeatureKind
    value: FeatureValue | None
    writable: bool = False
    minimum: float | None = None
    maximum: float | None = None
    increment: float | None = None
    choices: tuple[str, ...] = ()
    device_name: str = ""


@dataclass(frozen=True, slots=True)
class FeatureDifference:
    """A setting that the device did not keep as it was asked to.

    ``actual`` is ``None`` when the device refused it; ``detail`` then says why.
    """

    name: str
    wanted: FeatureValue
    actual: FeatureValue | None
    detail: str = ""


_FIRST = (
    "user_set_selector",
    "user_set_load",
    "pixel_format",
    "binning_horizontal",
    "binning_vertical",
    "decimation_horizontal",
    "decimation_vertical",
    "width",
    "height",
    "offset_x",
    "offset_y",
    "trigger_selector",
    "trigger_source",
    "trigger_activation",
    "trigger_mode",
    "line_selector",
    "line_mode",
    "line_source",
    "gain_selector",
    "black_level_selector",
    "balance_ratio_selector",
)
_RANK = {name: rank for rank, name in enumerate(_FIRST)}


def in_setting_order(settings: Mapping[str, FeatureValue]) -> list[tuple[str, FeatureValue]]:
    """Settings in the order in which a device takes them.

    A user set would undo what came before it, a size bounds the offsets, and a selector chooses
    what the features after it mean. The rest keeps the order of the file.
    """
    return sorted(settings.items(), key=lambda item: _RANK.get(item[0], len(_FIRST)))


def affects_others(name: str) -> bool:
    """Whether setting this feature changes what others are, or what they take."""
    return name in _RANK
