"""Products and recipes of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inspector.client.answers import parsed
from inspector.wire.model import WireModel
from inspector.wire.recipes import (
    ChangeoverRequest,
    CostRequest,
    CostTable,
    DraftChange,
    DraftRequest,
    DraftState,
    DryRunRequest,
    DryRunState,
    ModelLimits,
    OperationList,
    PreviewRequest,
    PreviewState,
    ProductList,
    RecipeDiff,
    RecipeText,
    RevisionList,
    RevisionRequest,
    RevisionRow,
    SignOffRequest,
)

_ROOT = "/v1/recipes"


class RecipeClient:
    """Makes recipes and changes over.

    Methods raise as those of the station client, and errors of
    :mod:`inspector.domain.errors.recipe`.
    """

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def products(self) -> ProductList:
        """All products, drafts, and how far the last change has come."""
        return parsed(ProductList, self._get(""))

    def revisions(self, recipe_id: str) -> RevisionList:
        """All revisions of one product, newest first."""
        return parsed(RevisionList, self._get("/revisions", recipe_id=recipe_id))

    def text(self, revision: str) -> RecipeText:
        """One revision as TOML."""
        return parsed(RecipeText, self._get(f"/revisions/{revision}"))

    def difference(self, old: str, new: str) -> RecipeDiff:
        """What differs between two revisions."""
        return parsed(RecipeDiff, self._get(f"/revisions/{new}/diff", old=old))

    def make(self, request: RevisionRequest) -> RevisionRow:
        """Keep a revision; nothing is judged by it before it is signed off."""
        return parsed(RevisionRow, self._send("POST", "/revisions", request))

    def sign_off(self, revision: str, note: str = "") -> ProductList:
        """Begin to put a revision in use; ask for :meth:`products` until it is, or is refused."""
        request = SignOffRequest(note=note)
        return parsed(ProductList, self._send("POST", f"/revisions/{revision}/sign-off", request))

    def change_over(self, recipe_id: str, *, within_lot: bool = False) -> ProductList:
        """Begin to change over to a product; as :meth:`sign_off`."""
        request = ChangeoverRequest(recipe_id=recipe_id, within_lot=within_lot)
        return parsed(ProductList, self._send("POST", "/changeover", request))

    def begin_draft(self, request: DraftRequest) -> DraftState:
        """Begin a draft."""
        return parsed(DraftState, self._send("POST", "/drafts", request))

    def draft(self, draft_id: int) -> DraftState:
        """One draft with everything that is wrong with it so far."""
        return parsed(DraftState, self._get(f"/drafts/{draft_id}"))

    def change_draft(self, draft_id: int, change: DraftChange) -> DraftState:
        """Keep what stands in a draft now."""
        return parsed(DraftState, self._send("PUT", f"/drafts/{draft_id}", change))

    def drop_draft(self, draft_id: int) -> None:
        """Forget a draft."""
        self._exchange("DELETE", f"{_ROOT}/drafts/{draft_id}")

    def operations(self) -> OperationList:
        """All operations that a step may name."""
        return parsed(OperationList, self._get("/operations"))

    def preview(self, request: PreviewRequest) -> PreviewState:
        """What steps make of a picture."""
        return parsed(PreviewState, self._send("POST", "/preview", request))

    def recommended_limits(self) -> ModelLimits:
        """The limits that the model in force recommends."""
        return parsed(ModelLimits, self._get("/recommended-limits"))

    def threshold_costs(self, request: CostRequest) -> CostTable:
        """What thresholds do to the pictures whose truth is known."""
        return parsed(CostTable, self._send("POST", "/threshold-costs", request))

    def begin_dry_run(self, request: DryRunRequest) -> DryRunState:
        """Judge the newest archived parts again; ask for :meth:`dry_run` until it has ended."""
        return parsed(DryRunState, self._send("POST", "/dry-run", request))

    def dry_run(self) -> DryRunState:
        """How far the last dry run has come."""
        return parsed(DryRunState, self._get("/dry-run"))

    def _get(self, path: str, **params: str) -> bytes:
        return self._exchange("GET", f"{_ROOT}{path}", params=params).content

    def _send(self, method: str, path: str, request: WireModel) -> bytes:
        body = request.model_dump(mode="json")
        return self._exchange(method, f"{_ROOT}{path}", json=body).content
