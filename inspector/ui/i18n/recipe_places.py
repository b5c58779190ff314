"""Words for places in a recipe, such as ``preprocessing[2].sigma_px``, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.ui.i18n.features import feature_text, value_word
from inspector.ui.i18n.formats import NOTHING
from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.i18n.recipe_names import operation_text, parameter_text

if TYPE_CHECKING:
    from pydantic import JsonValue

_ENTRIES: Mapping[str, str] = MappingProxyType(
    {
        "schema_version": QT_TRANSLATE_NOOP("Products", "Version of the file format"),
        "recipe_id": QT_TRANSLATE_NOOP("Products", "Product"),
        "number": QT_TRANSLATE_NOOP("Products", "Number for the PLC"),
        "preprocessing": QT_TRANSLATE_NOOP("Products", "Preprocessing"),
        "features": QT_TRANSLATE_NOOP("Products", "Camera settings"),
        "limits.accept": QT_TRANSLATE_NOOP("Products", "Accept from (sum of good classes)"),
        "limits.reject_default": QT_TRANSLATE_NOOP(
            "Products", "Reject from (a defect class without a limit of its own)"
        ),
        "calibration": QT_TRANSLATE_NOOP("Products", "Calibration"),
        "mm_per_pixel": QT_TRANSLATE_NOOP("Products", "mm per pixel"),
        "reprojection_error_px": QT_TRANSLATE_NOOP("Products", "Residual of the fit (px)"),
        "target": QT_TRANSLATE_NOOP("Products", "Calibration target"),
        "date": QT_TRANSLATE_NOOP("Products", "Day"),
        "release": QT_TRANSLATE_NOOP("Products", "Release gate"),
        "min_accuracy": QT_TRANSLATE_NOOP("Products", "Least accuracy"),
        "max_escape_percent": QT_TRANSLATE_NOOP("Products", "Most escapes (%)"),
        "escapes_by": QT_TRANSLATE_NOOP("Products", "Figure for escapes"),
        "max_false_reject_percent": QT_TRANSLATE_NOOP("Products", "Most false rejects (%)"),
        "max_not_decidable_percent": QT_TRANSLATE_NOOP("Products", "Most not decidable (%)"),
        "max_flip_percent": QT_TRANSLATE_NOOP("Products", "Most other verdicts than FP32 (%)"),
        "min_robustness": QT_TRANSLATE_NOOP("Products", "Least robustness"),
        "max_p99_ms": QT_TRANSLATE_NOOP("Products", "Longest time p99 (ms)"),
    }
)
_VIEW = re.compile(r"views\.(?P<camera>.+?)\.(?P<entry>(preprocessing|features|calibration)\b.*)")
_STEP = re.compile(r"preprocessing\[(?P<place>\d+)\]\.(?P<name>.+)")
_SECTION = re.compile(r"(?P<section>calibration|release)\.(?P<name>.+)")
_LIMIT, _FEATURE = "limits.reject.", "features."


def recipe_place_text(path: str) -> str:
    """What an entry is called; one that this version does not know stays as it is written."""
    if view := _VIEW.fullmatch(path):
        camera = translate("Products", "Camera {camera}").format(camera=view["camera"])
        return f"{camera} · {recipe_place_text(view['entry'])}"
    if step := _STEP.fullmatch(path):
        place = translate("Products", "Step {place}").format(place=step["place"])
        name = step["name"]
        return place if name == "operation" else f"{place} · {parameter_text(name)}"
    if section := _SECTION.fullmatch(path):
        return " · ".join(map(recipe_place_text, section.groups()))
    if path.startswith(_LIMIT):
        name = path.removeprefix(_LIMIT)
        return translate("Products", "Reject from ({name})").format(name=name)
    if path.startswith(_FEATURE):
        return feature_text(path.removeprefix(_FEATURE))
    return translate("Products", _ENTRIES[path]) if path in _ENTRIES else path


def recipe_value_text(path: str, value: JsonValue) -> str:
    """What stands at a place, with the unit that belongs to it."""
    _, is_feature, feature = path.rpartition(_FEATURE)
    if is_feature and isinstance(value, bool | int | float | str):
        return value_word(feature, value)
    if isinstance(value, str) and path.endswith(".operation"):
        return operation_text(value)
    if isinstance(value, bool):
        return translate("Setup", "on") if value else translate("Setup", "off")
    if value is None or value == "":
        return NOTHING
    return f"{value:.6g}" if isinstance(value, float) else str(value)
