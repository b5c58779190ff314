"""Signing in and out, and who can."""

from __future__ import annotations

from fastapi import APIRouter

from inspector.api.replies import error_replies
from inspector.api.rights import SessionToken
from inspector.domain.people import RIGHTS, Right
from inspector.services.line import LineService
from inspector.services.people.desk import PeopleDesk, actor_of
from inspector.services.people.sessions import Session
from inspector.wire.people import (
    PeopleList,
    PersonRow,
    SessionState,
    SignedIn,
    SignedOut,
    SignInRequest,
)

_REFUSED = "Name and PIN do not belong together."
_LOCKED = "Too many attempts; try again after a minute."
_NOBODY = "Nobody is signed in, or the session has expired."


def people_router(people: PeopleDesk, line: LineService) -> APIRouter:
    """Routes ``/v1/people`` and ``/v1/session``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1", tags=["people"])

    def state(session: Session) -> SessionState:
        role = session.person.role
        return SessionState(
            name=session.person.name,
            role=role,
            rights=[right for right in Right if right in RIGHTS[role]],
            expires_in_s=people.seconds_left(session),
        )

    @router.get("/people", responses=error_replies())
    def everybody() -> PeopleList:
        """Names and roles of all who can sign in."""
        rows = [PersonRow(name=each.name, role=each.role) for each in people.people()]
        return PeopleList(people=rows)

    @router.post("/session", responses=error_replies(FORBIDDEN=_REFUSED, TOO_MANY_REQUESTS=_LOCKED))
    def sign_in(request: SignInRequest) -> SignedIn:
        """Sign in; the token of the answer belongs into the header `X-Inspector-Session`."""
        token, session = people.sign_in(request.name, request.pin)
        return SignedIn(**state(session).model_dump(), token=token)

    @router.get("/session", responses=error_replies(FORBIDDEN=_NOBODY))
    def session(session: SessionToken = "") -> SessionState:
        """Who is signed in, and for how long; to ask does not prolong it."""
        return state(people.session(session))

    @router.put("/session", responses=error_replies(FORBIDDEN=_NOBODY))
    def renew(session: SessionToken = "") -> SessionState:
        """The person is still here: the idle time begins anew."""
        return state(people.renew(session))

    @router.delete("/session", responses=error_replies(FORBIDDEN=_NOBODY))
    def sign_out(session: SessionToken = "") -> SignedOut:
        """Sign out; a maintenance of this person ends with it."""
        ended = people.sign_out(session)
        line.leave(actor_of(ended))
        return SignedOut(name=ended.person.name)

    return router
