"""What stands in a draft, read and changed in the shape of the recipe file."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

Content = dict[str, Any]
StepEntry = dict[str, Any]

ROI = "roi"
_ROI_KEYS = ("offset_x_px", "offset_y_px", "width_px", "height_px")


def steps_of(content: Mapping[str, Any], camera: str) -> list[StepEntry]:
    """The steps of one camera: its own, or those of all."""
    own = content.get("views", {}).get(camera, {}).get("preprocessing")
    steps = content.get("preprocessing", []) if own is None else own
    return copy.deepcopy(steps)


def with_steps(
    content: Content, camera: str, steps: Sequence[StepEntry], *, several: bool
) -> Content:
    """With other steps; each of several cameras has its own."""
    changed = copy.deepcopy(content)
    if several:
        changed.setdefault("views", {}).setdefault(camera, {})["preprocessing"] = list(steps)
    else:
        changed["preprocessing"] = list(steps)
    return changed


def region_of(steps: Sequence[StepEntry]) -> tuple[int, int, int, int] | None:
    """Left, top, width and height of the region of interest, in pixels; ``None`` for none."""
    for step in steps:
        if step.get("operation") == ROI:
            left, top, width, height = (int(step.get(key, 0)) for key in _ROI_KEYS)
            return left, top, width, height
    return None


def with_region(
    steps: Sequence[StepEntry], region: tuple[int, int, int, int] | None
) -> list[StepEntry]:
    """With another region; a new one comes before all steps but those of the flat field."""
    others = [step for step in steps if step.get("operation") != ROI]
    if region is None:
        return others
    entry = {"operation": ROI, **dict(zip(_ROI_KEYS, region, strict=True))}
    places = [place for place, step in enumerate(steps) if step.get("operation") == ROI]
    flat = sum(str(step.get("operation", "")).startswith("flat_field") for step in others)
    place = places[0] if places else flat
    return [*others[:place], entry, *others[place:]]


def features_of(content: Mapping[str, Any], camera: str) -> dict[str, Any]:
    """The settings of one camera, those of all among them."""
    own = content.get("views", {}).get(camera, {}).get("features", {})
    return {**content.get("features", {}), **own}


def with_features(
    content: Content, camera: str, features: Mapping[str, Any], *, several: bool
) -> Content:
    """With other settings; each of several cameras has its own."""
    changed = copy.deepcopy(content)
    place = changed.setdefault("views", {}).setdefault(camera, {}) if several else changed
    place["features"] = {**place.get("features", {}), **features}
    return changed


def limits_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """The limits, the usual ones where nothing is said."""
    return {"accept": 0.5, "reject_default": 0.5, "reject": {}, **content.get("limits", {})}


def with_limits(content: Content, **limits: Any) -> Content:
    """With other limits."""
    changed = copy.deepcopy(content)
    changed["limits"] = {**limits_of(content), **limits}
    return changed
