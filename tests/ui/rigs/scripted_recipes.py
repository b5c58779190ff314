"""Products of a plausible station; what is asked of them is carried out at once."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import cv2
import numpy as np
from metal_part import metal_part
from wire_samples import NOON

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.recipe import DraftUnknownError
from inspector.domain.evaluation import Evaluation
from inspector.domain.phrase import Phrase
from inspector.services.recipes.content import differences
from inspector.services.recipes.operations import operation_list
from inspector.wire.recipe_drafts import (
    DraftChange,
    DraftRequest,
    DraftState,
    DryRunRequest,
    DryRunRow,
    DryRunState,
    OperationList,
    PreviewRequest,
    PreviewState,
    StepFigure,
)
from inspector.wire.recipes import (
    ChangeCourse,
    ChangePhase,
    DraftRow,
    ProductList,
    ProductRow,
    RecipeDiff,
    RecipeText,
    RevisionList,
    RevisionRequest,
    RevisionRow,
)
from inspector.wire.threshold_costs import (
    ClassCost,
    CostPoint,
    CostRequest,
    CostTable,
    Limits,
    ModelLimits,
)

FLANGE, BRACKET, HOUSING = "flange-40", "bracket-left", "housing"
DEFECTS = ("missing bolt hole", "scratch", "dent")
NUMBERS = {BRACKET: 1, FLANGE: 3, HOUSING: 7}


def revision(number: int) -> str:
    return f"{number:x}" * 64


def content(recipe_id: str, accept: float = 0.9) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "recipe_id": recipe_id,
        "number": NUMBERS.get(recipe_id, 12),
        "preprocessing": [
            {
                "operation": "roi",
                "offset_x_px": 300,
                "offset_y_px": 120,
                "width_px": 1000,
                "height_px": 900,
            },
            {"operation": "clahe", "clip_limit": 2.0, "tiles": 8},
        ],
        "limits": {"accept": accept, "reject_default": 0.5, "reject": {}},
        "features": {"exposure_time_us": 900, "gain_db": 2.0},
    }


@dataclass
class ScriptedRecipes:
    """Shared by all connections."""

    in_force: str = FLANGE
    drafts: dict[int, DraftState] = field(default_factory=dict)
    asked: list[tuple[str, object]] = field(default_factory=list)
    course: ChangeCourse | None = None
    in_use: dict[str, str] = field(default_factory=lambda: {FLANGE: revision(3)})
    refusal: InspectorError | None = None
    faults: list[Phrase] = field(default_factory=list)
    made: RevisionRow | None = None
    dry: DryRunState | None = None
    costs: CostTable | None = None

    def products(self) -> ProductList:
        rows = [
            ProductRow(
                recipe_id=name,
                number=number,
                revision=self.in_use.get(name, revision(number)),
                in_force=name == self.in_force,
                signed_off_by="Li Wei",
                signed_off_at=NOON,
                file="" if name == HOUSING else f"/etc/inspector/{name}.toml",
                waiting=1 if name == HOUSING else 0,
            )
            for name, number in NUMBERS.items()
        ]
        drafts = [
            DraftRow(
                draft_id=each.draft_id,
                recipe_id=str(each.content["recipe_id"]),
                step=each.step,
                by=each.by,
                at=each.at,
            )
            for each in self.drafts.values()
        ]
        return ProductList(products=rows, drafts=drafts, course=self.course)

    def revisions(self, recipe_id: str, /) -> RevisionList:
        used = self.in_use.get(recipe_id, revision(NUMBERS.get(recipe_id, 12)))
        notes = ("less glare on the rim", "accept from 0.9, agreed with quality", "")
        rows = [
            RevisionRow(
                revision=name,
                recipe_id=recipe_id,
                number=NUMBERS.get(recipe_id, 12),
                at=NOON - timedelta(days=3 * place),
                by=("Li Wei", "Anna Berg", "")[place],
                note=notes[place],
                parent=None,
                signed_off_by="Anna Berg" if place else "",
                signed_off_at=NOON - timedelta(days=3 * place - 1) if place else None,
                signed_off=bool(place),
                in_use=name == used,
            )
            for place, name in enumerate((revision(9), used, revision(5)))
        ]
        return RevisionList(revisions=rows)

    def text(self, name: str, /) -> RecipeText:
        return RecipeText(revision=name, text="", content=content(FLANGE))

    def difference(self, old: str, new: str, /) -> RecipeDiff:
        changed = content(FLANGE, 0.95)
        changed["preprocessing"] = [*changed["preprocessing"], {"operation": "median"}]
        found = [] if old == new else differences(content(FLANGE), changed)
        return RecipeDiff(old=old, new=new, changes=found)

    def make(self, request: RevisionRequest, /) -> RevisionRow:
        self._note("make", request)
        name = str(request.content["recipe_id"])
        return RevisionRow(
            revision=revision(8),
            recipe_id=name,
            number=12,
            at=NOON,
            by="",
            note=request.note,
            parent=request.parent,
        )

    def sign_off(self, name: str, note: str = "", /) -> ProductList:
        self._note("sign off", (name, note))
        self.course = ChangeCourse(
            recipe_id=FLANGE, revision=name, by="Anna Berg", phase=ChangePhase.IN_FORCE
        )
        self.in_use[FLANGE] = name
        return self.products()

    def change_over(self, recipe_id: str, /, *, within_lot: bool = False) -> ProductList:
        self._note("change over", (recipe_id, within_lot))
        self.in_force = recipe_id
        self.course = ChangeCourse(
            recipe_id=recipe_id, revision=revision(1), by="Anna Berg", phase=ChangePhase.IN_FORCE
        )
        return self.products()

    def begin_draft(self, request: DraftRequest, /) -> DraftState:
        self._note("begin", request)
        number = len(self.drafts) + 1
        made = content(request.recipe_id) | {"number": request.number}
        if request.parent is None:
            made = {
                "schema_version": 1,
                "recipe_id": request.recipe_id,
                "number": request.number,
            }
        self.drafts[number] = DraftState(
            draft_id=number,
            version=1,
            content=made,
            parent=request.parent,
            step="camera",
            by="Anna Berg",
            at=NOON,
        )
        return self.drafts[number]

    def draft(self, draft_id: int, /) -> DraftState:
        if draft_id not in self.drafts:
            raise DraftUnknownError(f"there is no draft {draft_id}")
        return self.drafts[draft_id]

    def change_draft(self, draft_id: int, change: DraftChange, /) -> DraftState:
        self._note("keep", change)
        kept = self.draft(draft_id).model_copy(
            update={
                "version": change.version + 1,
                "content": change.content,
                "step": change.step,
                "faults": self.faults,
            }
        )
        self.drafts[draft_id] = kept
        return kept

    def drop_draft(self, draft_id: int, /) -> None:
        self._note("drop", draft_id)
        self.draft(draft_id)
        del self.drafts[draft_id]

    def operations(self) -> OperationList:
        return operation_list()

    def preview(self, request: PreviewRequest, /) -> PreviewState:
        self._note("preview", request)
        before = metal_part(3, Evaluation.NOT_OK)
        after = cv2.GaussianBlur(before[60:500, 150:600], (5, 5), 0)
        figures = [
            StepFigure(operation=each.operation, ms=0.4 + place, width_px=1000, height_px=900)
            for place, each in enumerate(request.steps)
        ]
        return PreviewState(
            before_png=_png(before),
            after_png=_png(after),
            width_px=1600,
            height_px=1200,
            steps=figures,
            total_ms=sum(each.ms for each in figures),
        )

    def threshold_costs(self, request: CostRequest, /) -> CostTable:
        self._note("costs", request)
        if self.refusal is not None:
            raise self.refusal

        def point(accept: float) -> CostPoint:
            escapes, lost = round(40 * (1 - accept) ** 2), round(90 * accept**12)
            cost = escapes * request.escape_cost + lost * request.false_reject_cost
            return CostPoint(
                limit=accept,
                escapes=escapes,
                false_rejects=lost // 2,
                not_decidable=lost - lost // 2,
                cost=cost,
            )

        stands = request.limits.reject.get(request.class_name, request.limits.reject_default)
        grid = sorted({*(place / 20 for place in range(1, 20)), 0.98, request.limits.accept})
        return CostTable(
            validation=2142,
            reviewed=318,
            good=420,
            defective=2040,
            asked=point(request.limits.accept),
            accepts=[point(each) for each in grid],
            rejects=[point(each) for each in sorted({*grid, stands})],
            class_name=request.class_name,
            by_class=[
                ClassCost(
                    class_name=name,
                    pictures=680,
                    escapes=round(12 * request.limits.reject.get(name, 0.5) ** 2),
                    false_rejects=place,
                )
                for place, name in enumerate(DEFECTS)
            ],
        )

    def recommended_limits(self) -> ModelLimits:
        limits = Limits(accept=0.9, reject_default=0.5, reject={"missing bolt hole": 0.35})
        return ModelLimits(limits=limits, classes=["good", *DEFECTS], ok_classes=["good"])

    def begin_dry_run(self, request: DryRunRequest, /) -> DryRunState:
        self._note("dry run", request)
        flips = [
            DryRunRow(
                result_id=f"0c0ffee0-{number:012d}",
                part_id=402_000 + number,
                was=Evaluation.OK,
                would_be=Evaluation.NOT_DECIDABLE,
                was_class="good",
                would_be_class="good",
                score=0.8,
            )
            for number in (341, 332, 318)
        ]
        self.dry = DryRunState(
            asked=request.parts,
            judged=request.parts - 1,
            same=request.parts - 4,
            skipped=1,
            ended=True,
            flips=flips,
        )
        return self.dry

    def dry_run(self) -> DryRunState:
        if self.dry is None:
            return DryRunState(asked=0, judged=0, same=0, skipped=0, ended=True)
        return self.dry

    def _note(self, what: str, asked: object) -> None:
        self.asked.append((what, asked))


def _png(image: Any) -> bytes:
    _, encoded = cv2.imencode(".png", np.asarray(image))
    return base64.b64encode(encoded.tobytes())
