"""The models of a station: which one judges, and how another one takes its place."""

from __future__ import annotations

from fastapi import APIRouter

from inspector.api.parameters import PageLimit
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.errors.people import RightMissingError
from inspector.domain.people import FourEyes, Right, least_role
from inspector.services.people.approval_file import Request
from inspector.services.people.audit import Actor, Value
from inspector.services.people.desk import PeopleDesk
from inspector.services.rollout.service import ModelRollout
from inspector.wire.rollout import (
    FlipPage,
    ModelsState,
    PromoteRequest,
    RollbackRequest,
    ShadowReport,
    ShadowRequest,
)

_UNKNOWN = "The station has no package of this name or hash."
_WAITS = "It waits for a second person, see `/v1/approvals`."
_NOT_NOW = "A model is on its way into force already, or this one is in force."
_REFUSALS = error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_NOT_NOW)


def model_router(models: ModelRollout, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/models``, run in worker threads."""
    router = APIRouter(prefix="/v1/models", tags=["models"])
    _add_promotion(router, models, people)
    _add_shadow(router, models, people)
    return router


def _add_promotion(router: APIRouter, models: ModelRollout, people: PeopleDesk) -> None:
    decider = needs(people, Right.ROLL_OUT)

    def begin_promotion(by: Actor, order: Value) -> ModelsState:
        request = PromoteRequest.model_validate(order)
        people.audit.note(by, "model.promote.ask", request.package)
        return models.promote(by, request)

    people.approvals.teach(FourEyes.MODEL_PROMOTE, begin_promotion)

    @router.get("", responses=error_replies())
    def state() -> ModelsState:
        """What judges, what judged before, and how far the last promotion has come."""
        return models.state()

    @router.post("/promote", responses=_REFUSALS | error_replies(ACCEPTED=_WAITS))
    def promote(request: PromoteRequest, actor: Actor = decider) -> ModelsState:
        """Begin to put a package in force; look at `promotion` until it is in force or refused.

        The parts that come meanwhile are judged by the model in force. No part is rejected for it.
        To override the release gate needs the role engineer. Where the station asks for four eyes
        it begins when a second person approves it.
        """
        right = Right.ROLL_OUT
        if request.override_reason:
            _require_override(people, actor)
            right = Right.OVERRIDE_RELEASE

        order = request.model_dump(mode="json")
        asked = Request(request.package, order, request.override_reason, order)
        begun: ModelsState = people.approvals.require(actor, FourEyes.MODEL_PROMOTE, right, asked)
        return begun

    @router.post("/rollback", responses=_REFUSALS)
    def roll_back(request: RollbackRequest, actor: Actor = decider) -> ModelsState:
        """Begin to put in force again what was before; the release gate is not asked."""
        people.audit.note(actor, "model.rollback.ask")
        return models.roll_back(actor, request)


def _add_shadow(router: APIRouter, models: ModelRollout, people: PeopleDesk) -> None:
    decider = needs(people, Right.ROLL_OUT)

    @router.get("/shadow", responses=error_replies())
    def shadow() -> ShadowReport:
        """How the package on trial compares with the model in force."""
        return models.shadow()

    @router.get("/shadow/flips", responses=error_replies())
    def flips(limit: PageLimit = 100) -> FlipPage:
        """The newest views on which the package on trial disagrees with what stood."""
        return models.flips(limit)

    @router.post("/shadow", responses=_REFUSALS)
    def set_shadow(request: ShadowRequest, actor: Actor = decider) -> ShadowReport:
        """Put a package on trial, or none; nobody ever acts on what it says."""
        return models.set_shadow(actor, request)


def _require_override(people: PeopleDesk, actor: Actor) -> None:
    if not people.allows(actor, Right.OVERRIDE_RELEASE):
        raise RightMissingError(
            f"to override the release gate needs the role {least_role(Right.OVERRIDE_RELEASE)}"
        )
