"""Who is let through to a route: the session in the header, held against what the route needs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Header

from inspector.domain.people import Right
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.people import SESSION_HEADER

SessionToken = Annotated[str, Header(alias=SESSION_HEADER, max_length=128)]


def needs(people: PeopleDesk, right: Right) -> Any:
    """A dependency of a route: who asks, when that person has the right."""

    def actor(session: SessionToken = "") -> Actor:
        return people.require(session, right)

    return Depends(actor)
