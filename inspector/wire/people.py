"""People and their sessions as a client sees them."""

from typing import Annotated

from pydantic import Field

from inspector.domain.people import Right as Right
from inspector.domain.people import Role as Role
from inspector.wire.model import WireModel

SESSION_HEADER = "X-Inspector-Session"
"""Carries the token of a session, beside the station's own."""


class PersonRow(WireModel):
    """Somebody who can sign in."""

    name: str
    role: Role


class PeopleList(WireModel):
    """Everybody who is defined; while it is empty the station's token is enough for most."""

    people: list[PersonRow]


class SignInRequest(WireModel):
    """Name and PIN of a person."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    pin: Annotated[str, Field(min_length=1, max_length=64)]


class SessionState(WireModel):
    """Who is signed in, with what rights, and for how long without a sign of the person."""

    name: str
    role: Role
    rights: list[Right]
    expires_in_s: float


class SignedIn(SessionState):
    """A session that has begun; its token travels in the header ``X-Inspector-Session``."""

    token: str


class SignedOut(WireModel):
    """The session has ended."""

    name: str
