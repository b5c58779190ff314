"""Products and their recipes."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query

from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.people import FourEyes, Right
from inspector.services.people.audit import Actor, Value
from inspector.services.people.desk import PeopleDesk
from inspector.services.recipes.operations import operation_list
from inspector.services.recipes.service import RecipeServices
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

_UNKNOWN = "The station has no such product, revision or draft."
_WAITS = "It waits for a second person, see `/v1/approvals`."
_WRONG = "The recipe is wrong, or the station cannot do this now; the message says why."

RevisionName = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
ProductName = Annotated[str, Query(min_length=1, max_length=100)]
OldRevision = Annotated[str, Query(pattern=r"^[0-9a-f]{64}$")]
DraftNumber = Annotated[int, Path(ge=1, lt=2**63)]


class _SignOffOrder(SignOffRequest):
    revision: str


def recipe_router(recipes: RecipeServices, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/recipes``, run in worker threads."""
    router = APIRouter(prefix="/v1/recipes", tags=["recipes"])
    _add_revision_routes(router, recipes, people)
    _add_use_routes(router, recipes, people)
    _add_draft_routes(router, recipes, people)
    _add_trial_routes(router, recipes, people)
    return router


def _add_revision_routes(router: APIRouter, recipes: RecipeServices, people: PeopleDesk) -> None:
    setter = needs(people, Right.SET_RECIPE)

    @router.get("", responses=error_replies())
    def products() -> ProductList:
        """All products, drafts, and how far the last change has come."""
        return recipes.desk.products()

    @router.get("/revisions", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def revisions(recipe_id: ProductName) -> RevisionList:
        """All revisions of one product, newest first."""
        return recipes.desk.revisions(recipe_id)

    @router.get("/revisions/{revision}", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def text(revision: RevisionName) -> RecipeText:
        """One revision as TOML."""
        return recipes.desk.text(revision)

    @router.get("/revisions/{revision}/diff", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def difference(revision: RevisionName, old: OldRevision) -> RecipeDiff:
        """What differs between `old` and this revision."""
        return recipes.desk.difference(old, revision)

    @router.post(
        "/revisions",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_WRONG),
    )
    def make(request: RevisionRequest, actor: Actor = setter) -> RevisionRow:
        """Keep a revision for ever; nothing is judged by it before it is signed off."""
        return recipes.desk.make(actor, request)


def _add_use_routes(router: APIRouter, recipes: RecipeServices, people: PeopleDesk) -> None:
    setter = needs(people, Right.SET_RECIPE)
    changer = needs(people, Right.CHANGE_OVER)

    def begin_sign_off(by: Actor, order: Value) -> ProductList:
        wanted = _SignOffOrder.model_validate(order)
        return recipes.desk.sign_off(by, wanted.revision, wanted.note)

    people.approvals.teach(FourEyes.RECIPE_SIGN_OFF, begin_sign_off)

    @router.post(
        "/revisions/{revision}/sign-off",
        responses=error_replies(
            ACCEPTED=_WAITS, FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_WRONG
        ),
    )
    def sign_off(
        revision: RevisionName, request: SignOffRequest, actor: Actor = setter
    ) -> ProductList:
        """Begin to put a revision in use, a new one or one of before.

        That of the product in force takes force between two parts; `course` tells how far it is.
        Where the station asks for a second person, it waits for that person.
        """
        order = _SignOffOrder(revision=revision, note=request.note).model_dump()
        asked = replace(recipes.desk.to_sign_off(revision), reason=request.note, order=order)
        begun: ProductList = people.approvals.require(
            actor, FourEyes.RECIPE_SIGN_OFF, Right.SET_RECIPE, asked
        )
        return begun

    @router.post(
        "/changeover",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_WRONG),
    )
    def change_over(request: ChangeoverRequest, actor: Actor = changer) -> ProductList:
        """Begin to change over to a product, between two parts."""
        return recipes.desk.change_over(actor, request)


def _add_draft_routes(router: APIRouter, recipes: RecipeServices, people: PeopleDesk) -> None:
    setter = needs(people, Right.SET_RECIPE)

    @router.post(
        "/drafts",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_WRONG),
    )
    def begin(request: DraftRequest, actor: Actor = setter) -> DraftState:
        """Begin a draft, from a revision or from nothing."""
        return recipes.drafts.begin(actor, request)

    @router.get("/drafts/{draft_id}", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def draft(draft_id: DraftNumber) -> DraftState:
        """One draft with everything that is wrong with it so far."""
        return recipes.drafts.draft(draft_id)

    @router.put(
        "/drafts/{draft_id}",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_WRONG),
    )
    def change(draft_id: DraftNumber, request: DraftChange, actor: Actor = setter) -> DraftState:
        """Keep what stands in a draft now, whether it is right or not."""
        return recipes.drafts.change(actor, draft_id, request)

    @router.delete(
        "/drafts/{draft_id}",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN),
    )
    def drop(draft_id: DraftNumber, actor: Actor = setter) -> ProductList:
        """Forget a draft; the products and drafts after it."""
        recipes.drafts.drop(actor, draft_id)
        return recipes.desk.products()


def _add_trial_routes(router: APIRouter, recipes: RecipeServices, people: PeopleDesk) -> None:
    setter = needs(people, Right.SET_RECIPE)

    @router.get("/operations", responses=error_replies())
    def operations() -> OperationList:
        """All operations that a step may name."""
        return operation_list()

    @router.post("/preview", responses=error_replies(NOT_FOUND=_UNKNOWN, CONFLICT=_WRONG))
    def preview(request: PreviewRequest) -> PreviewState:
        """What steps make of a picture, and how long each takes; the line is not touched."""
        return recipes.preview.show(request)

    @router.get("/recommended-limits", responses=error_replies(CONFLICT=_WRONG))
    def recommended_limits() -> ModelLimits:
        """The limits that the model in force recommends."""
        return recipes.costs.recommended()

    @router.post("/threshold-costs", responses=error_replies(CONFLICT=_WRONG))
    def costs(request: CostRequest) -> CostTable:
        """What thresholds do to the pictures whose truth is known."""
        return recipes.costs.table(request)

    @router.post(
        "/dry-run",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_WRONG),
    )
    def begin_dry_run(request: DryRunRequest, actor: Actor = setter) -> DryRunState:
        """Judge the newest archived parts again by a draft; nobody acts on it."""
        people.audit.note(actor, "recipe.dry_run", str(request.content.get("recipe_id", "")))
        return recipes.dry_run.begin(request)

    @router.get("/dry-run", responses=error_replies())
    def dry_run() -> DryRunState:
        """How far the last dry run has come."""
        return recipes.dry_run.state
