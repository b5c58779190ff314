"""Products and recipes of one station as a program sees them."""

from __future__ import annotations

from inspector.client.routes import Routes
from inspector.wire.recipe_drafts import (
    DraftChange,
    DraftRequest,
    DraftState,
    DryRunRequest,
    DryRunState,
    OperationList,
    PreviewRequest,
    PreviewState,
)
from inspector.wire.recipes import (
    ChangeoverRequest,
    ProductList,
    RecipeDiff,
    RecipeText,
    RevisionList,
    RevisionRequest,
    RevisionRow,
    SignOffRequest,
)
from inspector.wire.threshold_costs import CostRequest, CostTable, ModelLimits

_ROOT = "/v1/recipes"


class RecipeClient(Routes):
    """Makes recipes and changes over.

    Methods raise as those of the station client, and errors of
    :mod:`inspector.domain.errors.recipe`.
    """

    def products(self) -> ProductList:
        """All products, drafts, and how far the last change has come."""
        return self._get(ProductList, _ROOT)

    def revisions(self, recipe_id: str) -> RevisionList:
        """All revisions of one product, newest first."""
        return self._get(RevisionList, f"{_ROOT}/revisions", recipe_id=recipe_id)

    def text(self, revision: str) -> RecipeText:
        """One revision as TOML."""
        return self._get(RecipeText, f"{_ROOT}/revisions/{revision}")

    def difference(self, old: str, new: str) -> RecipeDiff:
        """What differs between two revisions."""
        return self._get(RecipeDiff, f"{_ROOT}/revisions/{new}/diff", old=old)

    def make(self, request: RevisionRequest) -> RevisionRow:
        """Keep a revision; nothing is judged by it before it is signed off."""
        return self._send(RevisionRow, "POST", f"{_ROOT}/revisions", request)

    def sign_off(self, revision: str, note: str = "") -> ProductList:
        """Begin to put a revision in use; ask for :meth:`products` until it is, or is refused."""
        request = SignOffRequest(note=note)
        return self._send(ProductList, "POST", f"{_ROOT}/revisions/{revision}/sign-off", request)

    def change_over(self, recipe_id: str, *, within_lot: bool = False) -> ProductList:
        """Begin to change over to a product; as :meth:`sign_off`."""
        request = ChangeoverRequest(recipe_id=recipe_id, within_lot=within_lot)
        return self._send(ProductList, "POST", f"{_ROOT}/changeover", request)

    def begin_draft(self, request: DraftRequest) -> DraftState:
        """Begin a draft."""
        return self._send(DraftState, "POST", f"{_ROOT}/drafts", request)

    def draft(self, draft_id: int) -> DraftState:
        """One draft with everything that is wrong with it so far."""
        return self._get(DraftState, f"{_ROOT}/drafts/{draft_id}")

    def change_draft(self, draft_id: int, change: DraftChange) -> DraftState:
        """Keep what stands in a draft now."""
        return self._send(DraftState, "PUT", f"{_ROOT}/drafts/{draft_id}", change)

    def drop_draft(self, draft_id: int) -> None:
        """Forget a draft."""
        self._exchange("DELETE", f"{_ROOT}/drafts/{draft_id}")

    def operations(self) -> OperationList:
        """All operations that a step may name."""
        return self._get(OperationList, f"{_ROOT}/operations")

    def preview(self, request: PreviewRequest) -> PreviewState:
        """What steps make of a picture."""
        return self._send(PreviewState, "POST", f"{_ROOT}/preview", request)

    def recommended_limits(self) -> ModelLimits:
        """The limits that the model in force recommends."""
        return self._get(ModelLimits, f"{_ROOT}/recommended-limits")

    def threshold_costs(self, request: CostRequest) -> CostTable:
        """What thresholds do to the pictures whose truth is known."""
        return self._send(CostTable, "POST", f"{_ROOT}/threshold-costs", request)

    def begin_dry_run(self, request: DryRunRequest) -> DryRunState:
        """Judge the newest archived parts again; ask for :meth:`dry_run` until it has ended."""
        return self._send(DryRunState, "POST", f"{_ROOT}/dry-run", request)

    def dry_run(self) -> DryRunState:
        """How far the last dry run has come."""
        return self._get(DryRunState, f"{_ROOT}/dry-run")
