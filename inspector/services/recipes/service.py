"""Everything about recipes that the API offers, in one value."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.services.recipes.costs import ThresholdCosts
from inspector.services.recipes.desk import RecipeDesk
from inspector.services.recipes.drafts import DraftDesk
from inspector.services.recipes.dry_run import DryRun
from inspector.services.recipes.preview import StepPreview


@dataclass(frozen=True, slots=True)
class RecipeServices:
    """Products and revisions, drafts, and what a draft would do."""

    desk: RecipeDesk
    drafts: DraftDesk
    preview: StepPreview
    costs: ThresholdCosts
    dry_run: DryRun
