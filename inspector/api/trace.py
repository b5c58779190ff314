"""No change without a trace: what no route wrote down is written down here."""

from __future__ import annotations

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inspector.api.rights import client_of
from inspector.domain.errors.base import InspectorError
from inspector.services.people.audit import Actor, AuditEntry
from inspector.services.people.desk import PeopleDesk, actor_of
from inspector.services.people.trace import traced
from inspector.wire.people import SESSION_HEADER

UNNAMED = "request"
"""What an entry is called whose route wrote none of its own; a test finds such routes."""
_LOOKING_ON = frozenset({"GET", "HEAD", "OPTIONS"})


class ChangesAreTraced:
    """Watches every request that may change something (ASGI middleware).

    A route writes its own entry by ``audit.recorded``, which says more than this does, or says by
    ``trace.account`` that it changed nothing.
    """

    def __init__(self, app: ASGIApp, people: PeopleDesk) -> None:
        self._app = app
        self._people = people

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; write down what nobody else did."""
        if scope["type"] != "http" or scope["method"] in _LOOKING_ON:
            await self._app(scope, receive, send)
            return
        with traced() as trace:

            async def watch(message: Message) -> None:
                """Nobody is answered before it is written down."""
                begins = message["type"] == "http.response.start" and not trace.accounted
                if begins and message["status"] < HTTPStatus.BAD_REQUEST:
                    await run_in_threadpool(self._note, Request(scope), message["status"])
                await send(message)

            await self._app(scope, receive, watch)

    def _note(self, request: Request, status: int) -> None:
        target = f"{request.method} {request.url.path}"
        entry = AuditEntry(new={"status": status})
        self._people.audit.note(self._actor(request), UNNAMED, target, entry)

    def _actor(self, request: Request) -> Actor:
        client = client_of(request)
        try:
            session = self._people.session(request.headers.get(SESSION_HEADER, ""))
        except InspectorError:
            return Actor(client=client)
        return actor_of(session, client)
