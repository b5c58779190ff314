"""Products and recipes of a station."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.recipes import (
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
)


class Recipes(Protocol):
    """Products, revisions and drafts; raises as :class:`Station`."""

    def products(self) -> ProductList:
        """All products, drafts, and how far the last change has come."""

    def revisions(self, recipe_id: str, /) -> RevisionList:
        """All revisions of one product, newest first."""

    def text(self, revision: str, /) -> RecipeText:
        """One revision."""

    def difference(self, old: str, new: str, /) -> RecipeDiff:
        """What differs between two revisions."""

    def make(self, request: RevisionRequest, /) -> RevisionRow:
        """Keep a revision."""

    def sign_off(self, revision: str, note: str = "", /) -> ProductList:
        """Begin to put a revision in use."""

    def change_over(self, recipe_id: str, /, *, within_lot: bool = False) -> ProductList:
        """Begin to change over to a product."""

    def begin_draft(self, request: DraftRequest, /) -> DraftState:
        """Begin a draft."""

    def draft(self, draft_id: int, /) -> DraftState:
        """One draft."""

    def change_draft(self, draft_id: int, change: DraftChange, /) -> DraftState:
        """Keep what stands in a draft now."""

    def drop_draft(self, draft_id: int, /) -> None:
        """Forget a draft."""

    def operations(self) -> OperationList:
        """All operations that a step may name."""

    def preview(self, request: PreviewRequest, /) -> PreviewState:
        """What steps make of a picture."""

    def recommended_limits(self) -> ModelLimits:
        """The limits that the model in force recommends."""

    def threshold_costs(self, request: CostRequest, /) -> CostTable:
        """What thresholds do to the pictures whose truth is known."""

    def begin_dry_run(self, request: DryRunRequest, /) -> DryRunState:
        """Judge the newest archived parts again."""

    def dry_run(self) -> DryRunState:
        """How far the last dry run has come."""
