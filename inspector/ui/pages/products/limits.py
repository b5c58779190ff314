"""The limits of a draft, each under a key of its own, beside what the model recommends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inspector.ui.pages.products.content import limits_of, with_limits

if TYPE_CHECKING:
    from inspector.ui.pages.products.content import Content
    from inspector.wire.threshold_costs import Limits, ModelLimits

ACCEPT, OTHERS = "accept", "reject_default"
_CLASS = "class "


def class_of(key: str) -> str:
    """The defect class of a key; empty for the other limits."""
    return key[len(_CLASS) :] if key.startswith(_CLASS) else ""


def limit_place(key: str) -> str:
    """Where a limit stands in the recipe."""
    return f"limits.reject.{class_of(key)}" if class_of(key) else f"limits.{key}"


def limit_keys(content: Mapping[str, Any], model: ModelLimits | None) -> Sequence[str]:
    """Accept, all other classes, then each defect class: of the model, and any that is named."""
    named = [] if model is None else model.classes
    good = [] if model is None else model.ok_classes
    defects = dict.fromkeys([*named, *limits_of(content)["reject"]])
    return [ACCEPT, OTHERS, *(f"{_CLASS}{name}" for name in defects if name not in good)]


def limit_at(content: Mapping[str, Any], key: str) -> float | None:
    """What stands in the draft; ``None`` for a class without a limit of its own."""
    limits, name = limits_of(content), class_of(key)
    found = limits["reject"].get(name) if name else limits[key]
    return None if found is None else float(found)


def with_limit_at(content: Content, key: str, limit: float | None) -> Content:
    """With another limit; ``None`` lets a class go with the others."""
    name = class_of(key)
    if not name:
        return with_limits(content, **{key: limit})
    own = {other: each for other, each in limits_of(content)["reject"].items() if other != name}
    return with_limits(content, reject=own if limit is None else own | {name: limit})


def recommended_at(limits: Limits, key: str) -> float | None:
    """What the model recommends; ``None`` where it lets a class go with the others."""
    name = class_of(key)
    if name:
        return limits.reject.get(name)
    return limits.accept if key == ACCEPT else limits.reject_default


def with_recommended(content: Content, limits: Limits) -> Content:
    """With all limits as the model recommends them."""
    return with_limits(content, **limits.model_dump())
