"""Limits as a draft of a recipe; somebody has to finish it and sign it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.pages.products.content import limits_of, with_limits
from inspector.wire.recipe_drafts import DraftChange, DraftRequest

if TYPE_CHECKING:
    from inspector.client.station import StationClient
    from inspector.wire.recipe_drafts import DraftState
    from inspector.wire.what_if import LimitChanges

_STEP = "thresholds"


def begin_draft(station: StationClient, recipe_id: str | None, limits: LimitChanges) -> DraftState:
    """A draft from the revision in use, with other limits; of the product in force by default."""
    products = station.recipes.products().products
    chosen = next(
        each
        for each in products
        if (each.in_force if recipe_id is None else each.recipe_id == recipe_id)
    )
    request = DraftRequest(recipe_id=chosen.recipe_id, number=chosen.number, parent=chosen.revision)
    draft = station.recipes.begin_draft(request)
    known = limits_of(draft.content)
    changes: dict[str, object] = {"reject": {**known["reject"], **limits.reject}}
    if limits.accept is not None:
        changes["accept"] = limits.accept
    changed = with_limits(draft.content, **changes)
    return station.recipes.change_draft(
        draft.draft_id, DraftChange(version=draft.version, content=changed, step=_STEP)
    )
