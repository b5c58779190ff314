"""Files that are made while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from fastapi import Depends, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from inspector.api.replies import binary_reply
from inspector.api.rights import SessionToken, client_of
from inspector.domain.errors.base import InspectorError
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk, actor_of
from inspector.services.pieces import Pieces, in_pieces

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "jsonl": "application/jsonl",
        "parquet": "application/vnd.apache.parquet",
        "pdf": "application/pdf",
        "zip": "application/zip",
    }
)


class Download(StreamingResponse):
    """Sends pieces while they are made. The first one is waited for: what fails there is told.

    Args:
        pieces: The file; when nobody reads on, no more of it is made.
        name: What a browser calls it; its ending says what kind of file it is.
    """

    def __init__(self, pieces: Pieces, name: str) -> None:
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        kind = MEDIA_TYPES[name.rpartition(".")[2]]
        super().__init__(self._body(pieces.next()), media_type=kind, headers=headers)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; afterwards nothing more is made."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._pieces.cancel()

    async def _body(self, piece: bytes | None) -> AsyncIterator[bytes]:
        while piece is not None:
            if piece:
                yield piece
            piece = await run_in_threadpool(self._pieces.next)


def download_of(lines: Iterator[bytes], name: str) -> Download:
    """A file that comes line by line."""
    return Download(Pieces(lambda: in_pieces(lines)), name)


def file_reply(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Describes an answer that is a file of one of these kinds, for OpenAPI."""
    return binary_reply(*(MEDIA_TYPES[kind] for kind in kinds))


def whoever_asks(people: PeopleDesk) -> Any:
    """A dependency of a route: whoever is signed in, or holds the station's token."""

    def actor(request: Request, session: SessionToken = "") -> Actor:
        client = client_of(request)
        try:
            return actor_of(people.session(session), client)
        except InspectorError:
            return Actor(client=client)

    return Depends(actor)
