"""Features as a person types and reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspector.domain.feature import Feature, FeatureDifference, FeatureKind, FeatureValue

_BOOLEANS: Mapping[str, bool] = {
    "true": True,
    "on": True,
    "1": True,
    "false": False,
    "off": False,
    "0": False,
}


def typed_settings(texts: Iterable[str], features: Sequence[Feature]) -> dict[str, FeatureValue]:
    """``NAME=VALUE`` texts as values of the kinds that the camera's features have.

    A command is carried out by its name alone.

    Raises:
        FeatureError: a name is unknown, or a value is not of the feature's kind.
    """
    from inspector.services.live.camera_tools import feature_named

    settings: dict[str, FeatureValue] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        feature = feature_named(features, name.strip())
        settings[feature.name] = typed(feature.name, feature.kind, value.strip() if equals else "")
    return settings


def typed(name: str, kind: FeatureKind, text: str) -> FeatureValue:
    """A text as a value of one kind.

    Raises:
        FeatureError: it is none.
    """
    from inspector.domain.errors.camera import FeatureError
    from inspector.domain.feature import FeatureKind

    try:
        if kind is FeatureKind.COMMAND:
            return _BOOLEANS[text.lower() or "true"]
        if kind is FeatureKind.BOOLEAN:
            return _BOOLEANS[text.lower()]
        if kind is FeatureKind.INTEGER:
            return int(text, 0)
        if kind is FeatureKind.FLOAT:
            return float(text)
    except (KeyError, ValueError):
        raise FeatureError(f"{name} is {text!r}, must be {_EXPECTED[kind.value]}") from None
    return text


_EXPECTED: Mapping[str, str] = {
    "command": "left out: it is a command",
    "boolean": "true or false",
    "integer": "a whole number",
    "float": "a number",
}


def feature_row(feature: Feature) -> dict[str, Any]:
    """One feature for JSON."""
    from inspector.services.live.camera_tools import finite

    return {
        "name": feature.name,
        "kind": feature.kind.value,
        "value": finite(feature.value),
        "writable": feature.writable,
        "minimum": finite(feature.minimum),
        "maximum": finite(feature.maximum),
        "increment": finite(feature.increment),
        "choices": list(feature.choices),
        "device_name": feature.device_name,
    }


def feature_table(features: Sequence[Feature]) -> str:
    """Aligned columns: name, value, whether it can be set, the device's name, what is allowed."""
    rows = [("feature", "value", "", "device's name", "allowed")]
    rows += [
        (
            each.name,
            _shown(each.value),
            "settable" if each.writable else "",
            each.device_name,
            allowed(each),
        )
        for each in features
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join([*map(str.ljust, row[:4], widths), row[4]]).rstrip() for row in rows)


def _shown(value: FeatureValue | None) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def allowed(feature: Feature) -> str:
    """The values that a feature may have, in words."""
    if feature.choices:
        return " | ".join(feature.choices)
    if feature.minimum is None and feature.maximum is None:
        return "" if feature.kind.value in ("float", "integer") else feature.kind.value
    low = "" if feature.minimum is None else f"{feature.minimum:g}"
    high = "" if feature.maximum is None else f"{feature.maximum:g}"
    step = f", step {feature.increment:g}" if feature.increment not in (None, 1, 0) else ""
    return f"{low} to {high}{step}"


def difference_lines(differences: Iterable[FeatureDifference]) -> list[str]:
    """What the device did not keep, one line each."""
    return [
        f"{each.name}: asked for {each.wanted!r}, the camera keeps {each.actual!r}"
        + (f" ({each.detail})" if each.detail else "")
        for each in differences
    ]
