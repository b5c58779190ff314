"""Challenge parts: described, sent through, and listed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from inspector.api.parameters import PageLimit, Position
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import SessionToken, needs
from inspector.domain.people import Right
from inspector.services.challenge.service import ChallengeService
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.challenge import (
    ChallengePartList,
    ChallengePartRequest,
    ChallengePartRow,
    ChallengeRunPage,
    ChallengeRunRow,
    ChallengeState,
)

_NO_PART = "No challenge part in use has this id."
_NOT_NOW = "No challenge can be begun or ended now; the message says why."

PartId = Annotated[int, Path(ge=1, lt=2**63)]


def challenge_router(challenge: ChallengeService, people: PeopleDesk) -> APIRouter:
    """Routes ``/v1/challenge``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1/challenge", tags=["challenge"])

    @router.get("", responses=error_replies())
    def state() -> ChallengeState:
        """How it stands: what runs or ran last, what is due, and whether the station is locked."""
        return challenge.state()

    _add_parts(router, challenge, people)
    _add_runs(router, challenge, people)
    return router


def _add_parts(router: APIRouter, challenge: ChallengeService, people: PeopleDesk) -> None:
    quality = needs(people, Right.SET_CHALLENGE)

    @router.get("/parts", responses=error_replies())
    def parts() -> ChallengePartList:
        """All challenge parts in the order of a run."""
        return challenge.parts()

    @router.post("/parts", responses=error_replies(FORBIDDEN=RIGHT_MISSING))
    def add(request: ChallengePartRequest, actor: Actor = quality) -> ChallengePartRow:
        """Describe a new part."""
        return challenge.put_part(actor, request)

    @router.put(
        "/parts/{part_id}", responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_NO_PART)
    )
    def change(
        part_id: PartId, request: ChallengePartRequest, actor: Actor = quality
    ) -> ChallengePartRow:
        """Describe a part otherwise; runs keep what was said of it then."""
        return challenge.put_part(actor, request, part_id)

    @router.delete(
        "/parts/{part_id}", responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_NO_PART)
    )
    def retire(part_id: PartId, actor: Actor = quality) -> ChallengePartRow:
        """Use a part no more; runs go on naming it."""
        return challenge.retire_part(actor, part_id)


def _add_runs(router: APIRouter, challenge: ChallengeService, people: PeopleDesk) -> None:
    @router.get("/runs", responses=error_replies())
    def runs(
        before: Annotated[Position | None, Query()] = None, limit: PageLimit = 50
    ) -> ChallengeRunPage:
        """Runs, newest first; `next_before` of one page is `before` of the next."""
        return challenge.runs(before, limit)

    @router.post("/runs", responses=error_replies(FORBIDDEN=RIGHT_MISSING, CONFLICT=_NOT_NOW))
    def begin(session: SessionToken = "") -> ChallengeRunRow:
        """The next parts are the challenge parts; after a missed one it takes a supervisor."""
        right = Right.CLEAR_STOPS if challenge.needs_supervisor else Right.RUN
        return challenge.begin(people.require(session, right))

    @router.delete(
        "/runs/current", responses=error_replies(FORBIDDEN=RIGHT_MISSING, CONFLICT=_NOT_NOW)
    )
    def abort(session: SessionToken = "") -> ChallengeRunRow:
        """End the run that runs; it proves nothing."""
        return challenge.abort(people.require(session, Right.RUN))
