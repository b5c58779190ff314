"""Who is let through to a route: the session in the header, held against what the route needs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Header, Request

from inspector.domain.people import Right
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.wire.people import SESSION_HEADER

SessionToken = Annotated[str, Header(alias=SESSION_HEADER, max_length=128)]
_PROGRAM_LIMIT = 60


def needs(people: PeopleDesk, right: Right) -> Any:
    """A dependency of a route: who asks, when that person has the right."""

    def actor(request: Request, session: SessionToken = "") -> Actor:
        looks_on = request.method == "GET"
        return people.require(session, right, client_of(request), looks_on=looks_on)

    return Depends(actor)


def client_of(request: Request) -> str:
    """From where somebody asks: address and program, as the audit trail tells it."""
    host = "" if request.client is None else request.client.host
    program = request.headers.get("user-agent", "")[:_PROGRAM_LIMIT]
    told = f"{host} {program}".strip()
    return "".join(letter if letter.isprintable() else "?" for letter in told)
