"""Signing in and out, and who can."""

from __future__ import annotations

from fastapi import APIRouter, Request

from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import SessionToken, client_of, needs
from inspector.domain.people import RIGHTS, Right
from inspector.services.live.line import LiveLine
from inspector.services.people.accounts import PeopleAccounts
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk, actor_of
from inspector.services.people.sessions import Session
from inspector.wire.people import (
    AccountChange,
    AccountList,
    AccountRow,
    AddPersonRequest,
    OwnSecretRequest,
    PeopleList,
    PersonRow,
    SessionState,
    SignedIn,
    SignedOut,
    SignInRequest,
)

_REFUSED = "Name and PIN or password do not belong together."
_LOCKED = "Too many attempts; try again after a minute."
_NOBODY = "Nobody is signed in, or the session has expired."
_WAITS = "It waits for a second person, see `/v1/approvals`."
_NAME_TAKEN = "The name is taken, or the station would be without an administrator."
_UNKNOWN = "Nobody of this name is defined."


def people_router(people: PeopleDesk, line: LiveLine) -> APIRouter:
    """Routes ``/v1/people`` and ``/v1/session``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1", tags=["people"])
    _add_people(router, people)
    _add_session(router, people, line)
    return router


def _add_people(router: APIRouter, people: PeopleDesk) -> None:
    admin = needs(people, Right.MANAGE_PEOPLE)
    service = PeopleAccounts(people)
    changes = error_replies(
        ACCEPTED=_WAITS, FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN, CONFLICT=_NAME_TAKEN
    )

    @router.get("/people", responses=error_replies())
    def everybody() -> PeopleList:
        """Names and roles of all who can sign in."""
        return _everybody(people)

    @router.get("/people/accounts", responses=error_replies(FORBIDDEN=RIGHT_MISSING))
    def accounts(actor: Actor = admin) -> AccountList:
        """Everybody, also who cannot sign in any more, with the last time of signing in."""
        return _accounts(people)

    @router.post("/people", responses=changes)
    def add(request: AddPersonRequest, actor: Actor = admin) -> AccountList:
        """Define a person; the first one has to be an administrator."""
        service.add(actor, request.name, request.role, request.kind, request.secret, request.reason)
        return _accounts(people)

    @router.patch("/people", responses=changes)
    def change(request: AccountChange, actor: Actor = admin) -> AccountList:
        """Change the role, the secret or whether a person can sign in; who is there is out."""
        secret = request.secret
        new = None if secret is None else (secret.kind, secret.secret)
        if request.active is not None:
            service.set_active(actor, request.name, request.active, request.reason)
        elif request.role is not None:
            service.set_role(actor, request.name, request.role, new, request.reason)
        elif new is not None:
            service.set_secret(actor, request.name, *new, request.reason)
        return _accounts(people)


def _everybody(people: PeopleDesk) -> PeopleList:
    rows = [
        PersonRow(name=each.name, role=each.role, secret_kind=each.secret.kind)
        for each in people.people()
    ]
    return PeopleList(people=rows)


def _accounts(people: PeopleDesk) -> AccountList:
    rows = [
        AccountRow(
            name=each.person.name,
            role=each.person.role,
            secret_kind=each.person.secret.kind,
            active=each.person.active,
            last_sign_in=each.last_sign_in,
            failures=each.failures,
            locked=each.locked,
        )
        for each in people.accounts()
    ]
    return AccountList(accounts=rows)


def _add_session(router: APIRouter, people: PeopleDesk, line: LiveLine) -> None:
    tries = error_replies(FORBIDDEN=_REFUSED, TOO_MANY_REQUESTS=_LOCKED)
    nobody = error_replies(FORBIDDEN=_NOBODY)

    def state(session: Session) -> SessionState:
        role = session.person.role
        return SessionState(
            name=session.person.name,
            role=role,
            rights=[right for right in Right if right in RIGHTS[role]],
            expires_in_s=people.seconds_left(session),
        )

    @router.post("/session", responses=tries)
    def sign_in(request: SignInRequest, http: Request) -> SignedIn:
        """Sign in; the token of the answer belongs into the header `X-Inspector-Session`."""
        token, session = people.sign_in(request.name, request.pin, client_of(http))
        return SignedIn(**state(session).model_dump(), token=token)

    @router.get("/session", responses=nobody)
    def session(session: SessionToken = "") -> SessionState:
        """Who is signed in, and for how long; to ask does not prolong it."""
        return state(people.session(session))

    @router.put("/session", responses=nobody)
    def renew(session: SessionToken = "") -> SessionState:
        """The person is still here: the idle time begins anew."""
        return state(people.renew(session))

    @router.put("/session/secret", responses=tries)
    def change_own_secret(request: OwnSecretRequest, session: SessionToken = "") -> SessionState:
        """Give oneself another PIN or password; this session goes on, others of one's own end."""
        return state(people.change_own_secret(session, request.old, request.kind, request.secret))

    @router.delete("/session", responses=nobody)
    def sign_out(session: SessionToken = "") -> SignedOut:
        """Sign out; a maintenance of this person ends with it."""
        ended = people.sign_out(session)
        line.leave(actor_of(ended))
        return SignedOut(name=ended.person.name)
